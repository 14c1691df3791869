import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import type { PaperLookupClient } from '../api/client';
import type { RemovalResponse, SourceInfo } from '../api/types';
import { messageOf } from '../message-of';

/** What the model asks; a `PaperLookupClient` does. */
export type SourcesClient = Pick<
  PaperLookupClient,
  'sources' | 'watchSource' | 'removeSource'
>;

/** The sources as they are shown; a new object for every change. */
export type SourcesState = {
  /** Null before the first answer. */
  readonly sources: readonly SourceInfo[] | null;
  /** Why something did not work, in one sentence; empty when it did. */
  readonly failure: string;
};

/** Where the papers of the library come from. */
export class SourcesModel {
  constructor(client: SourcesClient) {
    this._client = client;
  }

  get state(): SourcesState {
    return this._state;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Asks for the sources anew; what is shown stays until they are there. */
  async load(): Promise<void> {
    await this._try(async () => {
      const { sources } = await this._client.sources();
      this._update({ sources, failure: '' });
    });
  }

  /** Has the file of a source watched, or no longer. */
  async setWatched(name: string, watched: boolean): Promise<void> {
    await this._try(async () => {
      const { sources } = await this._client.watchSource(name, watched);
      this._update({ sources, failure: '' });
    });
  }

  /** Forgets a source; null when that did not work. */
  async remove(
    name: string,
    withRecords: boolean
  ): Promise<RemovalResponse | null> {
    return this._try(async () => {
      const answer = await this._client.removeSource(name, withRecords);
      this._update({ sources: answer.sources, failure: '' });
      return answer;
    });
  }

  private async _try<T>(ask: () => Promise<T>): Promise<T | null> {
    try {
      return await ask();
    } catch (error) {
      const failure = messageOf(error);
      this._update({ failure });
      return null;
    }
  }

  private _update(change: Partial<SourcesState>): void {
    this._state = { ...this._state, ...change };
    this._changed.emit();
  }

  private readonly _client: SourcesClient;
  private readonly _changed = new Signal<this, void>(this);
  private _state: SourcesState = { sources: null, failure: '' };
}
