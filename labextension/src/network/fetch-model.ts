import type { TranslationBundle } from '@jupyterlab/translation';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import type { FeedsClient } from '../api/feeds-client';
import type { FetchFeedRequest, NetworkState } from '../api/types';
import { messageOf } from '../message-of';
import type { FeedChoice } from './feed-choice';
import { dayOf, requestOf, weekOf } from './feed-choice';

/** What the form shows; a new object for every change. */
export type FetchState = FeedChoice & {
  readonly network: NetworkState;
  /** What is wrong with the choice, in one sentence; empty until one wants to fetch it. */
  readonly problem: string;
};

/** What is chosen to be fetched. */
export class FetchModel {
  constructor(
    private readonly _client: Pick<FeedsClient, 'allow'>,
    private readonly _trans: TranslationBundle,
    network: NetworkState,
    now: Date
  ) {
    const yesterday = new Date(now);
    yesterday.setDate(now.getDate() - 1);
    this._state = {
      network,
      problem: '',
      choice: 'today',
      day: dayOf(yesterday),
      week: weekOf(now),
      month: dayOf(now).slice(0, 7),
      category: '',
      address: ''
    };
  }

  get state(): FetchState {
    return this._state;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  choose(change: Partial<FeedChoice>): void {
    this._update({ ...change, problem: '' });
  }

  /** What shall be fetched; null where something is wrong with it, which is said from now on. */
  check(): { request: FetchFeedRequest; name: string } | null {
    const checked = requestOf(this._state, this._trans);
    if ('problem' in checked) {
      this._update({ problem: checked.problem });
      return null;
    }
    return checked;
  }

  /** Allows the network no longer. */
  async forbid(): Promise<void> {
    try {
      this._update({ network: await this._client.allow(false) });
    } catch (error) {
      this._update({ problem: messageOf(error) });
    }
  }

  private _update(change: Partial<FetchState>): void {
    this._state = { ...this._state, ...change };
    this._changed.emit();
  }

  private readonly _changed = new Signal<this, void>(this);
  private _state: FetchState;
}
