import type { IndexState, PaperHit } from '../api/types';
import type { Failure } from './failure';

/** How far the answer to the query is. */
export type SearchPhase =
  'idle' | 'searching' | 'building' | 'ready' | 'failed';

/** All that the search view shows; a new object for every change. */
export type SearchState = {
  /** What the box holds. */
  readonly query: string;
  readonly phase: SearchPhase;
  /** The hits of the last answer, which stay until the next one is there. */
  readonly hits: readonly PaperHit[];
  /** The query that the hits answer; null before the first answer. */
  readonly answered: string | null;
  readonly total: number;
  readonly understood: readonly string[];
  /** The query with other words for those that no paper has; empty where there are none. */
  readonly didYouMean: string;
  /** Why the answer may be short of something, in one line; else empty. */
  readonly notice: string;
  /** The position of the current hit, -1 when there is none. */
  readonly active: number;
  readonly index: IndexState | null;
  readonly failure: Failure | null;
  readonly isLoadingMore: boolean;
};

/** Steps through the hits. */
export type Move =
  'next' | 'previous' | 'first' | 'last' | 'nextPage' | 'previousPage';

/** Before the first search. */
export const EMPTY: SearchState = {
  query: '',
  phase: 'idle',
  hits: [],
  answered: null,
  total: 0,
  understood: [],
  didYouMean: '',
  notice: '',
  active: -1,
  index: null,
  failure: null,
  isLoadingMore: false
};

/** How many hits Page Up and Page Down step over. */
const PAGE_STEP = 8;

/** Where a step leads in a list; its ends stop the way. */
export function positionAfter(
  move: Move,
  position: number,
  count: number
): number {
  const last = count - 1;
  const targets: Record<Move, number> = {
    next: position + 1,
    previous: position - 1,
    first: 0,
    last,
    nextPage: position + PAGE_STEP,
    previousPage: position - PAGE_STEP
  };
  return Math.min(last, Math.max(0, targets[move]));
}
