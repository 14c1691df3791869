import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import type { DigestClient } from '../api/digest-client';
import { isAbort } from '../api/request';
import type { DigestRequest, DigestResponse } from '../api/types';
import { messageOf } from '../message-of';

export type Every = NonNullable<DigestRequest['every']>;

/** What the preview shows; a new object for every change. */
export type PreviewState = {
  readonly every: Every;
  /** Which day or week; empty for the last one that is over. */
  readonly at: string;
  /** Null until it is there. */
  readonly digest: DigestResponse | null;
  readonly isLoading: boolean;
  /** Why there is none, in one sentence; else empty. */
  readonly failure: string;
};

/** As the server has them. */
const PERIODS: Readonly<Record<Every, RegExp>> = {
  day: /^(\d{4}-\d{2}-\d{2})?$/u,
  week: /^(\d{4}-W\d{2})?$/u
};

/** A digest as it would be mailed. */
export class PreviewModel {
  constructor(
    private readonly _client: Pick<DigestClient, 'preview'>,
    private readonly _cited: () => Promise<readonly string[]>
  ) {}

  get state(): PreviewState {
    return this._state;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Shows the digest of another period. */
  async choose(every: Every, at = ''): Promise<void> {
    this._update({ every, at });
    if (PERIODS[every].test(at)) {
      await this.load();
    }
  }

  async load(): Promise<void> {
    this._request?.abort();
    this._request = new AbortController();
    const { signal } = this._request;
    const { every, at } = this._state;
    this._update({ isLoading: true, failure: '' });
    try {
      const citedHere = [...(await this._cited())];
      const digest = await this._client.preview(
        { every, at, citedHere },
        signal
      );
      this._end(signal, { digest });
    } catch (error) {
      if (!isAbort(error)) {
        this._end(signal, { failure: messageOf(error) });
      }
    }
  }

  dispose(): void {
    this._request?.abort();
    Signal.clearData(this);
  }

  private _end(signal: AbortSignal, change: Partial<PreviewState>): void {
    if (!signal.aborted) {
      this._update({ ...change, isLoading: false });
    }
  }

  private _update(change: Partial<PreviewState>): void {
    this._state = { ...this._state, ...change };
    this._changed.emit();
  }

  private readonly _changed = new Signal<this, void>(this);
  private _request: AbortController | null = null;
  private _state: PreviewState = {
    every: 'week',
    at: '',
    digest: null,
    isLoading: false,
    failure: ''
  };
}
