import type { PaperHit } from '../api/types';
import { withoutTags } from './rich-text';

/** The CSL-JSON of a work, as a notebook holds it: from anywhere, so nothing of it is sure. */
export type OwnItem = Readonly<Record<string, unknown>>;

/** The works of a notebook by citation key. */
export type OwnItems = Readonly<Record<string, OwnItem>>;

/** What is read of a work at most, in characters. */
const LONGEST = 5000;
/** How many names are read. */
const MOST_NAMES = 200;

/** What is shown of a work and searched in it. */
export type OwnFacts = Pick<
  PaperHit,
  'title' | 'creators' | 'shortCreators' | 'year' | 'date'
>;

/** The facts of a work; empty where the item does not say them. */
export function factsOf(item: OwnItem): OwnFacts {
  const names = namesOf(item);
  const date = dateOf(item.issued);
  const year = /^-?\d+/.exec(date)?.[0];
  return {
    title: withoutTags(textOf(item.title)),
    creators: names.map(({ whole }) => whole).join('; '),
    shortCreators: short(names.map(({ family }) => family)),
    year: year === undefined ? null : Number(year),
    date
  };
}

/** A text or a number of an item, in one line. */
export function textOf(value: unknown): string {
  if (typeof value === 'number') {
    return String(value);
  }
  return typeof value === 'string'
    ? value.slice(0, LONGEST).replace(/\s+/g, ' ').trim()
    : '';
}

type Name = { family: string; whole: string };

function namesOf(item: OwnItem): Name[] {
  const lists = [item.author, item.editor].filter(Array.isArray) as unknown[][];
  const names = (lists[0] ?? []).slice(0, MOST_NAMES);
  return names
    .filter(
      (name): name is OwnItem => typeof name === 'object' && name !== null
    )
    .map(nameOf)
    .filter(({ whole }) => whole !== '');
}

function nameOf(name: OwnItem): Name {
  const literal = textOf(name.literal);
  if (literal) {
    return { family: literal, whole: literal };
  }
  const particle = textOf(name['non-dropping-particle']);
  const family = [particle, textOf(name.family)].filter(Boolean).join(' ');
  const whole = [textOf(name.given), family].filter(Boolean).join(' ');
  return { family: family || whole, whole };
}

function short([first = '', second = '', third]: readonly string[]): string {
  if (third !== undefined) {
    return `${first} et al.`;
  }
  return second ? `${first} & ${second}` : first;
}

function dateOf(issued: unknown): string {
  if (typeof issued !== 'object' || issued === null) {
    return textOf(issued);
  }
  const date = issued as OwnItem;
  const parts: unknown = date['date-parts'];
  const first: unknown = Array.isArray(parts) ? parts[0] : null;
  if (!Array.isArray(first)) {
    return textOf(date.raw) || textOf(date.literal);
  }
  return first
    .slice(0, 3)
    .map(textOf)
    .filter(Boolean)
    .map(part => part.padStart(2, '0'))
    .join('-');
}
