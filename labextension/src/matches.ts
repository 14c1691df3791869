/**
 * Where parts of a text are in JavaScript's offsets, which count UTF-16 units; the server counts
 * code points. Parts that are outside the text, empty or not in order are left out.
 */
export function inUtf16(
  text: string,
  matches: readonly (readonly [number, number])[]
): [number, number][] {
  const offsets = [0];
  let length = 0;
  for (const character of text) {
    length += character.length;
    offsets.push(length);
  }
  const found: [number, number][] = [];
  let last = 0;
  for (const [start, end] of matches) {
    const from = offsets[start];
    const to = offsets[end];
    if (from !== undefined && to !== undefined && from >= last && to > from) {
      found.push([from, to]);
      last = to;
    }
  }
  return found;
}

/** The opposite: parts in JavaScript's offsets, in the server's. */
export function inCodePoints(
  text: string,
  parts: readonly (readonly [number, number])[]
): [number, number][] {
  const count = (end: number): number => Array.from(text.slice(0, end)).length;
  return parts.map(([start, end]) => [count(start), count(end)]);
}
