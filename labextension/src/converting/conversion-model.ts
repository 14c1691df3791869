import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import { isAbort } from '../api/request';
import type {
  ConvertRequest,
  NotebookEditsResponse,
  OpenNotebook
} from '../api/types';
import { messageOf } from '../message-of';
import type { DialectName } from '../settings';

/** Asks what a conversion would change; nothing is changed by it. */
export type AskConversion = (
  request: ConvertRequest,
  signal: AbortSignal
) => Promise<NotebookEditsResponse>;

/** What the dialog shows; a new object for every change. */
export type ConversionState = {
  readonly to: DialectName;
  readonly migrate: boolean;
  /** What would be changed; null until that is known. */
  readonly edits: NotebookEditsResponse | null;
  readonly failure: string;
};

/** What a conversion begins with. */
export type ConversionStart = {
  notebook: OpenNotebook;
  to: DialectName;
  style: string;
  locale: string;
  migrate: boolean;
};

/** A conversion before it is done: where to, and what would be changed. */
export class ConversionModel {
  constructor(
    private readonly _ask: AskConversion,
    private readonly _start: ConversionStart
  ) {
    const { to, migrate } = _start;
    this._state = { to, migrate, edits: null, failure: '' };
  }

  get state(): ConversionState {
    return this._state;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** The notebook as it was sent. */
  get notebook(): OpenNotebook {
    return this._start.notebook;
  }

  /** Chooses another dialect, or whether other tools' citations are taken over. */
  async choose(
    choice: Partial<Pick<ConversionState, 'to' | 'migrate'>>
  ): Promise<void> {
    this._request?.abort();
    this._request = new AbortController();
    const { signal } = this._request;
    this._update({ ...choice, edits: null, failure: '' });
    const { to, migrate } = this._state;
    const { notebook, style, locale } = this._start;
    try {
      const edits = await this._ask(
        { notebook, to, migrate, style, locale },
        signal
      );
      if (!signal.aborted) {
        this._update({ edits });
      }
    } catch (error) {
      if (!isAbort(error) && !signal.aborted) {
        const failure = messageOf(error);
        this._update({ failure });
      }
    }
  }

  dispose(): void {
    this._request?.abort();
    Signal.clearData(this);
  }

  private _update(change: Partial<ConversionState>): void {
    this._state = { ...this._state, ...change };
    this._changed.emit();
  }

  private readonly _changed = new Signal<this, void>(this);
  private _state: ConversionState;
  private _request: AbortController | null = null;
}
