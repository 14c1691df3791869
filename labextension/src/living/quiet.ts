import { completionStatus } from '@codemirror/autocomplete';
import type { EditorView } from '@codemirror/view';
import type { Cell } from '@jupyterlab/cells';

import type { CellEdit } from '../api/types';
import { wordedPlaces } from './worded';

/** How long nobody must have changed a cell before its words are changed, in milliseconds. */
export const QUIET = 1500;

/** Knows in which cells somebody is writing just now. */
export class WritingPeople {
  /** @param _views All that show a cell, by its id. */
  constructor(private readonly _views: (id: string) => readonly Cell[]) {}

  /** Somebody, here or elsewhere, has changed a cell. */
  touch(id: string): void {
    this._touched.set(id, Date.now());
  }

  /** Whether somebody writes in a cell, or has the cursor in what would be changed. */
  areIn(id: string, { edits }: Pick<CellEdit, 'edits'>): boolean {
    if (Date.now() - (this._touched.get(id) ?? -Infinity) < QUIET) {
      return true;
    }
    this._touched.delete(id);
    return this._views(id).some(cell => {
      const view = viewOf(cell);
      return (
        view !== null &&
        (view.compositionStarted ||
          completionStatus(view.state) !== null ||
          (view.hasFocus && isAtCursor(view, edits)))
      );
    });
  }

  private readonly _touched = new Map<string, number>();
}

/** Whether a cursor or a selection reaches into a citation that would be changed. */
function isAtCursor({ state }: EditorView, edits: CellEdit['edits']): boolean {
  const citations = wordedPlaces(state.doc.toString());
  const changed = edits.map(({ start, end }): [number, number] => {
    const around = citations.find(([from, to]) => from <= start && end <= to);
    return around ?? [start, end];
  });
  return state.selection.ranges.some(({ from, to }) =>
    changed.some(([start, end]) => from < end && start < to)
  );
}

function viewOf({ editor }: Cell): EditorView | null {
  return (editor as { editor?: EditorView } | null)?.editor ?? null;
}
