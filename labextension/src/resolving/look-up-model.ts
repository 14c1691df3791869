import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import type { ResolvingClient } from '../api/resolving-client';
import { isAbort } from '../api/request';
import type { LookUpResponse } from '../api/types';
import { messageOf } from '../message-of';

/** What is known of an identifier that was looked up; a new object for every change. */
export type LookUpState = {
  readonly answer: LookUpResponse | null;
  /** Why there is no answer, in one sentence. */
  readonly failure: string;
};

/** Asks services what one identifier stands for. */
export class LookUpModel {
  constructor(
    private readonly _client: Pick<ResolvingClient, 'lookUp'>,
    readonly text: string
  ) {}

  get state(): LookUpState {
    return this._state;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Whether there is a work that can be taken in, or that the library has. */
  get isFound(): boolean {
    const { answer } = this._state;
    return answer !== null && (answer.key !== '' || answer.service !== '');
  }

  async ask(): Promise<void> {
    try {
      const { signal } = this._controller;
      const answer = await this._client.lookUp(this.text, false, signal);
      this._update({ answer, failure: '' });
    } catch (error) {
      if (!isAbort(error)) {
        this._update({ answer: null, failure: messageOf(error) });
      }
    }
  }

  /** Waits for the answer no longer. */
  stop(): void {
    this._controller.abort();
  }

  /**
   * Takes the work in, where the library does not have it.
   *
   * @returns its key, and whether it is new.
   * @throws what the client throws.
   */
  async takeIn(): Promise<{ key: string; isNew: boolean }> {
    const known = this._state.answer?.key ?? '';
    if (known) {
      return { key: known, isNew: false };
    }
    const { key } = await this._client.lookUp(this.text, true);
    return { key, isNew: true };
  }

  private _update(state: LookUpState): void {
    this._state = state;
    this._changed.emit();
  }

  private readonly _changed = new Signal<this, void>(this);
  private readonly _controller = new AbortController();
  private _state: LookUpState = { answer: null, failure: '' };
}
