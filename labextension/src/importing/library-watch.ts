import type { IDisposable } from '@lumino/disposable';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import type { PaperLookupClient } from '../api/client';
import { ServerMissingError } from '../api/request';
import type { StatusResponse } from '../api/types';

/** Times in milliseconds. */
export type LibraryWatchOptions = { poll?: number; longest?: number };

const DEFAULTS: Required<LibraryWatchOptions> = { poll: 3000, longest: 60_000 };

/**
 * Asks every few seconds whether the library has changed, while somebody looks.
 *
 * A server that does not answer is asked ever more seldom, one without the server half no more.
 */
export class LibraryWatch implements IDisposable {
  constructor(
    client: Pick<PaperLookupClient, 'status'>,
    options: LibraryWatchOptions = {}
  ) {
    this._client = client;
    this._options = { ...DEFAULTS, ...options };
    this._delay = this._options.poll;
  }

  /** The last answer. */
  get status(): StatusResponse | null {
    return this._status;
  }

  /** Emitted with each answer. */
  get asked(): ISignal<this, StatusResponse> {
    return this._asked;
  }

  /** Emitted when the library is not what it was at the last answer. */
  get libraryChanged(): ISignal<this, StatusResponse> {
    return this._libraryChanged;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Begins to ask, at once. */
  start(): void {
    if (!this._isOn) {
      this._isOn = true;
      this._delay = this._options.poll;
      void this._ask();
    }
  }

  /** Ceases to ask. */
  stop(): void {
    this._isOn = false;
    this._clearTimer();
  }

  dispose(): void {
    if (!this._isDisposed) {
      this.stop();
      this._isDisposed = true;
      Signal.clearData(this);
    }
  }

  private async _ask(): Promise<void> {
    this._clearTimer();
    if (this._isAsking) {
      return;
    }
    this._isAsking = true;
    try {
      const status = await this._client.status();
      this._delay = this._options.poll;
      this._take(status);
    } catch (error) {
      this._delay =
        error instanceof ServerMissingError
          ? Infinity
          : Math.min(2 * this._delay, this._options.longest);
    } finally {
      this._isAsking = false;
    }
    if (this._isOn && this._delay < Infinity) {
      this._timer = setTimeout(() => void this._ask(), this._delay);
    }
  }

  private _take(status: StatusResponse): void {
    const before = this._status;
    this._status = status;
    this._asked.emit(status);
    if (before && before.revision !== status.revision) {
      this._libraryChanged.emit(status);
    }
  }

  private _clearTimer(): void {
    if (this._timer !== null) {
      clearTimeout(this._timer);
      this._timer = null;
    }
  }

  private readonly _client: Pick<PaperLookupClient, 'status'>;
  private readonly _options: Required<LibraryWatchOptions>;
  private readonly _asked = new Signal<this, StatusResponse>(this);
  private readonly _libraryChanged = new Signal<this, StatusResponse>(this);
  private _status: StatusResponse | null = null;
  private _delay: number;
  private _timer: ReturnType<typeof setTimeout> | null = null;
  private _isOn = false;
  private _isAsking = false;
  private _isDisposed = false;
}
