import type { IDisposable } from '@lumino/disposable';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import type { SearchOptions } from '../api/client';
import type { PaperHit, SearchResponse } from '../api/types';
import type { Failure } from './failure';
import { failureOf } from './failure';
import { MOST_AT_ONCE, withPage, withRest } from './hit-list';
import type { Move, SearchState } from './search-state';
import { EMPTY, positionAfter } from './search-state';
import { Turns } from './turns';

/** What the model asks for its answers; a `PaperLookupClient` does. */
export interface ISearchClient {
  search(query: string, options: SearchOptions): Promise<SearchResponse>;
  /** What is found where no answer is to be had. */
  alone?(query: string): readonly PaperHit[];
}

/** Times in milliseconds, and sizes in hits. */
export type SearchModelOptions = {
  debounce?: number;
  poll?: number;
  retry?: number;
  pageSize?: number;
};

const DEFAULTS: Required<SearchModelOptions> = {
  debounce: 60,
  poll: 700,
  retry: 5000,
  pageSize: 30
};

/** How near to the end of the loaded hits the current one may come before more are asked for. */
const LOOK_AHEAD = 6;

/** Searches as one types: waits a moment, drops stale answers, pages, and knows the current hit. */
export class SearchModel implements IDisposable {
  constructor(client: ISearchClient, options: SearchModelOptions = {}) {
    this._client = client;
    this._options = { ...DEFAULTS, ...options };
  }

