import type { NamePart, NameRow } from './names';
import { emptyName } from './names';

/** Rows with one text of one of them changed. */
export function withPart(
  rows: readonly NameRow[],
  id: number,
  part: NamePart,
  text: string
): NameRow[] {
  return rows.map(row => (row.id === id ? { ...row, [part]: text } : row));
}

/** Rows with one of them changed. */
export function withRow(
  rows: readonly NameRow[],
  id: number,
  change: (row: NameRow) => NameRow
): NameRow[] {
  return rows.map(row => (row.id === id ? change(row) : row));
}

/** Rows with an empty one behind another, or at the end. */
export function withNewRow(
  rows: readonly NameRow[],
  behind?: number
): { rows: NameRow[]; added: NameRow } {
  const added = emptyName();
  const position = rows.findIndex(row => row.id === behind);
  const at = position < 0 ? rows.length : position + 1;
  return { rows: [...rows.slice(0, at), added, ...rows.slice(at)], added };
}

/** Rows without one of them. */
export function withoutRow(rows: readonly NameRow[], id: number): NameRow[] {
  return rows.filter(row => row.id !== id);
}

/** Rows with one of them a step further up (-1) or down (1); the ends stop the way. */
export function withMoved(
  rows: readonly NameRow[],
  id: number,
  step: -1 | 1
): NameRow[] {
  const from = rows.findIndex(row => row.id === id);
  const row = rows[from];
  const to = from + step;
  if (!row || to < 0 || to >= rows.length) {
    return [...rows];
  }
  const rest = withoutRow(rows, id);
  return [...rest.slice(0, to), row, ...rest.slice(to)];
}
