import type { TranslationBundle } from '@jupyterlab/translation';

import type {
  ExplainedFactor,
  ExplainedPart,
  HitExplanation
} from '../api/types';
import { clausesOf } from '../notebooks/own-query';

/** What one word of the query adds, in words for people. */
export type WhyRow = {
  readonly typed: string;
  /** What stands in the paper instead, and why it counts; empty where it is the word itself. */
  readonly instead: string;
  readonly where: string;
  /** In percent of all words; at least 1. */
  readonly percent: number;
};

/** What was asked: the query, and what it was read as. */
export type Asked = {
  readonly query: string;
  readonly understood: readonly string[];
};

/** More rows tell nobody more. */
const MOST_ROWS = 12;

/** What each word adds, most first. */
export function whyRows(
  { parts }: HitExplanation,
  trans: TranslationBundle
): WhyRow[] {
  return parts.slice(0, MOST_ROWS).map(part => ({
    typed: part.typed,
    instead: insteadOf(part, trans),
    where: whereOf(part, trans),
    percent: Math.max(Math.round(100 * part.share), 1)
  }));
}

/** What else puts a paper where it stands, a sentence each. */
export function whySentences(
  explanation: HitExplanation,
  { query, understood }: Asked,
  trans: TranslationBundle
): string[] {
  const { parts, factors, isExact } = explanation;
  const missing = missingWords(query, explanation);
  const sentences: string[] = [];
  if (isExact) {
    sentences.push(
      trans.__('You typed its key or identifier, so it stands first.')
    );
  }
  if (parts.length === 0 && !isExact) {
    sentences.push(
      trans.__('It is all that you required: %1.', understood.join(', '))
    );
  }
  const words = new Set(parts.map(({ typed }) => typed));
  const lacks = factors.some(({ name }) => name === LACKING);
  if (words.size > 1 && !lacks) {
    sentences.push(trans.__('It has all of your words.'));
  }
  for (const factor of factors) {
    sentences.push(sentenceOf(factor, missing, trans));
  }
  return sentences;
}

const LACKING = 'words that it lacks';
/** What stands in quotation marks is required, so nothing lacks it. */
const PHRASE = /-?"[^"]*"?/gu;
const YEAR = /^\d{4}$/;

function insteadOf(
  { typed, found, likeness }: ExplainedPart,
  trans: TranslationBundle
): string {
  if (!found) {
    return '';
  }
  if (likeness >= 1) {
    return trans.__('as “%1”', found);
  }
  return found.toLowerCase().startsWith(typed.toLowerCase())
    ? trans.__('begins “%1”', found)
    : trans.__('close to “%1”', found);
}

function whereOf({ field }: ExplainedPart, trans: TranslationBundle): string {
  const places: Readonly<Record<string, string>> = {
    title: trans.__('in the title'),
    abstract: trans.__('in the abstract'),
    author: trans.__('in the names')
  };
  return places[field] ?? field;
}

/** The words of a query that a paper lacks, as far as they can be told. */
export function missingWords(
  query: string,
  { parts, factors }: HitExplanation
): string[] {
  if (!factors.some(({ name }) => name === LACKING)) {
    return [];
  }
  const found = new Set(parts.map(({ typed }) => typed));
  const words = clausesOf(query.replace(PHRASE, ' '))
    .filter(({ field, isNot }) => field === null && !isNot)
    .flatMap(clause => clause.words);
  return [...new Set(words)].filter(
    word => !found.has(word) && !YEAR.test(word)
  );
}

function sentenceOf(
  { name, factor }: ExplainedFactor,
  missing: readonly string[],
  trans: TranslationBundle
): string {
  const sentences: Readonly<Record<string, string>> = {
    [LACKING]:
      missing.length > 0
        ? trans.__('It lacks %1', missing.join(', '))
        : trans.__('It lacks some of your words'),
    year: trans.__('It is of the year that you typed'),
    'year before or after': trans.__('It is of the year before or after'),
    'title begins so': trans.__('Its title begins with your words'),
    title: trans.__('Your words are its title'),
    'name before the colon': trans.__(
      'You typed the name before the colon of its title'
    ),
    'first author': trans.__('You named its first author'),
    'cited in this notebook': trans.__('This notebook cites it'),
    'of your own library': trans.__('It is of your own library')
  };
  const times = String(Math.round(100 * factor) / 100);
  return trans.__('%1: × %2', sentences[name] ?? name, times);
}
