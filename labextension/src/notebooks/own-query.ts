import { folded } from '../folded';

/** What a query may ask for by name, as the library's own queries do. */
export type Field =
  | 'key'
  | 'title'
  | 'author'
  | 'year'
  | 'container'
  | 'doi'
  | 'arxiv'
  | 'source';

/** A part of a query: words that must all be there, or years; or must not. */
export type Clause = {
  /** Where to look; null for everywhere. */
  field: Field | null;
  words: readonly string[];
  years: readonly [number, number] | null;
  isNot: boolean;
};

const FIELDS: readonly Field[] = [
  'key',
  'title',
  'author',
  'year',
  'doi',
  'arxiv',
  'source'
];
/** The server reads no longer queries. */
const LONGEST = 256;
const PART = /(-?)(?:([a-z]+):)?(?:"([^"]*)"?|(\S+))/giu;
const YEARS = /^(\d{1,4})?\.\.(\d{1,4})?$/;
const DOI = /\b10\.\d{4,9}(?:\.\d+)*\/[^\s"<>]+/giu;
const ARXIV =
  /(?:^|[\s:/])((?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?\/\d{7}))(?:v\d+)?(?![\w.])/giu;

/** ASCII alone: nothing to fold, and quickly searched. */
const PLAIN = /^[ -~]*$/;

/** The parts of a query. */
export function clausesOf(query: string): Clause[] {
  const clauses: Clause[] = [];
  for (const part of query.slice(0, LONGEST).matchAll(PART)) {
    const [whole, minus, name = '', phrase, word] = part;
    const field = FIELDS.find(each => each === name.toLowerCase()) ?? null;
    // What is no name of a field is a word with a colon.
    const text = field || !name ? (phrase ?? word ?? '') : whole;
    const years = field === 'year' ? yearsOf(text) : null;
    const words = years ? [] : foldedWords(text);
    if (words.length > 0 || years) {
      clauses.push({ field, words, years, isNot: minus === '-' });
    }
  }
  return clauses;
}

/** The DOIs and arXiv ids in a query, in lower case; what else stands there names no work. */
export function identifiersIn(query: string): string[] {
  const text = query.slice(0, LONGEST);
  const dois = [...text.matchAll(DOI)].map(([doi]) =>
    doi.replace(/[.,;)\]}]+$/u, '')
  );
  const ids = [...text.matchAll(ARXIV)].map(([, id = '']) => id);
  return (dois.length > 0 ? dois : ids).map(id => id.toLowerCase());
}

/** The words of texts that were asked for before: every key that is typed asks for the same. */
const known = new Map<string, readonly string[]>();
const MOST_KNOWN = 20_000;

/** The words of a text, without accents and case. */
export function foldedWords(text: string): readonly string[] {
  const earlier = known.get(text);
  if (earlier) {
    return earlier;
  }
  if (known.size >= MOST_KNOWN) {
    known.clear();
  }
  const words = wordsOf(text);
  known.set(text, words);
  return words;
}

function wordsOf(text: string): string[] {
  if (PLAIN.test(text)) {
    return text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  }
  return folded(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

function yearsOf(text: string): readonly [number, number] | null {
  const match = YEARS.exec(text);
  return match ? [Number(match[1] ?? 0), Number(match[2] ?? 9999)] : null;
}
