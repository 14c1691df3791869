import type { MarkdownCell } from '@jupyterlab/cells';

import type { IOpenNotebook } from './tokens';

/** How long to wait for the editor of a cell that is scrolled into view, in milliseconds. */
const EDITOR_PATIENCE = 2000;

/**
 * Goes to a place in a notebook: brings it to the front, scrolls to the cell, and puts the cursor
 * there. A cell that must not be edited is only made active.
 *
 * @param reveal - Brings a widget of the shell to the front.
 * @returns False when the cell is no longer there.
 */
export async function jumpTo(
  notebook: IOpenNotebook,
  id: string,
  offset: number,
  reveal: (id: string) => void
): Promise<boolean> {
  const { panel } = notebook;
  const cell = notebook.cell(id);
  if (!cell || panel.isDisposed) {
    return false;
  }
  const { content } = panel;
  reveal(panel.id);
  const index = content.widgets.indexOf(cell);
  content.activeCellIndex = index;
  content.deselectAll();
  await content.scrollToItem(index).catch(() => undefined);
  await Promise.race([
    cell.ready,
    new Promise(resolve => setTimeout(resolve, EDITOR_PATIENCE))
  ]);
  if (notebook.isReadOnly || cell.readOnly) {
    content.activate();
    return true;
  }
  content.mode = 'edit';
  if (cell.model.type === 'markdown') {
    (cell as MarkdownCell).rendered = false;
  }
  const position = cell.editor?.getPositionAt(offset);
  if (position) {
    cell.editor?.setCursorPosition(position);
    cell.editor?.revealPosition(position);
  }
  cell.editor?.focus();
  return true;
}
