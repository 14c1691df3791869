import type { CitationInCell } from '../api/types';
import type { Shown } from './shown';

/** Something that a rendered cell shows in a form of ours. */
export type Place = {
  /** Its text, as it stands in the cell. */
  readonly typed: string;
  readonly start: number;
  readonly end: number;
} & (
  | {
      readonly kind: 'citation';
      readonly citation: CitationInCell;
      /** Whether its text is replaced; else the element behind the placeholder is it. */
      readonly isReplaced: boolean;
    }
  | { readonly kind: 'bibliography' }
);

/** A text to render, and what its placeholders stand for. */
export type Prepared = {
  readonly text: string;
  readonly places: readonly Place[];
};

/** Takes the mathematics out of a text, as JupyterLab does before it reads Markdown. */
export type MathFinder = (text: string) => { math: string[] };

// Brackets outside and characters of nobody inside: Markdown takes a placeholder for punctuation,
// as it takes most of what it stands for, so that the emphasis around it stays the same.
const OPEN = '\u2E28\uE0C1';
const CLOSE = '\uE0C2\u2E29';
const PLACEHOLDER = /\u2E28\uE0C1(\d+)\uE0C2\u2E29/g;

/** Puts placeholders in the place of citations and bibliographies; null where there are none. */
export function prepared(shown: Shown, findMath: MathFinder): Prepared | null {
  const { source } = shown;
  if (source.includes(OPEN)) {
    return null;
  }
  const places = placesOf(shown);
  if (places.length === 0) {
    return null;
  }
  // What JupyterLab sets as mathematics must not get anything of ours into it.
  const inMath = new Set(
    findMath(withPlaceholders(source, places)).math.flatMap(numbersIn)
  );
  const kept = places.filter((_, i) => !inMath.has(i));
  return kept.length > 0
    ? { text: withPlaceholders(source, kept), places: kept }
    : null;
}

/** Whether a text has placeholders. */
export function hasPlaceholders(text: string): boolean {
  return text.includes(OPEN);
}

/** A text in pieces: what stands between placeholders, and their numbers. */
export function pieces(text: string): (string | number)[] {
  return text
    .split(PLACEHOLDER)
    .map((piece, i) => (i % 2 === 1 ? Number(piece) : piece))
    .filter(piece => piece !== '');
}

/** A text with something else in place of its placeholders. */
export function replaced(text: string, by: (number: number) => string): string {
  return text.replace(PLACEHOLDER, (_, digits: string) => by(Number(digits)));
}

function placesOf({ source, citations, bibliographies }: Shown): Place[] {
  const all: Place[] = [];
  for (const citation of citations) {
    const { start, end, dialect } = citation;
    // The words of a text are its own.
    if (dialect !== 'text') {
      const typed = source.slice(start, end);
      const isReplaced = dialect !== 'html';
      all.push({ kind: 'citation', typed, start, end, citation, isReplaced });
    }
  }
  for (const { start, end, dialect } of bibliographies) {
    if (dialect !== 'text' && dialect !== 'html') {
      const typed = source.slice(start, end);
      all.push({ kind: 'bibliography', typed, start, end });
    }
  }
  all.sort((a, b) => a.start - b.start);
  let reached = 0;
  return all.filter(({ start, end }) => {
    const isSound = start >= reached && end > start && end <= source.length;
    reached = isSound ? end : reached;
    return isSound;
  });
}

function withPlaceholders(source: string, places: readonly Place[]): string {
  const parts: string[] = [];
  let reached = 0;
  places.forEach((place, i) => {
    const { start, end } = place;
    const mark = `${OPEN}${i}${CLOSE}`;
    const isOwnLine = start === 0 || source[start - 1] === '\n';
    parts.push(source.slice(reached, start));
    if (place.kind === 'bibliography') {
      parts.push(isOwnLine ? `\n${mark}\n` : mark);
    } else {
      parts.push(mark, place.isReplaced ? '' : place.typed);
    }
    reached = end;
  });
  parts.push(source.slice(reached));
  return parts.join('');
}

function numbersIn(text: string): number[] {
  return [...text.matchAll(PLACEHOLDER)].map(([, digits]) => Number(digits));
}
