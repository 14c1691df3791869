/** Start and end of a match in a text, in code points, the end excluded. */
export type Match = readonly [number, number];

/** A part of a text, and whether it matched. */
export type Piece = { text: string; isMatch: boolean };

const WORD = /[\p{L}\p{N}]+/gu;

/** Cuts a text at its matches, whose offsets count code points; matches outside the text are cut short. */
export function piecesOf(text: string, matches: readonly Match[]): Piece[] {
  const characters = Array.from(text);
  const pieces: Piece[] = [];
  const push = (start: number, end: number, isMatch: boolean): void => {
    if (end > start) {
      pieces.push({ text: characters.slice(start, end).join(''), isMatch });
    }
  };
  let position = 0;
  for (const [start, end] of merged(matches)) {
    push(position, Math.min(start, characters.length), false);
    push(Math.max(start, 0), Math.min(end, characters.length), true);
    position = Math.max(position, Math.min(end, characters.length));
  }
  push(position, characters.length, false);
  return pieces;
}

/** The words under some matches, in lower case. */
export function matchedWords(
  text: string,
  matches: readonly Match[]
): Set<string> {
  const words = new Set<string>();
  for (const piece of piecesOf(text, matches)) {
    if (piece.isMatch) {
      for (const word of piece.text.match(WORD) ?? []) {
        words.add(word.toLowerCase());
      }
    }
  }
  return words;
}

/** Where some words (in lower case) stand in a text, as `piecesOf` takes it. */
export function matchesOf(text: string, words: ReadonlySet<string>): Match[] {
  if (words.size === 0) {
    return [];
  }
  const matches: Match[] = [];
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (words.has(word.toLowerCase())) {
      const start = lengthInCodePoints(text.slice(0, index));
      matches.push([start, start + lengthInCodePoints(word)]);
    }
  }
  return matches;
}

function lengthInCodePoints(text: string): number {
  return Array.from(text).length;
}

/** In order, without overlaps, without empty ones. */
function merged(matches: readonly Match[]): Match[] {
  const ordered = matches
    .filter(([start, end]) => end > Math.max(start, 0))
    .sort((one, other) => one[0] - other[0]);
  const result: [number, number][] = [];
  for (const [start, end] of ordered) {
    const last = result[result.length - 1];
    if (last && start <= last[1]) {
      last[1] = Math.max(last[1], end);
    } else {
      result.push([start, end]);
    }
  }
  return result;
}
