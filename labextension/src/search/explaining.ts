import type { SearchOptions } from '../api/client';
import type { HitExplanation, SearchResponse } from '../api/types';
import { isOwn } from '../notebooks/search-with-own';
import type { SearchState } from './search-state';

/** What is asked why; a `SearchWithOwn` does. */
export type Explainer = {
  inLibrary(query: string, options: SearchOptions): Promise<SearchResponse>;
};

/** How many hits around the place of a hit are asked for: two versions of a work may change places. */
const AROUND = 3;

/**
 * Where a hit stands among those of the library; -1 where the list does not have it, or is no
 * answer to words: then there is no reason to tell.
 */
export function placeOf(
  { answered, hits }: Pick<SearchState, 'answered' | 'hits'>,
  key: string
): number {
  return answered === null || answered.trim() === ''
    ? -1
    : hits.filter(hit => !isOwn(hit)).findIndex(hit => hit.key === key);
}

/**
 * Asks why a hit stands where it stands: the same query again, of which only its own place and
 * those beside it are explained.
 *
 * @returns null where it stands there no longer.
 */
export async function explanationOf(
  explainer: Explainer,
  query: string,
  key: string,
  place: number,
  signal?: AbortSignal
): Promise<HitExplanation | null> {
  const offset = Math.max(place - AROUND, 0);
  const { hits } = await explainer.inLibrary(query, {
    offset,
    limit: place + AROUND + 1 - offset,
    typing: true,
    explain: true,
    ...(signal && { signal })
  });
  return hits.find(hit => hit.key === key)?.explanation ?? null;
}
