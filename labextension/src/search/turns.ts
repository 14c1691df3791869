import type { IDisposable } from '@lumino/disposable';

/** One request at a time, and one that waits for its time: the newest takes the place of older ones. */
export class Turns implements IDisposable {
  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Whether something waits for its time. */
  get isWaiting(): boolean {
    return this._timer !== null;
  }

  /** Begins a request, and gives up the one under way. */
  begin(): AbortController {
    this.giveUp();
    this._request = new AbortController();
    return this._request;
  }

  /** Gives up the request under way. */
  giveUp(): void {
    this._request?.abort();
    this._request = null;
  }

  /** Whether a request is still the one whose answer counts. */
  isCurrent(request: AbortController): boolean {
    return request === this._request && !this._isDisposed;
  }

  /** Does something after some milliseconds, in place of what waited. */
  after(delay: number, act: () => void): void {
    this.stopWaiting();
    this._timer = setTimeout(act, delay);
  }

  stopWaiting(): void {
    if (this._timer !== null) {
      clearTimeout(this._timer);
      this._timer = null;
    }
  }

  dispose(): void {
    this._isDisposed = true;
    this.stopWaiting();
    this.giveUp();
  }

  private _request: AbortController | null = null;
  private _timer: ReturnType<typeof setTimeout> | null = null;
  private _isDisposed = false;
}
