import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import type { CuratingClient } from '../api/curating-client';
import type { PaperDetails, SuggestionInfo } from '../api/types';
import { messageOf } from '../message-of';
import type { Decisions } from './decisions';

/** What the suggestions ask. */
export type SuggestionsClient = {
  record(key: string): Promise<PaperDetails>;
  readonly curating: Pick<
    CuratingClient,
    'suggestions' | 'merge' | 'link' | 'keepApart'
  >;
};

export type SuggestionsState = {
  readonly phase: 'loading' | 'ready' | 'deciding';
  /** The pairs that are still to be decided; the first one is shown. */
  readonly pairs: readonly SuggestionInfo[];
  readonly hasMore: boolean;
  /** Both records of the first pair; null until they are there. */
  readonly records: readonly [PaperDetails, PaperDetails] | null;
  /** The key that stays when the pair is merged. */
  readonly kept: string;
  readonly failure: string;
};

/** How many pairs are asked for at once. */
const LIMIT = 50;

/** Goes through pairs of records that may be one work; a person decides each, or skips it. */
export class SuggestionsModel {
  constructor(client: SuggestionsClient, decisions: Pick<Decisions, 'tell'>) {
    this._client = client;
    this._decisions = decisions;
  }

  get state(): SuggestionsState {
    return this._state;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** The pair to decide; null when there is none. */
  get pair(): SuggestionInfo | null {
    return this._state.pairs[0] ?? null;
  }

  /** Asks for pairs; those that were skipped come again when nothing else is left. */
  async load(): Promise<void> {
    this._update({ phase: 'loading', failure: '' });
    try {
      const limit = Math.min(LIMIT + this._skipped.size, 200);
      const answer = await this._client.curating.suggestions(limit);
      const pairs = answer.suggestions.filter(
        pair => !this._skipped.has(nameOf(pair))
      );
      this._update({ phase: 'ready', hasMore: answer.hasMore });
      await this._show(pairs);
    } catch (error) {
      this._update({ phase: 'ready', failure: messageOf(error) });
    }
  }

  keep(kept: string): void {
    this._update({ kept });
  }

  /** Makes one record of the pair. */
  merge(): Promise<void> {
    const { kept } = this._state;
    return this._decide(({ first, second }) => {
      const other = kept === first.key ? second.key : first.key;
      return this._client.curating.merge([kept, other]);
    });
  }

  /** Links the pair: the record of this key is the preprint of the other one. */
  link(preprint: string): Promise<void> {
    return this._decide(({ first, second }) => {
      const published = preprint === first.key ? second.key : first.key;
      return this._client.curating.link({ preprint, published, linked: true });
    });
  }

  /** Says that these are two works. */
  keepApart(): Promise<void> {
    return this._decide(({ first, second }) =>
      this._client.curating.keepApart(first.key, second.key)
    );
  }

  /** Leaves the pair undecided. */
  async skip(): Promise<void> {
    const { pair } = this;
    if (pair && this._state.phase === 'ready') {
      this._skipped.add(nameOf(pair));
      await this._next(this._state.pairs.slice(1));
    }
  }

  private async _decide(
    decide: (pair: SuggestionInfo) => Promise<unknown>
  ): Promise<void> {
    const { pair } = this;
    if (!pair || this._state.phase !== 'ready') {
      return;
    }
    this._update({ phase: 'deciding', failure: '' });
    try {
      await decide(pair);
      await this._decisions.tell();
      this._update({ phase: 'ready' });
      // What was said of one of them may have settled other pairs too.
      const decided = [pair.first.key, pair.second.key];
      const [, ...rest] = this._state.pairs;
      await this._next(
        rest.filter(
          each =>
            !decided.includes(each.first.key) &&
            !decided.includes(each.second.key)
        )
      );
    } catch (error) {
      this._update({ phase: 'ready', failure: messageOf(error) });
    }
  }

  private async _next(pairs: readonly SuggestionInfo[]): Promise<void> {
    if (pairs.length === 0) {
      await this.load();
    } else {
      await this._show(pairs);
    }
  }

  /** Shows the first of some pairs, with all that is known of both. */
  private async _show(pairs: readonly SuggestionInfo[]): Promise<void> {
    const [pair] = pairs;
    this._update({ pairs, records: null, kept: pair?.first.key ?? '' });
    if (!pair) {
      return;
    }
    try {
      const records = await Promise.all([
        this._client.record(pair.first.key),
        this._client.record(pair.second.key)
      ]);
      if (this.pair === pair) {
        this._update({ records });
      }
    } catch (error) {
      this._update({ failure: messageOf(error) });
    }
  }

  private _update(change: Partial<SuggestionsState>): void {
    this._state = { ...this._state, ...change };
    this._changed.emit();
  }

  private readonly _client: SuggestionsClient;
  private readonly _decisions: Pick<Decisions, 'tell'>;
  private readonly _changed = new Signal<this, void>(this);
  private readonly _skipped = new Set<string>();
  private _state: SuggestionsState = {
    phase: 'loading',
    pairs: [],
    hasMore: false,
    records: null,
    kept: '',
    failure: ''
  };
}

function nameOf({ first, second }: SuggestionInfo): string {
  return `${first.key} ${second.key}`;
}
