import type {
  BrowseFacet,
  BrowseRequest,
  BrowseResponse,
  BrowseSection
} from '../api/types';

export type Period = NonNullable<BrowseRequest['by']>;
export type Order = NonNullable<BrowseRequest['order']>;

export const PERIODS: readonly Period[] = ['day', 'week', 'month'];
export const ORDERS: readonly Order[] = [
  'newest',
  'popular',
  'trending',
  'for-you'
];

/** What the person has chosen to see. */
export type BrowseChoices = {
  readonly by: Period;
  readonly order: Order;
  /** The name of a source; empty for all. */
  readonly source: string;
  readonly year: number | null;
  /** Only what the notebook cites that was used last. */
  readonly isCited: boolean;
  readonly onlyNew: boolean;
};

export const ALL: BrowseChoices = {
  by: 'day',
  order: 'newest',
  source: '',
  year: null,
  isCited: false,
  onlyNew: false
};

/** All that the view shows but the rows themselves; a new object for every change. */
export type BrowseState = {
  readonly choices: BrowseChoices;
  /** `loading` until the choices are answered; what was shown before stays. */
  readonly phase: 'idle' | 'loading' | 'ready' | 'failed';
  /** Counts the answers to new choices, at each of which the list begins anew. */
  readonly answered: number;
  readonly total: number;
  readonly sections: readonly BrowseSection[];
  readonly sources: readonly BrowseFacet[];
  readonly years: readonly BrowseFacet[];
  readonly note: string;
  readonly isFresh: boolean;
  readonly lastVisit: string;
  /** The position of the current row, -1 when there is none. */
  readonly active: number;
  /** Why the list is not there, or not up to date, in one sentence; else empty. */
  readonly failure: string;
};

export const NOTHING: BrowseState = {
  choices: ALL,
  phase: 'idle',
  answered: 0,
  total: 0,
  sections: [],
  sources: [],
  years: [],
  note: '',
  isFresh: false,
  lastVisit: '',
  active: -1,
  failure: ''
};

/** What an answer says of the whole list. */
export function listOf(
  answer: BrowseResponse
): Pick<
  BrowseState,
  'total' | 'sections' | 'sources' | 'years' | 'note' | 'isFresh' | 'lastVisit'
> {
  const { total, sections, sources, years, note, isFresh, lastVisit } = answer;
  return { total, sections, sources, years, note, isFresh, lastVisit };
}

/** How many rows came in since the last visit. */
export function newOf({ sections }: BrowseState): number {
  return sections.reduce((sum, section) => sum + section.new, 0);
}
