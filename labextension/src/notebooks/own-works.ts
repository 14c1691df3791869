import type { PaperHit } from '../api/types';
import { inCodePoints } from '../matches';
import type { OwnFacts, OwnItem, OwnItems } from './own-item';
import { factsOf, textOf } from './own-item';
import type { Clause, Field } from './own-query';
import { clausesOf, foldedWords, identifiersIn } from './own-query';

/** A paper that was found; `isOwn` where the notebook itself has its data. */
export type FoundPaper = PaperHit & { readonly isOwn?: boolean };

/** More works than a notebook cites; the rest of a hostile one is not looked at. */
const MOST_ITEMS = 5000;
/** More than anybody reads. */
const MOST_HITS = 100;

/** What a word counts in each field, when it is the whole word and when it begins it. */
const WEIGHTS: Readonly<Record<Field, readonly [number, number]>> = {
  key: [8, 2],
  title: [3, 2],
  author: [3, 2],
  year: [2, 1],
  container: [1, 1],
  doi: [0, 0],
  arxiv: [0, 0],
  source: [0, 0]
};
const ALL_FIELDS: readonly Field[] = [
  'key',
  'title',
  'author',
  'year',
  'container'
];

/**
 * Searches the works of a notebook: every word of the query must begin a word of the title, a name,
 * the year, the key or what the work appeared in, accents and case aside.
 *
 * @returns The best first, those of equal worth in the notebook's order; the first ones for no words.
 */
export function ownHits(items: OwnItems, query: string): FoundPaper[] {
  const clauses = clausesOf(query);
  const identifiers = identifiersIn(query);
  const found: { key: string; facts: OwnFacts; score: number }[] = [];
  for (const [key, item] of Object.entries(items).slice(0, MOST_ITEMS)) {
    const facts = factsOf(item);
    const score =
      identifiers.length > 0
        ? scoreOfIdentifiers(item, identifiers)
        : scoreOf(fieldsOf(key, item, facts), clauses);
    if (score !== null) {
      found.push({ key, facts, score });
    }
  }
  found.sort((one, other) => other.score - one.score);
  return found
    .slice(0, MOST_HITS)
    .map(({ key, facts, score }) => hitOf(key, facts, score, clauses));
}

type Fields = Readonly<Record<Field, readonly string[]>>;

function fieldsOf(key: string, item: OwnItem, facts: OwnFacts): Fields {
  return {
    key: [key.toLowerCase(), ...foldedWords(key)],
    title: foldedWords(facts.title),
    author: foldedWords(facts.creators),
    year: facts.year === null ? [] : [String(facts.year)],
    container: foldedWords(textOf(item['container-title'])),
    doi: [],
    arxiv: [],
    source: []
  };
}

/** How well a work answers; null where it does not. */
function scoreOf(fields: Fields, clauses: readonly Clause[]): number | null {
  let score = 0;
  for (const { field, words, years, isNot } of clauses) {
    const found = years
      ? fields.year.some(
          year => Number(year) >= years[0] && Number(year) <= years[1]
        )
      : words.every(word => worthOf(fields, field, word) > 0);
    if (found === isNot) {
      return null;
    }
    for (const word of isNot || years ? [] : words) {
      score += worthOf(fields, field, word);
    }
  }
  return score;
}

function worthOf(fields: Fields, field: Field | null, word: string): number {
  const worths = (field ? [field] : ALL_FIELDS).map(each => {
    const [whole, beginning] = WEIGHTS[each];
    if (fields[each].includes(word)) {
      return whole;
    }
    return fields[each].some(own => own.startsWith(word)) ? beginning : 0;
  });
  return Math.max(...worths);
}

const IDENTIFIER_FIELDS = ['DOI', 'URL', 'number', 'note', 'ISBN', 'PMID'];

function scoreOfIdentifiers(
  item: OwnItem,
  identifiers: readonly string[]
): number | null {
  const known = IDENTIFIER_FIELDS.map(name => textOf(item[name]).toLowerCase());
  const isFound = identifiers.some(identifier =>
    known.some(text => text.includes(identifier))
  );
  return isFound ? WEIGHTS.key[0] : null;
}

function hitOf(
  key: string,
  facts: OwnFacts,
  score: number,
  clauses: readonly Clause[]
): FoundPaper {
  return {
    key,
    ...facts,
    authorCount: null,
    explanation: null,
    snippet: '',
    score,
    titleMatches: matchesIn(facts.title, clauses, 'title'),
    creatorsMatches: matchesIn(facts.creators, clauses, 'author'),
    snippetMatches: [],
    matchedIn: [],
    incomplete: [],
    retracted: '',
    isOwn: true
  };
}

/** Where the words stand in a text, in code points, as the server counts. */
function matchesIn(
  text: string,
  clauses: readonly Clause[],
  field: Field
): [number, number][] {
  const wanted = clauses
    .filter(clause => !clause.isNot && (clause.field ?? field) === field)
    .flatMap(({ words }) => words);
  const found: [number, number][] = [];
  for (const match of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    const [folded = ''] = foldedWords(match[0]);
    if (wanted.some(word => folded.startsWith(word))) {
      found.push([match.index, match.index + match[0].length]);
    }
  }
  return inCodePoints(text, found);
}
