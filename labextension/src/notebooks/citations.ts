import type { Cell } from '@jupyterlab/cells';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import { isAbort } from '../api/request';
import type {
  CitationsOfCell,
  CitationsResponse,
  NotebookRequest
} from '../api/types';
import { messageOf } from '../message-of';
import type { INotebookCitations, KnownCell } from './tokens';

/** How long nobody must have changed the notebook before it is asked about, in milliseconds. */
const QUIET = 400;

/** What may be a citation or the place of a bibliography; what has none of these asks nobody. */
export const MAY_CITE = /@|cite|bibliography|\{#refs\}/i;

/** What the citations of a notebook are made of. */
export type CitationsParts = {
  /** Whether the notebook has been read; until then it would seem to cite nothing. */
  isReady: () => boolean;
  /** The notebook as it is now, and how its works are cited. */
  request: () => NotebookRequest;
  ask: (
    request: NotebookRequest,
    signal: AbortSignal
  ) => Promise<CitationsResponse>;
};

/** What one notebook cites: asks when the notebook has been quiet, and never twice at once. */
export class NotebookCitations implements INotebookCitations {
  constructor(private readonly _parts: CitationsParts) {}

  get answer(): CitationsResponse | null {
    return this._answer;
  }

  get failure(): string {
    return this._failure;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  ofCell({ model }: Cell): CitationsOfCell | null {
    const known = this._cells.get(model.id);
    if (!known || known.source !== model.sharedModel.getSource()) {
      return null;
    }
    const { citations, bibliographies } = known.cited;
    return citations.length + bibliographies.length > 0 ? known.cited : null;
  }

  lastOf({ model }: Cell): KnownCell | null {
    return this._cells.get(model.id) ?? null;
  }

  follow(): () => void {
    this._followers += 1;
    if (this._answer) {
      this.touch();
    } else {
      void this.refresh();
    }
    let isOver = false;
    return () => {
      this._followers -= isOver ? 0 : 1;
      isOver = true;
    };
  }

  /** The notebook was changed: asks again soon, if somebody follows. */
  touch(): void {
    clearTimeout(this._timer);
    if (this._followers > 0 && !this._isDisposed) {
      const wait = this._answer ? QUIET : 0;
      this._timer = setTimeout(() => void this.refresh(), wait);
    }
  }

  async refresh(): Promise<CitationsResponse | null> {
    clearTimeout(this._timer);
    if (this._isDisposed || !this._parts.isReady()) {
      return null;
    }
    const request = this._parts.request();
    const asked = JSON.stringify(request);
    if (asked === this._asked && this._pending) {
      return this._pending;
    }
    if (asked === this._asked && this._answer && !this._failure) {
      return this._answer;
    }
    this._asked = asked;
    this._abort?.abort();
    this._abort = new AbortController();
    this._pending = this._ask(request, this._abort.signal);
    return this._pending;
  }

  forget(): void {
    this._asked = '';
    this.touch();
  }

  dispose(): void {
    this._isDisposed = true;
    clearTimeout(this._timer);
    this._abort?.abort();
    Signal.clearData(this);
  }

  private async _ask(
    request: NotebookRequest,
    signal: AbortSignal
  ): Promise<CitationsResponse | null> {
    const { cells } = request.notebook;
    try {
      const answer = cells.some(({ source }) => MAY_CITE.test(source))
        ? await this._parts.ask(request, signal)
        : nothing(request);
      const cited = new Map(answer.cells.map(each => [each.id, each]));
      this._cells = new Map(
        cells.map(({ id, source }) => [
          id,
          { source, cited: cited.get(id) ?? citingNothing(id) }
        ])
      );
      this._answer = answer;
      this._failure = '';
    } catch (error) {
      if (isAbort(error) || signal.aborted) {
        return null;
      }
      this._failure = messageOf(error);
    } finally {
      if (!signal.aborted) {
        this._pending = null;
      }
    }
    this._changed.emit();
    return this._failure ? null : this._answer;
  }

  private _cells = new Map<string, KnownCell>();
  private readonly _changed = new Signal<this, void>(this);
  private _answer: CitationsResponse | null = null;
  private _failure = '';
  private _asked = '';
  private _pending: Promise<CitationsResponse | null> | null = null;
  private _abort: AbortController | null = null;
  private _timer: ReturnType<typeof setTimeout> | undefined;
  private _followers = 0;
  private _isDisposed = false;
}

function citingNothing(id: string): CitationsOfCell {
  return { id, citations: [], bibliographies: [] };
}

function nothing({ style, locale }: NotebookRequest): CitationsResponse {
  return {
    cells: [],
    works: [],
    unknown: [],
    style: style ?? '',
    locale: locale ?? '',
    problem: ''
  };
}
