import type { IDisposable } from '@lumino/disposable';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import { isAbort } from '../api/request';
import type { AddEntriesResponse, RecognizeResponse } from '../api/types';
import { messageOf } from '../message-of';
import type { Item } from './form-state';
import { mayBeEntries, mayBeWork } from './recognizing';

/** What the line asks. */
export type AddThisClient = {
  recognize(text: string, signal?: AbortSignal): Promise<RecognizeResponse>;
  addEntries(text: string): Promise<AddEntriesResponse>;
};

/** What the line does elsewhere. */
export type AddThisTargets = {
  /** Shows a record of the library. */
  show(key: string): void;
  /** Opens the form of a new record. */
  complete(item: Item): void;
  /** Asks services what an identifier stands for. */
  lookUp(text: string): void;
  /** Tells that records were added. */
  added(keys: readonly string[]): void;
  /** Puts a text into the box that was pasted and is no entry. */
  search(text: string): void;
};

export type AddThisState = {
  /** What the text is; null for words, and as long as nobody knows. */
  readonly found: RecognizeResponse | null;
  /** What became of entries that were added. */
  readonly outcome: AddEntriesResponse | null;
  readonly isAdding: boolean;
  readonly failure: string;
};

const NOTHING: AddThisState = {
  found: null,
  outcome: null,
  isAdding: false,
  failure: ''
};

/** How long the typing must pause before the server is asked, in milliseconds. */
const DEBOUNCE = 250;

/** The kinds of identifiers that services know. */
const LOOKED_UP = ['arxiv', 'doi', 'pmid', 'pmcid'];

/** What the box takes. */
const LONGEST_QUERY = 256;

/** Knows whether the text in the box, or a pasted one, is a work that one may add. */
export class AddThisModel implements IDisposable {
  constructor(client: AddThisClient, targets: AddThisTargets) {
    this._client = client;
    this._targets = targets;
  }

  get state(): AddThisState {
    return this._state;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Follows what the box holds. */
  setQuery(query: string): void {
    if (query === this._query) {
      return;
    }
    this._query = query;
    if (query === '' && this._isPasted) {
      return;
    }
    this._take(query, false);
    if (mayBeWork(query)) {
      this._timer = setTimeout(() => void this._ask(), DEBOUNCE);
    }
  }

  /** Takes a pasted text with all its lines; false where it is nothing but words or an identifier. */
  paste(text: string): boolean {
    if (!mayBeEntries(text)) {
      return false;
    }
    this._take(text, true);
    void this._ask();
    return true;
  }

  /** Does what the line offers, as soon as it is known; false where it offers nothing. */
  enter(query: string): boolean {
    const isAbout = this._isPasted || query === this._text;
    if (!isAbout || this._state.outcome) {
      return false;
    }
    if (this._state.found) {
      void this.act();
      return true;
    }
    this._isWaiting = !this._state.failure && mayBeWork(this._text);
    return this._isWaiting;
  }

  /** Shows what is there, adds what is not. */
  async act(): Promise<void> {
    const { found, isAdding } = this._state;
    if (!found || isAdding) {
      return;
    }
    const [known] = found.known;
    if (found.kind === 'entries' && !this.isKnown) {
      await this._add();
    } else if (known !== undefined) {
      this._targets.show(known);
    } else if (this.canLookUp) {
      this._targets.lookUp(this._text);
    } else {
      this._targets.complete(found.item);
    }
  }

  /** Opens the form of a new record with what the text says by itself. */
  addByHand(): void {
    const { found } = this._state;
    if (found) {
      this._targets.complete(found.item);
    }
  }

  /** Whether services can be asked what the text stands for. */
  get canLookUp(): boolean {
    const { found } = this._state;
    return found !== null && LOOKED_UP.includes(found.kind) && !this.isKnown;
  }

  /** Whether the library has all that the text is. */
  get isKnown(): boolean {
    const { found } = this._state;
    return (
      found !== null &&
      found.known.length > 0 &&
      (found.kind !== 'entries' || found.known.length >= found.entries)
    );
  }

  /** Asks once more, after the library has changed. */
  again(): void {
    if (this._state.found && !this._state.isAdding) {
      this._request?.abort();
      void this._ask();
    }
  }

  /** Takes away what was added, after that was taken back. */
  forgetOutcome(): void {
    if (this._state.outcome) {
      this.dismiss();
    }
  }

  /** Takes the line away. */
  dismiss(): void {
    this._take('', false);
  }

  dispose(): void {
    this._isDisposed = true;
    this._stop();
    Signal.clearData(this);
  }

  private async _ask(): Promise<void> {
    const text = this._text;
    this._request = new AbortController();
    const { signal } = this._request;
    try {
      const found = await this._client.recognize(text, signal);
      if (signal.aborted) {
        return;
      }
      if (found.kind !== 'nothing') {
        this._update({ found });
      } else if (this._isPasted) {
        this._take('', false);
        this._targets.search(
          text.replace(/\s+/gu, ' ').trim().slice(0, LONGEST_QUERY)
        );
        return;
      }
      if (this._isWaiting) {
        this._isWaiting = false;
        await this.act();
      }
    } catch (error) {
      // What only the box holds is searched for, and the search says what is wrong.
      if (!isAbort(error) && !signal.aborted && this._isPasted) {
        this._update({ failure: messageOf(error) });
      }
    }
  }

  private async _add(): Promise<void> {
    const text = this._text;
    this._update({ isAdding: true, failure: '' });
    try {
      const outcome = await this._client.addEntries(text);
      this._targets.added(outcome.added);
      if (text === this._text) {
        this._update({ isAdding: false, found: null, outcome });
      }
    } catch (error) {
      if (text === this._text) {
        this._update({ isAdding: false, failure: messageOf(error) });
      }
    }
  }

  /** Begins anew with another text. */
  private _take(text: string, isPasted: boolean): void {
    this._stop();
    this._text = text;
    this._isPasted = isPasted;
    this._isWaiting = false;
    if (this._state !== NOTHING) {
      this._update(NOTHING);
    }
  }

  private _stop(): void {
    clearTimeout(this._timer);
    this._request?.abort();
  }

  private _update(change: Partial<AddThisState>): void {
    if (!this._isDisposed) {
      this._state =
        change === NOTHING ? NOTHING : { ...this._state, ...change };
      this._changed.emit();
    }
  }

  private readonly _client: AddThisClient;
  private readonly _targets: AddThisTargets;
  private readonly _changed = new Signal<this, void>(this);
  private _state = NOTHING;
  private _query = '';
  private _text = '';
  private _isPasted = false;
  private _isWaiting = false;
  private _isDisposed = false;
  private _timer: ReturnType<typeof setTimeout> | undefined;
  private _request: AbortController | null = null;
}
