import { Notification } from '@jupyterlab/apputils';
import type { Cell } from '@jupyterlab/cells';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { BibliographyInCell, InsertionResponse } from '../api/types';
import {
  keepItems,
  keepUncited,
  noteBibliography,
  uncitedKeys
} from '../citing/metadata';
import { spacedBlock } from '../citing/spacing';
import { asOneUndoStep } from '../citing/undo';
import { messageOf } from '../message-of';
import type { IOpenNotebook } from '../notebooks/tokens';
import type { ISearchView } from '../search-view';
import type { IPaperLookup } from '../tokens';

/** The bibliography of a notebook, where it stands. */
type FoundBibliography = {
  cell: Cell;
  place: BibliographyInCell;
  /** The text for which the place holds. */
  source: string;
};

/** Inserts the bibliography of a notebook; one that has its own already is shown it. */
export async function insertBibliography(
  lookup: IPaperLookup,
  notebook: IOpenNotebook,
  trans: TranslationBundle
): Promise<void> {
  const nocite = uncitedOf(notebook);
  const { cell, isNew } = await write(lookup, notebook, nocite, trans);
  await reveal(notebook, cell);
  const number = notebook.panel.content.widgets.indexOf(cell) + 1;
  Notification.success(
    isNew
      ? trans.__('Inserted the bibliography as cell %1.', number)
      : trans.__('The bibliography in cell %1 is up to date.', number),
    { autoClose: 5000 }
  );
}

/** What listing papers works with. */
export type ListingParts = {
  lookup: IPaperLookup;
  search: ISearchView;
  notebook: IOpenNotebook;
  trans: TranslationBundle;
};

/** Lists papers in the bibliography of a notebook, which gets one if it has none. */
export async function listUncited(
  { lookup, search, notebook, trans }: ListingParts,
  keys: readonly string[]
): Promise<void> {
  const nocite = [...new Set([...uncitedOf(notebook), ...keys])];
  try {
    const { cell } = await write(lookup, notebook, nocite, trans);
    const number = notebook.panel.content.widgets.indexOf(cell) + 1;
    search.report(trans.__('Listed in cell %1 of %2.', number, notebook.name));
  } catch (error) {
    const message = messageOf(error);
    search.report(message, true);
  }
}

/**
 * Writes the bibliography of a notebook where it stands, else where there is room for it.
 *
 * @throws Where it must not be written, and what requests throw.
 */
async function write(
  { client }: IPaperLookup,
  notebook: IOpenNotebook,
  nocite: readonly string[],
  trans: TranslationBundle
): Promise<{ cell: Cell; isNew: boolean }> {
  const found = await bibliographyOf(notebook);
  if (found && isFixed(found.cell)) {
    throw new Error(
      trans.__('The cell of the bibliography is read-only: make it editable.')
    );
  }
  const written = await client.notebooks.bibliography(
    request(notebook, nocite)
  );
  if (found && !isAsFound(found)) {
    throw new Error(
      trans.__(
        'The cell of the bibliography was changed meanwhile, so it was left as it is: try again.'
      )
    );
  }
  const cell = found
    ? replace(found, written.text)
    : insert(notebook, written.text);
  keep(notebook, cell, written);
  return { cell, isNew: !found };
}

function isAsFound({ cell, source }: FoundBibliography): boolean {
  return !cell.isDisposed && cell.model.sharedModel.getSource() === source;
}

function isFixed(cell: Cell): boolean {
  return cell.readOnly || cell.model.getMetadata('editable') === false;
}

function request(
  notebook: IOpenNotebook,
  nocite: readonly string[]
): Parameters<IPaperLookup['client']['notebooks']['bibliography']>[0] {
  const { style, locale, dialect } = notebook.choices;
  const sent = notebook.sent();
  return { notebook: sent, style, locale, dialect, nocite: [...nocite] };
}

async function bibliographyOf(
  notebook: IOpenNotebook
): Promise<FoundBibliography | null> {
  const answer = await notebook.citations.refresh();
  for (const { id, bibliographies } of answer?.cells ?? []) {
    const cell = notebook.cell(id);
    const [place] = bibliographies;
    const known = cell && notebook.citations.lastOf(cell);
    if (known && place && cell.model.type === 'markdown') {
      return { cell, place, source: known.source };
    }
  }
  return null;
}

function replace({ cell, place }: FoundBibliography, text: string): Cell {
  const { sharedModel } = cell.model;
  const { start, end } = place;
  if (sharedModel.getSource().slice(start, end) !== text) {
    asOneUndoStep(sharedModel, () =>
      sharedModel.updateSource(start, end, text)
    );
  }
  return cell;
}

/** Into the empty Markdown cell that is active, else into a new one at the end. */
function insert({ panel }: IOpenNotebook, text: string): Cell {
  const { content } = panel;
  const { activeCell } = content;
  const isFree =
    activeCell?.model.type === 'markdown' &&
    !isFixed(activeCell) &&
    activeCell.model.sharedModel.getSource().trim() === '';
  if (activeCell && isFree) {
    const { sharedModel } = activeCell.model;
    const { length } = sharedModel.getSource();
    const spaced = spacedBlock('', text, '');
    asOneUndoStep(sharedModel, () =>
      sharedModel.updateSource(0, length, spaced.text)
    );
    return activeCell;
  }
  const index = content.widgets.length;
  content.model?.sharedModel.insertCell(index, {
    cell_type: 'markdown',
    metadata: {},
    source: text
  });
  const cell = content.widgets[index];
  if (!cell) {
    throw new Error('The notebook took no new cell.');
  }
  return cell;
}

/** Keeps the listed works in the notebook, which of them nobody cites, and that the block is ours. */
function keep(
  { panel }: IOpenNotebook,
  cell: Cell,
  { items, nocite, digest }: InsertionResponse
): void {
  const notebook = panel.content.model?.sharedModel;
  if (notebook) {
    keepItems(notebook, {}, items);
    keepUncited(notebook, nocite);
  }
  if (digest) {
    noteBibliography(cell.model.sharedModel, digest);
  }
}

function uncitedOf({ panel }: IOpenNotebook): string[] {
  const notebook = panel.content.model?.sharedModel;
  return notebook ? uncitedKeys(notebook) : [];
}

async function reveal({ panel }: IOpenNotebook, cell: Cell): Promise<void> {
  const index = panel.content.widgets.indexOf(cell);
  panel.content.activeCellIndex = index;
  await panel.content.scrollToItem(index).catch(() => undefined);
}
