import type { IDisposable } from '@lumino/disposable';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import { isAbort } from '../api/request';
import type {
  RelatedPaper,
  RelatedRequest,
  RelatedResponse
} from '../api/types';
import { messageOf } from '../message-of';

/** What is asked for related papers; a `PaperLookupClient` does. */
export interface IRelatedClient {
  related(
    request: RelatedRequest,
    signal?: AbortSignal
  ): Promise<RelatedResponse>;
}

/** How far the answer is; `building`: there is none before the index is there. */
export type RelatedPhase = 'idle' | 'asking' | 'building' | 'ready' | 'failed';

/** What is shown of related papers; a new object for every change. */
export type RelatedState = {
  readonly phase: RelatedPhase;
  readonly papers: readonly RelatedPaper[];
  readonly failure: string;
};

const IDLE: RelatedState = { phase: 'idle', papers: [], failure: '' };

/** How long to wait for an index that is being built, in milliseconds. */
const POLL = 1000;

/** The papers related to one thing at a time; a newer question takes back the older one. */
export class RelatedModel implements IDisposable {
  constructor(private readonly _client: IRelatedClient) {}

  get state(): RelatedState {
    return this._state;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /**
   * Asks what is related; nothing of an older answer stays.
   *
   * @param request What to ask, or what makes it; null where there is nothing to ask about.
   */
  async ask(
    request: RelatedRequest | (() => Promise<RelatedRequest | null>)
  ): Promise<void> {
    const { signal } = this._begin();
    this._update(signal, { ...IDLE, phase: 'asking' });
    await this._try(signal, async () => {
      const asked = typeof request === 'function' ? await request() : request;
      if (asked && !signal.aborted) {
        await this._send(asked, signal);
      } else {
        this._update(signal, { ...IDLE, phase: 'ready' });
      }
    });
  }

  /** Takes back what is under way, and forgets the answer. */
  clear(): void {
    this._update(this._begin().signal, IDLE);
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._begin();
      this._isDisposed = true;
      Signal.clearData(this);
    }
  }

  private _begin(): AbortController {
    clearTimeout(this._timer);
    this._request?.abort();
    this._request = new AbortController();
    return this._request;
  }

  private async _send(
    asked: RelatedRequest,
    signal: AbortSignal
  ): Promise<void> {
    const { papers, index } = await this._client.related(asked, signal);
    if (signal.aborted) {
      return;
    }
    if (papers.length > 0 || index.phase !== 'building') {
      this._update(signal, { phase: 'ready', papers, failure: '' });
      return;
    }
    this._update(signal, { ...IDLE, phase: 'building' });
    const again = (): Promise<void> =>
      this._try(signal, () => this._send(asked, signal));
    this._timer = setTimeout(() => void again(), POLL);
  }

  private async _try(
    signal: AbortSignal,
    action: () => Promise<void>
  ): Promise<void> {
    try {
      await action();
    } catch (error) {
      if (!isAbort(error)) {
        const failure = messageOf(error);
        this._update(signal, { ...IDLE, phase: 'failed', failure });
      }
    }
  }

  private _update(signal: AbortSignal, state: RelatedState): void {
    if (!signal.aborted && !this._isDisposed) {
      this._state = state;
      this._changed.emit();
    }
  }

  private readonly _changed = new Signal<this, void>(this);
  private _state = IDLE;
  private _request: AbortController | null = null;
  private _timer: ReturnType<typeof setTimeout> | undefined;
  private _isDisposed = false;
}
