import type { PaperHit, SearchResponse } from '../api/types';

/** How many hits the server gives in one answer. */
export const MOST_AT_ONCE = 100;

/** Hits, and how many there are in all. */
export type HitList = {
  readonly hits: readonly PaperHit[];
  readonly total: number;
};

/** The hits of an answer; behind them those of a long list that one answer cannot hold. */
export function withRest(
  shown: readonly PaperHit[],
  { hits, total }: SearchResponse
): readonly PaperHit[] {
  return hits.length < MOST_AT_ONCE
    ? hits
    : [...hits, ...unknown(shown, hits)].slice(0, total);
}

/** A list with its next page. */
export function withPage(
  shown: readonly PaperHit[],
  page: SearchResponse
): HitList {
  const fresh = unknown(page.hits, shown);
  const hits = [...shown, ...fresh];
  // A page that brings nothing new ends the list, else it would be asked for again and again.
  return { hits, total: fresh.length > 0 ? page.total : hits.length };
}

/** Those that are not among others. */
function unknown(
  hits: readonly PaperHit[],
  others: readonly PaperHit[]
): PaperHit[] {
  const known = new Set(others.map(({ key }) => key));
  return hits.filter(({ key }) => !known.has(key));
}
