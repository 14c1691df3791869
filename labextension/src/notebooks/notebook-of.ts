import type { INotebooks, IOpenNotebook } from './tokens';

/** The open notebook that a cell belongs to, by its shared model; null where there is none. */
export function notebookOf(
  notebooks: INotebooks,
  cell: { readonly notebook: unknown }
): IOpenNotebook | null {
  const { notebook } = cell;
  const isOf = ({ panel }: IOpenNotebook): boolean =>
    panel.content.model?.sharedModel === notebook;
  // One file may be open in two views; the one in use is meant.
  const { current } = notebooks;
  return current && isOf(current)
    ? current
    : (notebooks.all.find(isOf) ?? null);
}
