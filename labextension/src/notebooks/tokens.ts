import type { Cell } from '@jupyterlab/cells';
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { ISignal } from '@lumino/signaling';

import type {
  CitationsOfCell,
  CitationsResponse,
  OpenNotebook
} from '../api/types';
import type { DialectName } from '../settings';

/** How the works of a notebook are cited. */
export type CitingChoices = {
  style: string;
  locale: string;
  dialect: DialectName;
};

/** Who says in which dialect a notebook cites. */
export type DialectOrigin = 'notebook' | 'project' | 'settings';

/**
 * How the works of a notebook are cited: as its metadata say, else, for the dialect, as its project
 * wants, else as the settings say.
 */
export interface INotebookChoices extends Readonly<CitingChoices> {
  readonly dialectOrigin: DialectOrigin;
  /** The file of the project that wants the dialect, such as `_quarto.yml`; else empty. */
  readonly dialectWhere: string;
  /** Emitted when one of the choices is another one. */
  readonly changed: ISignal<INotebookChoices, void>;
  /** Fulfilled when it is known what the project wants; never rejected. */
  readonly ready: Promise<void>;
  /** Changes choices of the notebook; style and locale become those of new notebooks too. */
  choose(choices: Partial<CitingChoices>): void;
}

/** How the notebook that was used last cites; without one, how new notebooks will. */
export interface ICurrentChoices extends Readonly<CitingChoices> {
  /** The notebook that was used last; null when none is open. */
  readonly notebook: IOpenNotebook | null;
  readonly dialectOrigin: DialectOrigin;
  readonly dialectWhere: string;
  /** Emitted when a choice may be another one, and when another notebook is used. */
  readonly changed: ISignal<ICurrentChoices, void>;
  /** Changes choices of the notebook; style and locale become those of new notebooks too. */
  choose(choices: Partial<CitingChoices>): void;
}

/** What a cell cites, and the text for which the places hold. */
export type KnownCell = {
  readonly source: string;
  readonly cited: CitationsOfCell;
};

/** What a notebook cites, asked of the server while somebody wants to know. */
export interface INotebookCitations {
  /** The last answer, which may be of an older text; null before the first one. */
  readonly answer: CitationsResponse | null;
  /** Emitted when there is another answer. */
  readonly changed: ISignal<INotebookCitations, void>;
  /**
   * What a cell cites, with places that hold for its present text; null where the text has changed
   * since the last answer or where nothing is cited.
   */
  ofCell(cell: Cell): CitationsOfCell | null;
  /** What a cell cites according to the last answer; null where that was not asked about it. */
  lastOf(cell: Cell): KnownCell | null;
  /** Has the answer follow the notebook until the returned function is called. */
  follow(): () => void;
  /** Asks for an answer to the present text; null where there is none, the reason is `failure`. */
  refresh(): Promise<CitationsResponse | null>;
  /** The library has changed: what was answered may be another answer now. */
  forget(): void;
  /** Why the last question had no answer, in one sentence; else empty. */
  readonly failure: string;
}

/** A notebook that is open in the application. */
export interface IOpenNotebook {
  readonly panel: NotebookPanel;
  /** Its path in the file browser, as the server knows it. */
  readonly path: string;
  /** Its file name. */
  readonly name: string;
  readonly isReadOnly: boolean;
  readonly choices: INotebookChoices;
  readonly citations: INotebookCitations;
  /** What stands in it now, as the server wants it. */
  sent(): OpenNotebook;
  /** The CSL-JSON of its own works, by citation key. */
  items(): Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** The view of a cell by its id; null where there is none. */
  cell(id: string): Cell | null;
  /** Saves what is not saved yet. */
  save(): Promise<void>;
}

/** The notebooks that are open. */
export interface INotebooks {
  /** The one that was used last; null when none is open. */
  readonly current: IOpenNotebook | null;
  readonly currentChanged: ISignal<INotebooks, void>;
  /** Those that are open now. */
  readonly all: readonly IOpenNotebook[];
  /** Emitted when one is opened. */
  readonly opened: ISignal<INotebooks, IOpenNotebook>;
  of(panel: NotebookPanel): IOpenNotebook;
}
