import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import type { CuratingClient } from '../api/curating-client';
import { isAbort } from '../api/request';
import type { KeyPatternResponse } from '../api/types';
import { messageOf } from '../message-of';

type Client = Pick<CuratingClient, 'keyPattern' | 'setKeyPattern'>;

export type KeyPatternState = {
  /** What the person types. */
  readonly pattern: string;
  /** What the server says of a pattern; null before its first word. */
  readonly answer: KeyPatternResponse | null;
  readonly isSaving: boolean;
  readonly isSaved: boolean;
  readonly failure: string;
};

/** How long the typing must pause before the server is asked, in milliseconds. */
const DEBOUNCE = 200;

/** A pattern of keys while it is typed, with what it makes of a few records. */
export class KeyPatternModel {
  constructor(client: Client) {
    this._client = client;
  }

  get state(): KeyPatternState {
    return this._state;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Whether what is typed can be taken: it can be read, and is not in use yet. */
  get isReady(): boolean {
    const { pattern, answer, isSaving } = this._state;
    const isAnswered = answer?.pattern === pattern && answer.problem === '';
    return isAnswered && pattern !== answer.inUse && !isSaving;
  }

  /** Fetches the pattern in use. */
  async load(): Promise<void> {
    try {
      const answer = await this._client.keyPattern(undefined);
      this._update({ pattern: answer.inUse, answer });
    } catch (error) {
      this._update({ failure: messageOf(error) });
    }
  }

  /** Takes what is typed, and has it tried after a moment. */
  setPattern(pattern: string): void {
    this._update({ pattern, isSaved: false, failure: '' });
    clearTimeout(this._timer);
    this._request?.abort();
    if (pattern !== '') {
      this._timer = setTimeout(() => void this._try(), DEBOUNCE);
    }
  }

  /** Takes the pattern of a new library. */
  setDefault(): void {
    const { answer } = this._state;
    if (answer) {
      this.setPattern(answer.default);
    }
  }

  /** Uses the pattern for new records from now on. */
  async save(): Promise<void> {
    if (!this.isReady) {
      return;
    }
    this._update({ isSaving: true, failure: '' });
    try {
      const answer = await this._client.setKeyPattern(this._state.pattern);
      this._update({ answer, isSaving: false, isSaved: true });
    } catch (error) {
      this._update({ isSaving: false, failure: messageOf(error) });
    }
  }

  private async _try(): Promise<void> {
    const { pattern } = this._state;
    this._request = new AbortController();
    const { signal } = this._request;
    try {
      const answer = await this._client.keyPattern(pattern, signal);
      if (!signal.aborted) {
        // The last previews stay while a pattern cannot be read.
        const previews =
          answer.problem === ''
            ? answer.previews
            : (this._state.answer?.previews ?? []);
        this._update({ answer: { ...answer, previews } });
      }
    } catch (error) {
      if (!isAbort(error) && !signal.aborted) {
        this._update({ failure: messageOf(error) });
      }
    }
  }

  private _update(change: Partial<KeyPatternState>): void {
    this._state = { ...this._state, ...change };
    this._changed.emit();
  }

  private readonly _client: Client;
  private readonly _changed = new Signal<this, void>(this);
  private _state: KeyPatternState = {
    pattern: '',
    answer: null,
    isSaving: false,
    isSaved: false,
    failure: ''
  };
  private _timer: ReturnType<typeof setTimeout> | undefined;
  private _request: AbortController | null = null;
}
