import type { ComponentType } from 'react';

import type { PaperDetails } from './api/types';
import type { ViewParts } from './search/view-parts';

/** Something that can be done right behind what a line says. */
export type ReportAction = {
  /** Verb first: `Undo`. */
  readonly label: string;
  readonly run: () => void;
};

/** What the part of another feature in the details is given. */
export type DetailsPartProps = { readonly record: PaperDetails };

/** A line of another feature below the search box. */
export type BoxPart = {
  readonly Component: ComponentType<{ readonly query: string }>;
  /** Takes a text that is pasted; false when it shall go into the box as ever. */
  onPaste(text: string): boolean;
  /** Takes Enter, where no paper is chosen; false when it means nothing to it. */
  onEnter(query: string): boolean;
};

/** What a feature has in the view of the search. */
export type SearchParts = {
  readonly box?: BoxPart;
  /** A part of the details of a paper, behind all others. */
  readonly details?: ComponentType<DetailsPartProps>;
};

/** The search in the panel, for features that have a part in it. */
export interface ISearchView {
  /** Adds parts to the view; they are loaded when somebody looks at it for the first time. */
  addParts(load: () => Promise<SearchParts>): void;
  /** Shows the details of a record, and chooses its row when it is in the list. */
  showRecord(key: string): Promise<void>;
  /**
   * Shows what has changed in the library. Details that are open are then those of the first key
   * that still leads to a record; they close where none does.
   */
  refresh(keys?: readonly string[]): Promise<void>;
  /**
   * What the actions and the details of papers need in a list of another feature; these details are
   * its own, and give the focus back by `focusList`.
   */
  partsFor(focusList: () => void): Promise<ViewParts>;
  /** Looks for other words. */
  searchFor(query: string): Promise<void>;
  /** Says what came of something, in the panel's own line. */
  report(message: string, isProblem?: boolean, action?: ReportAction): void;
  /** The key of the paper whose details are open, else of the current hit; empty without one. */
  currentKey(): string;
}
