/** A text as it is written, and where the cursor goes, counted from its start. */
export type SpacedText = { text: string; cursor: number };

/** Gives a text an empty line before and after it, as far as its neighbours do not. */
export function spacedBlock(
  before: string,
  text: string,
  after: string
): SpacedText {
  const block = text.replace(/^\n+|\n+$/g, '');
  const head = missingLines(before, /\n[ \t]*\n[ \t]*$/, /\n[ \t]*$/);
  const tail = missingLines(after, /^[ \t]*\n[ \t]*\n/, /^[ \t]*\n/);
  return { text: head + block + tail, cursor: head.length + block.length };
}

/** Whether a text ends with the line of a fence: what is written behind it would open it again. */
export function endsWithFence(before: string): boolean {
  return /(?:^|\n) {0,3}(?:`{3,}|~{3,})[ \t]*$/.test(before);
}

function missingLines(
  neighbour: string,
  emptyLine: RegExp,
  lineEnd: RegExp
): string {
  if (neighbour.trim() === '' || emptyLine.test(neighbour)) {
    return '';
  }
  return lineEnd.test(neighbour) ? '\n' : '\n\n';
}