  get state(): SearchState {
    return this._state;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** The current hit, null when there is none. */
  get activeHit(): PaperHit | null {
    return this._state.hits[this._state.active] ?? null;
  }

  get isDisposed(): boolean {
    return this._turns.isDisposed;
  }

  /** Takes over what was typed and searches for it after a moment. */
  setQuery(query: string): void {
    if (query === this._state.query && this._state.phase !== 'idle') {
      return;
    }
    this._turns.giveUp();
    this._isAlone = false;
    this._waitingMoves = [];
    this._chosen = null;
    this._update({ query, phase: 'searching', isLoadingMore: false });
    this._turns.after(this._options.debounce, () => this._start());
  }

  /** Searches for the same query at once: on first opening, on retry, after an import. */
  refresh(): void {
    this._update({ phase: 'searching' });
    this._start();
  }

  /** Stops asking by itself, for a view that nobody sees; `resume` goes on. */
  suspend(): void {
    this._isSuspended = true;
    if (this._state.phase === 'building' || this._state.phase === 'failed') {
      this._turns.stopWaiting();
    }
  }

  /** Goes on after `suspend`, and begins with the first search. */
  resume(): void {
    this._isSuspended = false;
    if (this._state.phase !== 'ready' && this._state.phase !== 'searching') {
      this.refresh();
    }
  }

  /** Asks for the next hits of the list. */
  async loadMore(): Promise<void> {
    const { phase, hits, total, query, isLoadingMore } = this._state;
    if (phase !== 'ready' || isLoadingMore || hits.length >= total) {
      return;
    }
    this._update({ isLoadingMore: true });
    const request = this._turns.begin();
    try {
      const answer = await this._ask(query, hits.length, request.signal);
      if (this._turns.isCurrent(request)) {
        this._update({ ...withPage(hits, answer), isLoadingMore: false });
      }
    } catch (error) {
      if (this._turns.isCurrent(request)) {
        this._update({ isLoadingMore: false, failure: failureOf(error) });
      }
    }
  }

  /**
   * Makes another hit the current one; the ends of the list stop the way.
   *
   * A step that is faster than the answer to the words before it is taken in that answer.
   */
  move(move: Move): void {
    const { hits, active, phase, query, answered } = this._state;
    if (phase === 'searching' && query !== answered) {
      this._waitingMoves.push(move);
      return;
    }
    if (hits.length === 0) {
      return;
    }
    this.setActive(positionAfter(move, active, hits.length));
  }

  /** Makes the hit of a key the current one, as soon as an answer to the same words has it. */
  choose(key: string): void {
    this.setActive(this._state.hits.findIndex(hit => hit.key === key));
    this._chosen = key;
  }

  /** Makes the hit at a position the current one. */
  setActive(active: number): void {
    this._chosen = null;
    if (active !== this._state.active && active < this._state.hits.length) {
      this._update({ active });
    }
    if (active >= this._state.hits.length - LOOK_AHEAD) {
      void this.loadMore();
    }
  }

  /**
   * The current hit of the query as it is typed now: waits for an answer that is under way.
   *
   * An answer that fails gives null, so that nothing of an older query is taken for it.
   */
  async settled(): Promise<PaperHit | null> {
    while (this._state.phase === 'searching' && !this._turns.isDisposed) {
      if (this._turns.isWaiting) {
        this._start();
      }
      await this._running;
    }
    return this._state.phase === 'ready' || this._isAlone
      ? this.activeHit
      : null;
  }

  dispose(): void {
    this._turns.dispose();
    Signal.clearData(this);
  }

  private _start(): void {
    this._turns.stopWaiting();
    this._running = this._search();
  }

  private async _search(): Promise<void> {
    const { query } = this._state;
    const request = this._turns.begin();
    this._update({ isLoadingMore: false });
    try {
      const answer = await this._ask(query, 0, request.signal, this._shown());
      if (this._turns.isCurrent(request)) {
        this._take(query, answer);
      }
    } catch (error) {
      if (this._turns.isCurrent(request)) {
        this._fail(failureOf(error));
      }
    }
  }

  private _ask(
    query: string,
    offset: number,
    signal: AbortSignal,
    limit = this._options.pageSize
  ): Promise<SearchResponse> {
    return this._client.search(query, { limit, offset, typing: true, signal });
  }

  /** How many hits to ask for: as many as are shown, when the same query is asked again. */
  private _shown(): number {
    const { query, answered, hits } = this._state;
    const { pageSize } = this._options;
    return query === answered
      ? Math.min(Math.max(hits.length, pageSize), MOST_AT_ONCE)
      : pageSize;
  }

  private _take(query: string, answer: SearchResponse): void {
    this._isAlone = false;
    const { index, total, understood, didYouMean, notice } = answer;
    if (index.phase === 'building' && answer.hits.length === 0) {
      this._update({ phase: 'building', index, failure: null });
      this._again(this._options.poll);
      return;
    }
    const hits =
      query === this._state.answered
        ? withRest(this._state.hits, answer)
        : answer.hits;
    const active = this._activeIn(query, hits);
    this._update({
      phase: 'ready',
      hits,
      answered: query,
      total,
      understood,
      didYouMean,
      notice,
      active,
      index,
      failure: null
    });
    this._waitingMoves.splice(0).forEach(move => this.move(move));
    // An index that is built anew beside the old one: follow its progress.
    if (index.phase === 'building') {
      this._again(2 * this._options.poll);
    }
  }

  /** The best hit of a new query; the same hit as before when an old one is answered anew. */
  private _activeIn(query: string, hits: readonly PaperHit[]): number {
    const key = this._chosen ?? this.activeHit?.key;
    if (query === this._state.answered && key !== undefined) {
      const same = hits.findIndex(hit => hit.key === key);
      // The index may learn of the chosen one only now.
      if (same >= 0 || this._chosen !== null) {
        return same;
      }
    }
    // Nobody chose the newest papers, so Enter must not insert one of them.
    return hits.length > 0 && query.trim() !== '' ? 0 : -1;
  }

  private _fail(failure: Failure): void {
    const { query } = this._state;
    const hits = this._client.alone?.(query) ?? [];
    this._isAlone = hits.length > 0;
    this._update({
      phase: 'failed',
      failure,
      didYouMean: '',
      notice: '',
      ...(this._isAlone && {
        hits,
        answered: query,
        total: hits.length,
        active: this._activeIn(query, hits)
      })
    });
    if (failure.kind === 'offline') {
      this._again(this._options.retry);
    }
  }

  private _again(delay: number): void {
    if (!this._isSuspended) {
      this._turns.after(delay, () => this._start());
    }
  }

  private _update(change: Partial<SearchState>): void {
    if (!this._turns.isDisposed) {
      this._state = { ...this._state, ...change };
      this._changed.emit();
    }
  }

  private readonly _client: ISearchClient;
  private readonly _options: Required<SearchModelOptions>;
  private readonly _changed = new Signal<this, void>(this);
  private readonly _turns = new Turns();
  private _state = EMPTY;
  private _running: Promise<void> = Promise.resolve();
  private _waitingMoves: Move[] = [];
  private _chosen: string | null = null;
  private _isSuspended = false;
  /** Whether the hits are those that need no answer. */
  private _isAlone = false;
}
