import type { TranslationBundle } from '@jupyterlab/translation';

import type {
  ExplainedFactor,
  ExplainedPart,
  HitExplanation
} from '../api/types';

/** What one word of the query adds, in words for people. */
export type WhyRow = {
  readonly typed: string;
  /** What stands in the paper instead, and why it counts; empty where it is the word itself. */
  readonly instead: string;
  readonly where: string;
  /** In percent of all words; at least 1. */
  readonly percent: number;
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
  { parts, has, factors, isExact }: HitExplanation,
  understood: readonly string[],
  trans: TranslationBundle
): string[] {
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
    sentences.push(sentenceOf(factor, has, trans));
  }
  return sentences;
}

const LACKING = 'words that it lacks';

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

function sentenceOf(
  { name, factor }: ExplainedFactor,
  has: number,
  trans: TranslationBundle
): string {
  const times = String(Math.round(100 * factor) / 100);
  switch (name) {
    case LACKING:
      return trans.__(
        'Some of your words are missing: it has %1 % of what they tell, and counts %2 times as much.',
        String(Math.round(100 * has)),
        times
      );
    case 'year':
      return trans.__(
        'It is of the year that you typed: counts %1 times.',
        times
      );
    case 'year before or after':
      return trans.__(
        'It is of the year before or after: counts %1 times.',
        times
      );
    case 'title begins so':
      return trans.__(
        'Its title begins with your words: counts %1 times.',
        times
      );
    case 'title':
      return trans.__('Your words are its title: counts %1 times.', times);
    case 'name before the colon':
      return trans.__(
        'You typed the name before the colon of its title: counts %1 times.',
        times
      );
    default:
      return trans.__('%1: counts %2 times.', name, times);
  }
}
