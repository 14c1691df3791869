/** One step of a change of a text, as shared models report it. */
export type TextChange = {
  insert?: unknown;
  delete?: number;
  retain?: number;
};

/**
 * Where an offset is after a text has changed. What is inserted exactly there comes after it;
 * an offset in a deleted part goes to where that part was.
 */
export function mapOffset(
  offset: number,
  changes: readonly TextChange[]
): number {
  let mapped = offset;
  let at = 0;
  for (const change of changes) {
    if (change.retain !== undefined) {
      at += change.retain;
    } else if (typeof change.insert === 'string') {
      if (at < mapped) {
        mapped += change.insert.length;
      }
      at += change.insert.length;
    } else if (change.delete !== undefined && at < mapped) {
      mapped = Math.max(at, mapped - change.delete);
    }
  }
  return mapped;
}

/** The offset of a line and a column, both counted from 0; bounded by the line and the text. */
export function offsetAt(text: string, line: number, column: number): number {
  let start = 0;
  for (let passed = 0; passed < line; passed++) {
    const end = text.indexOf('\n', start);
    if (end < 0) {
      return text.length;
    }
    start = end + 1;
  }
  const end = text.indexOf('\n', start);
  return Math.min(start + column, end < 0 ? text.length : end);
}
