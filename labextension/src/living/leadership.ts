/** What of the awareness of a shared document is needed. */
export type Awareness = {
  clientID: number;
  getStates(): ReadonlyMap<number, unknown>;
  setLocalStateField(name: string, value: unknown): void;
  on(event: 'change', listener: () => void): void;
  off(event: 'change', listener: () => void): void;
};

const FIELD = 'paperlookup';

/** How long a client must have been the first one before it acts, in milliseconds. */
const CERTAIN = 2000;

/**
 * Which of the clients that have the same notebook open keeps its words in step: of those that can,
 * the one with the smallest id, so that no two ever write the same letter.
 */
export class Leadership {
  /**
   * @param awareness Null where the notebook is not shared.
   * @param _isShared Whether other clients may be there at all.
   * @param _changed Called when it may be another one.
   */
  constructor(
    private readonly _awareness: Awareness | null,
    private readonly _isShared: boolean,
    private readonly _changed: () => void
  ) {
    _awareness?.setLocalStateField(FIELD, { version: 1 });
    _awareness?.on('change', this._onChange);
    this._onChange();
  }

  /** Whether this client is the one. */
  get isOurs(): boolean {
    return (
      this._since !== null &&
      (!this._isShared || Date.now() - this._since >= CERTAIN)
    );
  }

  dispose(): void {
    clearTimeout(this._timer);
    this._awareness?.off('change', this._onChange);
  }

  private readonly _onChange = (): void => {
    if (!this._isFirst()) {
      this._since = null;
      clearTimeout(this._timer);
    } else if (this._since === null) {
      this._since = Date.now();
      clearTimeout(this._timer);
      this._timer = setTimeout(this._changed, this._isShared ? CERTAIN : 0);
    }
  };

  private _isFirst(): boolean {
    if (!this._awareness || !this._isShared) {
      return true;
    }
    const able = [...this._awareness.getStates()]
      .filter(([, state]) => hasField(state))
      .map(([id]) => id);
    return (
      Math.min(...able, this._awareness.clientID) === this._awareness.clientID
    );
  }

  private _since: number | null = null;
  private _timer: ReturnType<typeof setTimeout> | undefined;
}

function hasField(state: unknown): boolean {
  return typeof state === 'object' && state !== null && FIELD in state;
}
