import type { ViewParts } from '../search/view-parts';
import type { BrowseModel } from './browse-model';

/** What the parts of the view are made of. */
export type BrowseParts = Pick<
  ViewParts,
  'lookup' | 'details' | 'actions' | 'commands' | 'trans' | 'foreign'
> & {
  readonly model: BrowseModel;
  /** What the details need, which are those of the search. */
  readonly papers: ViewParts;
  /** The language of dates. */
  readonly language: string;
  /** Brings the search back. */
  readonly leave: () => void;
};

/** The id of the list. */
export const LIST_ID = 'jp-PaperLookup-browsed';

/** The id of the row at a position. */
export function rowId(position: number): string {
  return `${LIST_ID}-${position}`;
}
