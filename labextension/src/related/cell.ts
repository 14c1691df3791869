import type { Cell } from '@jupyterlab/cells';

import type { RelatedRequest } from '../api/types';
import type { INotebooks, IOpenNotebook } from '../notebooks/tokens';
import { proseOfCode, proseOfMarkdown } from './cell-text';

/** A cell that papers may be related to. */
export type CurrentCell = {
  readonly notebook: IOpenNotebook;
  readonly cell: Cell;
  /** Its position as people count: the first cell is 1. */
  readonly number: number;
};

/** How many papers are shown beside a cell. */
const LIMIT = 15;

/** More keys the server does not take. */
const MOST_KEYS = 2000;

/** The cell that was used last in the notebook that was used last; null without one. */
export function currentCell({ current }: INotebooks): CurrentCell | null {
  const content = current?.panel.content;
  const cell = content?.activeCell;
  return current && content && cell
    ? { notebook: current, cell, number: content.widgets.indexOf(cell) + 1 }
    : null;
}

/** What to ask for papers related to a cell; null where it has no words to go by. */
export async function requestOf({
  notebook,
  cell
}: CurrentCell): Promise<RelatedRequest | null> {
  const { citations } = notebook;
  // What the notebook cites is no news in it, wherever it cites it.
  const works = (await citations.refresh())?.works ?? [];
  const source = cell.model.sharedModel.getSource();
  const text =
    cell.model.type === 'code'
      ? proseOfCode(source)
      : proseOfMarkdown(source, citations.ofCell(cell));
  const without = works.map(({ libraryKey, key }) => libraryKey || key);
  return text
    ? { text, without: without.slice(0, MOST_KEYS), limit: LIMIT }
    : null;
}
