import type { CompletionResult } from '@codemirror/autocomplete';
import { autocompletion, startCompletion } from '@codemirror/autocomplete';
import { EditorView } from '@codemirror/view';
import type { Cell } from '@jupyterlab/cells';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { QUIET, WritingPeople } from './quiet';

const CITE = '<cite data-cite="turing1936">(Turing, 1936)</cite>';
const TEXT = `As ${CITE} says`;
const WORDS = TEXT.indexOf('(Turing');
/** Another year in the citation. */
const CHANGE = {
  edits: [{ start: WORDS + 9, end: WORDS + 13, text: '1937' }]
};

const opened: EditorView[] = [];

/** A cell whose editor has the focus, with the cursor at a place. */
function cellAt(place: number, end = place): Cell {
  const result: CompletionResult = {
    from: 0,
    options: [{ label: 'As' }],
    filter: false
  };
  const view = new EditorView({
    doc: TEXT,
    selection: { anchor: place, head: end },
    extensions: autocompletion({
      override: [() => result],
      activateOnTyping: false,
      interactionDelay: 0
    }),
    parent: document.body
  });
  opened.push(view);
  view.focus();
  return { editor: { editor: view } } as unknown as Cell;
}

function viewOf(cell: Cell): EditorView {
  return (cell.editor as unknown as { editor: EditorView }).editor;
}

function areIn(...cells: Cell[]): boolean {
  return new WritingPeople(() => cells).areIn('a', CHANGE);
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  opened.splice(0).forEach(view => view.destroy());
  vi.useRealTimers();
});

describe('WritingPeople', () => {
  it('are in a cell that was changed just now, here or elsewhere, and in no other', () => {
    const people = new WritingPeople(() => []);
    people.touch('a');
    expect(people.areIn('a', CHANGE)).toBe(true);
    expect(people.areIn('b', CHANGE)).toBe(false);
    vi.advanceTimersByTime(QUIET - 1);
    expect(people.areIn('a', CHANGE)).toBe(true);
    vi.advanceTimersByTime(1);
    expect(people.areIn('a', CHANGE)).toBe(false);
  });

  it('are still there when the cell is changed again', () => {
    const people = new WritingPeople(() => []);
    people.touch('a');
    vi.advanceTimersByTime(QUIET - 1);
    people.touch('a');
    vi.advanceTimersByTime(QUIET - 1);
    expect(people.areIn('a', CHANGE)).toBe(true);
  });

  it.each([
    ['at the words that change', WORDS + 10, true],
    ['elsewhere in the citation', TEXT.indexOf('data-cite'), true],
    ['before the citation', TEXT.indexOf(CITE), false],
    ['behind the citation', TEXT.indexOf(CITE) + CITE.length, false],
    ['at the end', TEXT.length, false]
  ])('with the cursor %s', (_, place, isIn) => {
    expect(areIn(cellAt(place))).toBe(isIn);
  });

  it('have selected the citation', () => {
    expect(areIn(cellAt(0, TEXT.length))).toBe(true);
  });

  it('are gone when the editor has no focus', () => {
    const cell = cellAt(WORDS + 10);
    viewOf(cell).contentDOM.blur();
    expect(areIn(cell)).toBe(false);
  });

  it('are found in any of the views of a cell, also in one without an editor', () => {
    const bare = { editor: null } as unknown as Cell;
    const away = cellAt(TEXT.length);
    const inside = cellAt(WORDS + 10);
    expect(areIn(bare, away)).toBe(false);
    expect(areIn(bare, away, inside)).toBe(true);
  });

  it('choose from a completion, wherever that is', async () => {
    const cell = cellAt(TEXT.length);
    startCompletion(viewOf(cell));
    await vi.advanceTimersByTimeAsync(200);
    expect(areIn(cell)).toBe(true);
  });

  it('compose a sign of several keys', () => {
    const cell = cellAt(TEXT.length);
    const { contentDOM } = viewOf(cell);
    contentDOM.dispatchEvent(new CompositionEvent('compositionstart'));
    expect(areIn(cell)).toBe(true);
  });
});
