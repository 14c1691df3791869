import { vi } from 'vitest';

import type { SearchOptions } from '../../api/client';
import type { PaperHit, SearchResponse } from '../../api/types';
import type { ISearchClient } from '../model';
import { SearchModel } from '../model';

/** How many hits the model asks for at once. */
export const PAGE = 3;

/** A hit of which only the key matters. */
export function hit(key: string): PaperHit {
  return {
    key,
    title: `Title of ${key}`,
    creators: '',
    shortCreators: '',
    authorCount: null,
    year: null,
    date: '',
    snippet: '',
    score: 1,
    titleMatches: [],
    creatorsMatches: [],
    snippetMatches: [],
    matchedIn: ['title'],
    incomplete: [],
    retracted: '',
    explanation: null
  };
}

/** An answer with the hits of some keys, all that there are. */
export function answer(
  keys: string[],
  change: Partial<SearchResponse> = {}
): SearchResponse {
  return {
    query: '',
    understood: [],
    total: keys.length,
    hits: keys.map(hit),
    index: { phase: 'ready', done: 1, total: 1, message: '' },
    didYouMean: '',
    notice: '',
    ...change
  };
}

type Asked = {
  query: string;
  options: SearchOptions;
  resolve: (answer: SearchResponse) => void;
  reject: (error: Error) => void;
};

/** A client whose answers the test gives, in whichever order it likes. */
export class HeldClient implements ISearchClient {
  readonly asked: Asked[] = [];

  alone?: (query: string) => readonly PaperHit[];

  search(query: string, options: SearchOptions): Promise<SearchResponse> {
    return new Promise((resolve, reject) => {
      this.asked.push({ query, options, resolve, reject });
      options.signal?.addEventListener('abort', () =>
        reject(new DOMException('Taken back.', 'AbortError'))
      );
    });
  }

  get last(): Asked {
    const last = this.asked[this.asked.length - 1];
    if (!last) {
      throw new Error('Nothing was asked.');
    }
    return last;
  }
}

/** A model of the search, its client, and the time, which only the test lets pass until its end. */
export class HeldSearch {
  constructor() {
    vi.useFakeTimers();
  }

  readonly client = new HeldClient();
  readonly model = new SearchModel(this.client, { pageSize: PAGE });

  get shownKeys(): string[] {
    return this.model.state.hits.map(({ key }) => key);
  }

  /** Lets the promises that are ready run. */
  async settle(): Promise<void> {
    await vi.advanceTimersByTimeAsync(0);
  }

  /** Types words, and waits until they are asked for. */
  async type(query: string): Promise<void> {
    this.model.setQuery(query);
    await vi.advanceTimersByTimeAsync(60);
  }

  /** Answers what was asked last. */
  async answer(
    keys: string[],
    change: Partial<SearchResponse> = {}
  ): Promise<void> {
    this.client.last.resolve(answer(keys, change));
    await this.settle();
  }

  async typeAndAnswer(
    query: string,
    keys: string[],
    change: Partial<SearchResponse> = {}
  ): Promise<void> {
    await this.type(query);
    await this.answer(keys, change);
  }

  end(): void {
    this.model.dispose();
    vi.useRealTimers();
  }
}
