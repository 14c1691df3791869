import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import type { ResolvingClient } from '../api/resolving-client';
import type { SuggestedAnswer } from '../api/types';
import type { Decisions } from '../curating/decisions';
import { messageOf } from '../message-of';

/** What waits for a person; a new object for every change. */
export type AnswersState = {
  readonly phase: 'loading' | 'ready' | 'deciding';
  /** All that waits, oldest first. */
  readonly all: readonly SuggestedAnswer[];
  /** What is gone through: that of one paper, or all; the first one is shown. */
  readonly shown: readonly SuggestedAnswer[];
  readonly failure: string;
};

type Client = Pick<ResolvingClient, 'suggestions' | 'decide'>;

/** Goes through what services say that may be about a record; a person decides, or skips it. */
export class AnswersModel {
  constructor(
    private readonly _client: Client,
    private readonly _decisions: Pick<Decisions, 'tell'>
  ) {}

  get state(): AnswersState {
    return this._state;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** The one to decide; null when there is none. */
  get current(): SuggestedAnswer | null {
    return this._state.shown[0] ?? null;
  }

  /** How many wait for a paper. */
  countOf(key: string): number {
    return this._state.all.filter(each => each.key === key).length;
  }

  /** Goes through those of one paper, through all without a key; skipped ones come again. */
  async show(key = ''): Promise<void> {
    this._key = key;
    this._skipped.clear();
    await this.load();
  }

  /** Asks the Jupyter server what waits; no service is asked. */
  async load(): Promise<void> {
    this._update({ phase: 'loading', failure: '' });
    try {
      const { suggestions } = await this._client.suggestions();
      this._take(suggestions);
    } catch (error) {
      this._update({ phase: 'ready', failure: messageOf(error) });
    }
  }

  /** Takes the current one for true. */
  accept(): Promise<void> {
    return this._decide(true);
  }

  /** Says that the current one is about another work; it comes again only if that is undone. */
  reject(): Promise<void> {
    return this._decide(false);
  }

  /** Leaves the current one undecided. */
  skip(): void {
    const { current } = this;
    if (current && this._state.phase === 'ready') {
      this._skipped.add(current.number);
      this._take(this._state.all);
    }
  }

  private async _decide(isAccepted: boolean): Promise<void> {
    const { current } = this;
    if (!current || this._state.phase !== 'ready') {
      return;
    }
    this._update({ phase: 'deciding', failure: '' });
    try {
      const answer = await this._client.decide(current.number, isAccepted);
      this._take(answer.suggestions);
      await this._decisions.tell(current.key);
    } catch (error) {
      this._update({ phase: 'ready', failure: messageOf(error) });
    }
  }

  private _take(all: readonly SuggestedAnswer[]): void {
    const shown = all.filter(
      ({ key, number }) =>
        (this._key === '' || key === this._key) && !this._skipped.has(number)
    );
    this._update({ phase: 'ready', all, shown });
  }

  private _update(change: Partial<AnswersState>): void {
    this._state = { ...this._state, ...change };
    this._changed.emit();
  }

  private readonly _changed = new Signal<this, void>(this);
  private readonly _skipped = new Set<number>();
  private _key = '';
  private _state: AnswersState = {
    phase: 'ready',
    all: [],
    shown: [],
    failure: ''
  };
}
