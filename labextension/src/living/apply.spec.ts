import { YNotebook } from '@jupyter/ydoc';
import type { YMarkdownCell } from '@jupyter/ydoc';
import * as Y from 'yjs';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import type { NotebookEditsResponse, OpenNotebook } from '../api/types';
import { adoptInside, asOneUndoStep } from '../citing/undo';
import type { IOpenNotebook } from '../notebooks/tokens';
import type { ApplyOptions } from './apply';
import { applyEdits, applyInSlices } from './apply';

const CITE = '<cite data-cite="chen2023fit">(Chen & Li, 2023)</cite>';
const LETTERED = CITE.replace('2023)', '2023a)');
const METADATA = { paperlookup: { version: 1, style: 'apa', items: {} } };

let shared: YNotebook;

beforeEach(() => {
  // Yjs tells that cells are read before they are in a document, which the package does itself.
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  shared = YNotebook.create({
    disableDocumentWideUndoRedo: true,
    data: {
      cells: ['See here.', `First ${CITE}.`, 'Third'].map((source, at) => ({
        cell_type: 'markdown',
        id: `cell-${at}`,
        source,
        metadata: {}
      })),
      metadata: METADATA,
      nbformat: 4,
      nbformat_minor: 5
    }
  });
  shared.cells.forEach(cell => cell.clearUndoHistory());
});

function cell(at: number): YMarkdownCell {
  return shared.cells[at] as YMarkdownCell;
}

function notebook(): IOpenNotebook {
  const cells = shared.cells.map(sharedModel => ({
    id: sharedModel.id,
    isDisposed: false,
    sharedModel
  }));
  const model = { sharedModel: shared, cells };
  return { panel: { content: { model } } } as unknown as IOpenNotebook;
}

function sent(): OpenNotebook {
  return {
    path: '',
    cells: shared.cells.map(each => ({
      id: each.id,
      kind: 'markdown' as const,
      source: each.getSource(),
      metadata: each.getMetadata()
    })),
    metadata: shared.getMetadata()
  };
}

function edits(
  cells: NotebookEditsResponse['cells'],
  metadata: NotebookEditsResponse['metadata'] = {}
): NotebookEditsResponse {
  const counts = { changed: 1, kept: 0, bibliographies: 0, migrated: 0 };
  return { cells, metadata, ...counts, problems: [] };
}

/** A letter behind the year of the citation in a cell. */
function lettered(at: number): NotebookEditsResponse {
  const place = cell(at).getSource().indexOf('2023)') + 4;
  return edits([
    {
      id: cell(at).id,
      edits: [{ start: place, end: place, text: 'a' }],
      metadata: { paperlookup: { words: ['(Chen & Li, 2023a)'] } }
    }
  ]);
}

function restyle(at: number, options: ApplyOptions = {}): void {
  applyEdits(notebook(), sent(), lettered(at), { step: 'written', ...options });
}

describe('applyEdits', () => {
  it('writes texts and members of metadata, and takes them back', () => {
    const change = edits(
      [
        {
          id: 'cell-0',
          edits: [
            { start: 0, end: 3, text: 'Look' },
            { start: 8, end: 8, text: ' and there' }
          ],
          metadata: { paperlookup: { words: ['x'] } }
        }
      ],
      {
        paperlookup: { ...METADATA.paperlookup, dialect: 'pandoc' },
        cite2c: null
      }
    );
    shared.setMetadata('cite2c', { citations: {} });
    const applied = applyEdits(notebook(), sent(), change);
    expect(applied.changed).toEqual(['cell-0']);
    expect(cell(0).getSource()).toBe('Look here and there.');
    expect(cell(0).getMetadata('paperlookup')).toEqual({ words: ['x'] });
    expect(shared.getMetadata('paperlookup')).toMatchObject({
      dialect: 'pandoc'
    });
    expect(shared.getMetadata('cite2c')).toBeUndefined();
    expect(applied.undo()).toEqual([]);
    expect(cell(0).getSource()).toBe('See here.');
    expect(cell(0).getMetadata()).toEqual({});
    expect(shared.getMetadata()).toEqual({
      ...METADATA,
      cite2c: { citations: {} }
    });
  });

  it('leaves out a cell that has another text than what was sent', () => {
    const before = sent();
    const change = lettered(1);
    cell(1).updateSource(0, 5, 'Second');
    const applied = applyEdits(notebook(), before, change);
    expect(applied.leftOut).toEqual(['cell-1']);
    expect(cell(1).getSource()).toBe(`Second ${CITE}.`);
  });

  it('leaves out a cell that is gone, or that is not accepted', () => {
    const before = sent();
    const change = lettered(1);
    const refused = applyEdits(notebook(), before, change, {
      accepts: () => false
    });
    expect(refused.leftOut).toEqual(['cell-1']);
    shared.deleteCell(1);
    expect(applyEdits(notebook(), before, change).leftOut).toEqual(['cell-1']);
  });

  it('keeps the works that were added meanwhile', () => {
    const before = sent();
    const items = { turing1936: { title: 'On Computable Numbers' } };
    shared.setMetadata('paperlookup', { ...METADATA.paperlookup, items });
    const applied = applyEdits(
      notebook(),
      before,
      edits([], { paperlookup: { ...METADATA.paperlookup, style: 'ieee' } })
    );
    expect(shared.getMetadata('paperlookup')).toMatchObject({
      style: 'ieee',
      items
    });
    applied.undo();
    expect(shared.getMetadata('paperlookup')).toMatchObject({
      style: 'apa',
      items
    });
  });

  it('names the cells that it does not take back', () => {
    const applied = applyEdits(notebook(), sent(), lettered(1));
    cell(1).updateSource(0, 5, 'Second');
    expect(applied.undo()).toEqual(['cell-1']);
    expect(cell(1).getSource()).toBe(`Second ${LETTERED}.`);
  });

  it('makes one step of each cell', () => {
    cell(1).updateSource(0, 0, '!');
    applyEdits(notebook(), sent(), lettered(1));
    cell(1).updateSource(0, 0, '?');
    expect(cell(1).getSource()).toBe(`?!First ${LETTERED}.`);
    cell(1).undo();
    cell(1).undo();
    expect(cell(1).getSource()).toBe(`!First ${CITE}.`);
    cell(1).redo();
    expect(cell(1).getSource()).toBe(`!First ${LETTERED}.`);
  });

  it('does the same in slices', async () => {
    const applied = await applyInSlices(notebook(), sent(), lettered(1));
    expect(applied.changed).toEqual(['cell-1']);
    expect(cell(1).getSource()).toBe(`First ${LETTERED}.`);
  });
});

