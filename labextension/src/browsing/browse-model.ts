import type { IDisposable } from '@lumino/disposable';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import type { BrowsingClient } from '../api/browsing-client';
import type { BrowseRequest, BrowseResponse, BrowseRow } from '../api/types';
import { messageOf } from '../message-of';
import type { BrowseChoices, BrowseState } from './browse-state';
import { ALL, NOTHING, listOf } from './browse-state';
import { PAGE, pageOf, RowPages } from './row-pages';

/** What the model asks; a `BrowsingClient` does. */
export type BrowseClient = Pick<BrowsingClient, 'browse'>;

/** The keys that the notebook cites which was used last, as far as the library has them. */
export type CitedKeys = () => Promise<readonly string[]>;

/** The server takes no more. */
const MOST_CITED = 2000;

/** The list of what came in: its periods at once, its rows as they are looked at. */
export class BrowseModel implements IDisposable {
  constructor(
    private readonly _client: BrowseClient,
    private readonly _cited: CitedKeys
  ) {}

  get state(): BrowseState {
    return this._state;
  }

  /** Emitted when the state is another one, and when rows have come. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** The row at a position; null until it is there. */
  row(position: number): BrowseRow | null {
    return this._rows?.row(position) ?? null;
  }

  get activeRow(): BrowseRow | null {
    return this.row(this._state.active);
  }

  /** Asks for another list; it begins at its first row. */
  async choose(choices: Partial<BrowseChoices>): Promise<void> {
    this._update({ choices: { ...this._state.choices, ...choices } });
    await this._load(0, true);
  }

  /** Asks for the whole library again. */
  async chooseAll(): Promise<void> {
    const { by, order } = this._state.choices;
    await this.choose({ ...ALL, by, order });
  }

  /** Asks for the same list again, on first opening and when the library has changed. */
  async refresh(): Promise<void> {
    const { active } = this._state;
    await this._load(active >= 0 ? active : this._seen, false);
  }

  /** The rows from one position to another are looked at. */
  want(first: number, last: number): void {
    this._seen = first;
    this._rows?.want(first, last);
  }

  /** Makes another row the current one. */
  setActive(position: number): void {
    const active = Math.min(position, this._state.total - 1);
    if (active !== this._state.active) {
      this._update({ active });
    }
  }

  /** The current row, as soon as it is there. */
  async settled(): Promise<BrowseRow | null> {
    await this._loading;
    const { active } = this._state;
    return active >= 0 ? ((await this._rows?.whenThere(active)) ?? null) : null;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      this._request?.abort();
      this._rows?.dispose();
      Signal.clearData(this);
    }
  }

  private _load(position: number, isNew: boolean): Promise<void> {
    this._request?.abort();
    this._request = new AbortController();
    this._loading = this._ask(position, isNew, this._request.signal);
    return this._loading;
  }

  private async _ask(
    position: number,
    isNew: boolean,
    signal: AbortSignal
  ): Promise<void> {
    this._update({ phase: 'loading' });
    try {
      const sent = await this._sent();
      const offset = pageOf(position) * PAGE;
      const answer = await this._client.browse({ ...sent, offset }, signal);
      if (!signal.aborted) {
        this._take(offset, answer, sent, isNew);
      }
    } catch (error) {
      if (!signal.aborted) {
        this._update({ phase: 'failed', failure: messageOf(error) });
      }
    }
  }

  /** The choices as the server wants them. */
  private async _sent(): Promise<BrowseRequest> {
    const { by, order, source, year, isCited, onlyNew } = this._state.choices;
    const needsCited = isCited || order === 'for-you';
    const cited = needsCited ? (await this._cited()).slice(0, MOST_CITED) : [];
    return {
      by,
      order,
      source,
      year,
      onlyNew,
      cited: isCited ? cited : null,
      citedHere: order === 'for-you' ? cited : [],
      limit: PAGE
    };
  }

  private _take(
    offset: number,
    answer: BrowseResponse,
    sent: BrowseRequest,
    isNew: boolean
  ): void {
    const key = this.activeRow?.key;
    this._rows?.dispose();
    this._rows = new RowPages(
      { offset, answer },
      (from, signal) => this._client.browse({ ...sent, offset: from }, signal),
      {
        onRows: () => this._update({}),
        onStale: () => void this.refresh(),
        onFailure: error => this._update({ failure: messageOf(error) })
      }
    );
    const { active, answered } = this._state;
    this._update({
      ...listOf(answer),
      phase: 'ready',
      failure: '',
      answered: isNew ? answered + 1 : answered,
      active: isNew ? -1 : this._sameRow(key, active, answer.total)
    });
  }

  /** Where the row is that was the current one before the library changed. */
  private _sameRow(
    key: string | undefined,
    active: number,
    total: number
  ): number {
    const at = key === undefined ? -1 : (this._rows?.positionOf(key) ?? -1);
    return at >= 0 ? at : Math.min(active, total - 1);
  }

  private _update(change: Partial<BrowseState>): void {
    if (!this._isDisposed) {
      this._state = { ...this._state, ...change };
      this._changed.emit();
    }
  }

  private readonly _changed = new Signal<this, void>(this);
  private _state = NOTHING;
  private _rows: RowPages | null = null;
  private _request: AbortController | null = null;
  private _loading: Promise<void> = Promise.resolve();
  private _seen = 0;
  private _isDisposed = false;
}
