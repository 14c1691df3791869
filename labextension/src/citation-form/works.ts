import type { CiteMessage, PaperHit } from '../api/types';
import { citeOf } from '../citing/ordering';
import type { OwnItem } from '../notebooks/own-item';
import { factsOf } from '../notebooks/own-item';

/** A work of the citation that is in the form. */
export type FormWork = {
  /** Stays the same when the work is moved. */
  readonly id: number;
  readonly cite: CiteMessage;
  /** What people know the work by; empty while nothing is known of it. */
  readonly title: string;
  readonly byline: string;
};

/** Where the author of a work stands. */
export type AuthorPlace = 'brackets' | 'sentence' | 'left-out';

/** The server takes no more works in one citation. */
export const MOST_WORKS = 100;

let lastId = 0;

/** The work of a hit, without anything else. */
export function workOfHit(hit: PaperHit): FormWork {
  return {
    id: ++lastId,
    cite: citeOf(hit.key),
    title: hit.title,
    byline: bylineOf(hit.shortCreators, hit.year)
  };
}

/** A work as a citation mentions it; `item` is its CSL-JSON, where that is known. */
export function workOfCite(cite: CiteMessage, item?: OwnItem): FormWork {
  const facts = factsOf(item ?? {});
  return {
    id: ++lastId,
    cite,
    title: facts.title,
    byline: bylineOf(facts.shortCreators, facts.year)
  };
}

/** The works with one of them a step further up or down; the ends stop the way. */
export function withMoved(
  works: readonly FormWork[],
  id: number,
  step: -1 | 1
): readonly FormWork[] {
  const from = works.findIndex(work => work.id === id);
  const to = from + step;
  const moved = works[from];
  if (!moved || to < 0 || to >= works.length) {
    return works;
  }
  const others = works.filter(work => work !== moved);
  return [...others.slice(0, to), moved, ...others.slice(to)];
}

/** The works with another text, label or author of one of them. */
export function withChanged(
  works: readonly FormWork[],
  id: number,
  change: Partial<CiteMessage>
): readonly FormWork[] {
  return works.map(work =>
    work.id === id ? { ...work, cite: { ...work.cite, ...change } } : work
  );
}

/** Where the author of a work stands. */
export function authorPlace(cite: CiteMessage): AuthorPlace {
  if (cite.suppressAuthor) {
    return 'left-out';
  }
  return cite.authorInText ? 'sentence' : 'brackets';
}

/** What a cite says of its author. */
export function authorAt(
  place: string
): Pick<CiteMessage, 'suppressAuthor' | 'authorInText'> {
  return {
    suppressAuthor: place === 'left-out',
    authorInText: place === 'sentence'
  };
}

function bylineOf(creators: string, year: number | null): string {
  return [creators, year === null ? '' : String(year)]
    .filter(part => part !== '')
    .join(' ');
}
