import type { IDisposable } from '@lumino/disposable';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import type { ResolvingClient } from '../api/resolving-client';
import type { ResolveJob, ResolveReport } from '../api/types';
import { messageOf } from '../message-of';

/** What is shown of the completing of records; a new object for every change. */
export type CompletingState = {
  /** What is under way, or has ended; null where nobody is to be told of it. */
  readonly job: ResolveJob | null;
  readonly isCancelling: boolean;
  /** Why nothing is known of it, in one sentence. */
  readonly failure: string;
};

type Client = Pick<ResolvingClient, 'begin' | 'cancel' | 'job'>;

/** How long to wait before the server is asked again how far it is, in milliseconds. */
const PAUSE = 500;
/** The same, after the server gave no answer. */
const PAUSE_AFTER_FAILURE = 4000;

const NOTHING: CompletingState = {
  job: null,
  isCancelling: false,
  failure: ''
};

/** Follows the completing of records in the server; there is one at a time. */
export class CompletingModel implements IDisposable {
  constructor(private readonly _client: Client) {}

  get state(): CompletingState {
    return this._state;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Emitted when it has ended, with what it did where it came to its end. */
  get ended(): ISignal<this, ResolveReport | null> {
    return this._ended;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  get isBusy(): boolean {
    return this._state.job?.phase === 'asking';
  }

  /** Begins to ask about records; why it cannot is `failure`. */
  async begin(keys: readonly string[]): Promise<void> {
    try {
      const job = await this._client.begin(keys);
      this._update({ ...NOTHING, job });
    } catch (error) {
      this._update({ failure: messageOf(error) });
    }
    this._again(PAUSE);
  }

  /** Follows what another window, or this one before it was loaded anew, has begun. */
  async look(): Promise<void> {
    try {
      const job = await this._client.job();
      if (job.phase === 'asking') {
        this._update({ job });
        this._again(PAUSE);
      }
    } catch {
      // Nobody has asked: there is nothing to tell.
    }
  }

  /** Has nobody asked any further. */
  async cancel(): Promise<void> {
    this._update({ isCancelling: true });
    try {
      await this._client.cancel();
    } catch (error) {
      this._update({ isCancelling: false, failure: messageOf(error) });
    }
  }

  /** Takes the report away. */
  dismiss(): void {
    if (this.isBusy) {
      this._update({ failure: '' });
    } else {
      this._update(NOTHING);
    }
  }

  dispose(): void {
    this._isDisposed = true;
    clearTimeout(this._timer);
    Signal.clearData(this);
  }

  private async _ask(): Promise<void> {
    try {
      const job = await this._client.job();
      const isOver = job.phase !== 'asking';
      this._update({
        job,
        failure: '',
        isCancelling: this._state.isCancelling && !isOver
      });
      if (isOver) {
        this._ended.emit(job.report);
      }
      this._again(PAUSE);
    } catch (error) {
      this._update({ failure: messageOf(error) });
      this._again(PAUSE_AFTER_FAILURE);
    }
  }

  private _again(pause: number): void {
    clearTimeout(this._timer);
    if (this.isBusy && !this._isDisposed) {
      this._timer = setTimeout(() => void this._ask(), pause);
    }
  }

  private _update(change: Partial<CompletingState>): void {
    if (!this._isDisposed) {
      this._state = { ...this._state, ...change };
      this._changed.emit();
    }
  }

  private readonly _changed = new Signal<this, void>(this);
  private readonly _ended = new Signal<this, ResolveReport | null>(this);
  private _state = NOTHING;
  private _timer: ReturnType<typeof setTimeout> | undefined;
  private _isDisposed = false;
}