describe('edits that belong to what was written', () => {
  function insert(): void {
    asOneUndoStep(cell(0), () => cell(0).updateSource(8, 8, CITE));
  }

  it('go with the insertion, and leave no letter behind', () => {
    cell(0).updateSource(0, 0, '!');
    insert();
    restyle(0);
    expect(cell(0).getSource()).toBe(`!See her${LETTERED}e.`);
    cell(0).undo();
    expect(cell(0).getSource()).toBe('!See here.');
    cell(0).undo();
    expect(cell(0).getSource()).toBe('See here.');
  });

  it('come back with it', () => {
    insert();
    restyle(0);
    cell(0).undo();
    cell(0).redo();
    expect(cell(0).getSource()).toBe(`See here${LETTERED}.`);
    cell(0).undo();
    expect(cell(0).getSource()).toBe('See here.');
  });

  it('stay when what was typed after the insertion is taken back', () => {
    insert();
    cell(0).updateSource(0, 0, 'typed ');
    restyle(0);
    cell(0).undo();
    expect(cell(0).getSource()).toBe(`See here${LETTERED}.`);
    cell(0).redo();
    expect(cell(0).getSource()).toBe(`typed See here${LETTERED}.`);
    cell(0).undo();
    cell(0).undo();
    expect(cell(0).getSource()).toBe('See here.');
  });

  it('keep what can be redone', () => {
    insert();
    cell(0).updateSource(0, 0, 'typed ');
    cell(0).undo();
    restyle(0);
    cell(0).redo();
    expect(cell(0).getSource()).toBe(`typed See here${LETTERED}.`);
  });

  it('belong to nobody where the text was there before', () => {
    cell(1).updateSource(0, 0, '!');
    restyle(1);
    cell(1).undo();
    expect(cell(1).getSource()).toBe(`First ${LETTERED}.`);
    expect(cell(1).canUndo()).toBe(false);
  });

  it('are found again in a citation that was made anew several times', () => {
    insert();
    for (let turn = 0; turn < 3; turn++) {
      restyle(0);
      const place = cell(0).getSource().indexOf('a)');
      applyEdits(
        notebook(),
        sent(),
        edits([
          {
            id: 'cell-0',
            edits: [{ start: place, end: place + 1, text: '' }],
            metadata: {}
          }
        ]),
        { step: 'written' }
      );
      cell(0).undo();
      expect(cell(0).getSource()).toBe('See here.');
      cell(0).redo();
      expect(cell(0).getSource()).toBe(`See here${CITE}.`);
    }
  });

  it('do not widen what is typed next', () => {
    insert();
    restyle(0);
    cell(0).updateSource(0, 0, 'typed ');
    cell(0).undo();
    expect(cell(0).getSource()).toBe(`See here${LETTERED}.`);
  });

  it('are right where one undo is for the whole notebook', () => {
    shared = YNotebook.create({
      disableDocumentWideUndoRedo: false,
      data: shared.toJSON()
    });
    shared.clearUndoHistory();
    insert();
    restyle(0);
    shared.undo();
    expect(cell(0).getSource()).toBe('See here.');
    shared.redo();
    expect(cell(0).getSource()).toBe(`See here${LETTERED}.`);
  });

  it('go with the insertion when somebody else has made them', () => {
    insert();
    cell(0).updateSource(0, 0, 'typed ');
    const other = new Y.Doc();
    Y.applyUpdate(other, Y.encodeStateAsUpdate(shared.ydoc));
    const [first] = other.getArray<Y.Map<unknown>>('cells').toArray();
    const text = first?.get('source') as Y.Text;
    text.insert(cell(0).getSource().indexOf('2023)') + 4, 'a');
    Y.applyUpdate(shared.ydoc, Y.encodeStateAsUpdate(other));
    expect(cell(0).getSource()).toBe(`typed See here${LETTERED}.`);
    const start = 'typed See here'.length;
    adoptInside(cell(0), start, start + LETTERED.length);
    cell(0).undo();
    expect(cell(0).getSource()).toBe(`See here${LETTERED}.`);
    cell(0).undo();
    expect(cell(0).getSource()).toBe('See here.');
    cell(0).redo();
    expect(cell(0).getSource()).toBe(`See here${LETTERED}.`);
  });
});
