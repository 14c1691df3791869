import { fieldsOf, kindOf, VARIABLES } from './csl-fields';
import { dateText } from './dates';
import type { Item } from './form-state';
import { namesLine } from './names';

/** One variable of two records. */
export type ComparedField = {
  readonly name: string;
  readonly first: string;
  readonly second: string;
  /** Whether both say the same. */
  readonly isSame: boolean;
};

/** What two records say, variable by variable, in the order of the form; unknown in both is left out. */
export function compared(first: Item, second: Item): ComparedField[] {
  const type = typeof first.type === 'string' ? first.type : '';
  return fieldsOf(type, VARIABLES)
    .map(name => {
      const texts = [first, second].map(item => shownText(name, item[name]));
      const [one = '', other = ''] = texts;
      const isSame = folded(one) === folded(other);
      return { name, first: one, second: other, isSame };
    })
    .filter(field => field.first !== '' || field.second !== '');
}

/** A value of CSL-JSON in one line; a type is that of CSL. */
export function shownText(name: string, value: unknown): string {
  switch (kindOf(name)) {
    case 'names':
      return namesLine(value);
    case 'date':
      return dateText(value);
    default:
      return typeof value === 'string' || typeof value === 'number'
        ? String(value).replace(/\s+/gu, ' ').trim()
        : '';
  }
}

/** Texts beyond this are not compared word by word. */
const MOST_WORDS = 400;

/**
 * Where a text differs from another: the parts of it that the other has not, as offsets.
 *
 * Words are compared in their order, by their longest common subsequence.
 */
export function differences(text: string, other: string): [number, number][] {
  const words = wordsOf(text);
  const others = wordsOf(other);
  if (words.length > MOST_WORDS || others.length > MOST_WORDS) {
    return [];
  }
  const common = lengthsOfCommon(words, others);
  const found: [number, number][] = [];
  let j = 0;
  words.forEach((word, i) => {
    while (
      j < others.length &&
      word.folded !== others[j]?.folded &&
      at(common, i, j) === at(common, i, j + 1)
    ) {
      j += 1;
    }
    if (word.folded === others[j]?.folded) {
      j += 1;
      return;
    }
    const last = found[found.length - 1];
    // Neighbours are marked as one, with the blank between them.
    if (last && text.slice(last[1], word.start).trim() === '') {
      last[1] = word.end;
    } else {
      found.push([word.start, word.end]);
    }
  });
  return found;
}

type FoundWord = { start: number; end: number; folded: string };

function wordsOf(text: string): FoundWord[] {
  return [...text.matchAll(/[^\s]+/gu)].map(match => ({
    start: match.index,
    end: match.index + match[0].length,
    folded: folded(match[0])
  }));
}

/** How long the longest common subsequence is from each pair of places on. */
function lengthsOfCommon(
  words: readonly FoundWord[],
  others: readonly FoundWord[]
): number[][] {
  const rows = words.map(() => new Array<number>(others.length + 1).fill(0));
  rows.push(new Array<number>(others.length + 1).fill(0));
  for (let i = words.length - 1; i >= 0; i -= 1) {
    for (let j = others.length - 1; j >= 0; j -= 1) {
      const row = rows[i];
      if (row) {
        row[j] =
          words[i]?.folded === others[j]?.folded
            ? at(rows, i + 1, j + 1) + 1
            : Math.max(at(rows, i + 1, j), at(rows, i, j + 1));
      }
    }
  }
  return rows;
}

function at(
  rows: readonly (readonly number[])[],
  i: number,
  j: number
): number {
  return rows[i]?.[j] ?? 0;
}

function folded(text: string): string {
  return text.toLocaleLowerCase('en').normalize('NFC');
}
