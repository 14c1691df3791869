import type { Cell } from '@jupyterlab/cells';
import type { NotebookPanel } from '@jupyterlab/notebook';
import { Token } from '@lumino/coreutils';
import type { ISignal } from '@lumino/signaling';
import type { Widget } from '@lumino/widgets';

import type { PaperLookupClient } from './api/client';
import type { CiteMessage, ImportJob, InsertionResponse } from './api/types';
import type { ICurrentChoices, INotebooks } from './notebooks/tokens';
import type { ISearchView } from './search-view';
import type { DialectName, PaperLookupSettings } from './settings';

/** What can be written into a cell: an in-text citation, a formatted reference or a BibTeX entry. */
export type InsertionKind = InsertionResponse['kind'];

/** Under which the strings of the front end are translated. */
export const TRANSLATION_DOMAIN = 'jupyter_paperlookup';

/** The ids of the plugins; the first one is also the id of the settings. */
export namespace PluginIDs {
  export const lookup = 'jupyter-paperlookup:plugin';
  export const completion = 'jupyter-paperlookup:completion';
  export const results = 'jupyter-paperlookup:results';
  export const kernel = 'jupyter-paperlookup:kernel';
  export const rendering = 'jupyter-paperlookup:rendering';
  export const browsing = 'jupyter-paperlookup:browsing';
  export const network = 'jupyter-paperlookup:network';
  export const digest = 'jupyter-paperlookup:digest';
  export const resolving = 'jupyter-paperlookup:resolving';
  export const cited = 'jupyter-paperlookup:cited';
  export const search = 'jupyter-paperlookup:search';
  export const related = 'jupyter-paperlookup:related';
  export const citationForm = 'jupyter-paperlookup:citation-form';
  export const curating = 'jupyter-paperlookup:curating';
  export const converting = 'jupyter-paperlookup:converting';
  export const styles = 'jupyter-paperlookup:styles';
  export const exporting = 'jupyter-paperlookup:exporting';
  export const importing = 'jupyter-paperlookup:importing';
  export const diagnosis = 'jupyter-paperlookup:diagnosis';
  export const living = 'jupyter-paperlookup:living';
}

export { CommandIDs } from './commands';
export type { OpenSearchArgs } from './commands';

/** What to insert, by citation key; the choices of the notebook fill in what is not named. */
export type InsertOrder = {
  kind: InsertionKind;
  keys: readonly string[];
  /** The same works with pages, prefixes and the rest, instead of `keys`. */
  cites?: readonly CiteMessage[];
  style?: string;
  locale?: string;
  dialect?: DialectName;
};

/** A text that is ready to be written, with the CSL-JSON of its works by key. */
export type Insertion = Pick<InsertionResponse, 'text' | 'isBlock' | 'items'> &
  Partial<Pick<InsertionResponse, 'words'>>;

/** How to insert. */
export type InsertOptions = {
  /** Leave the focus where it is; without it the focus goes into the cell, after the insertion. */
  keepFocus?: boolean;
  /** The notebook to insert into, by path; without it the one that was used last. */
  path?: string;
};

/** Whether a text was inserted, and one sentence that says where or why not. */
export type InsertOutcome = { inserted: boolean; message: string };

/** Where the next insertion goes. */
export type InsertTarget = {
  /** To be shown: `Cell 12 of paper.ipynb`, `A new cell in paper.ipynb`. */
  label: string;
  /** The path of the notebook. */
  path: string;
  /** The position of the cell, counted from 0; null when a new cell will be made. */
  cellIndex: number | null;
  /** Why nothing can be inserted there, in one sentence; empty when it can. */
  refusal: string;
};

/** The cursor at which the next insertion is written. */
export type InsertCursor = {
  readonly panel: NotebookPanel;
  readonly cell: Cell;
  /** Where it is in the text of the cell. */
  readonly offset: number;
};

/** Writes citations into the notebook that was used last. */
export interface IInserter {
  /** Asks the server for a text and inserts it. Errors become an outcome, nothing is thrown. */
  insert(order: InsertOrder, options?: InsertOptions): Promise<InsertOutcome>;
  /** Inserts a text as it stands. Errors become an outcome, nothing is thrown. */
  insertText(
    insertion: Insertion,
    options?: InsertOptions
  ): Promise<InsertOutcome>;
  /** Where the next insertion goes; null when no notebook is open. */
  target(): InsertTarget | null;
  /** Where the cursor is; null when no notebook is open, or a new cell will be made. */
  cursor(): InsertCursor | null;
  /** Emitted when `target()` may answer something else. */
  readonly targetChanged: ISignal<IInserter, void>;
  /** Puts the focus into the cell where the next insertion goes, at the cursor that it had. */
  focusTarget(): Promise<void>;
}

/** What the features of the front end share. */
export interface IPaperLookup {
  readonly client: PaperLookupClient;
  readonly settings: PaperLookupSettings;
  readonly inserter: IInserter;
  readonly notebooks: INotebooks;
  /** How the notebook that was used last cites. */
  readonly choices: ICurrentChoices;
}

export const IPaperLookup = new Token<IPaperLookup>(
  'jupyter-paperlookup:IPaperLookup',
  'Looks up papers in the library and inserts citations into notebooks.'
);

/** The papers that a view lists in place of the search. */
export interface IPaperList {
  /** The keys of the papers that are meant now, where any are; waits for what is under way. */
  currentKeys(): Promise<readonly string[]>;
  /** Opens the details of a paper of the list; false where the list does not have it. */
  showDetails(key: string): boolean;
}

/** Imports that other features begin; the panel shows how far they are. */
export interface IPaperImports {
  /** Begins an import and follows it; one that cannot begin is told of like one that failed. */
  follow(name: string, begin: () => Promise<ImportJob>): Promise<void>;
}

export const IPaperImports = new Token<IPaperImports>(
  'jupyter-paperlookup:IPaperImports',
  'Shows how far imports are, and lets the user call them off.'
);

/** The side panel, for features that show something of their own in it. */
export interface IPaperPanel {
  readonly node: HTMLElement;
  readonly isVisible: boolean;
  /** Emitted when the panel comes into sight or leaves it, with `isVisible`. */
  readonly visibilityChanged: ISignal<IPaperPanel, boolean>;
  /** Puts a widget below the view, where it stays whatever view is shown. */
  addBelow(widget: Widget): void;
  /** Brings the panel into sight, with the view that it had. */
  reveal(): void;
  /**
   * Brings the panel into sight, with a view in place of the search; null brings the search back.
   * The commands of papers act on `list` as long as the view is shown, else on the search.
   */
  showView(view: Widget | null, list?: IPaperList): void;
  /** The search itself. */
  readonly search: ISearchView;
  /** Emitted when the library has changed. */
  readonly refreshed: ISignal<IPaperPanel, void>;
  /** The library has changed: has the search ask again; the words and the current paper stay. */
  refresh(): void;
}

export const IPaperPanel = new Token<IPaperPanel>(
  'jupyter-paperlookup:IPaperPanel',
  'The side panel of Paper lookup.'
);
