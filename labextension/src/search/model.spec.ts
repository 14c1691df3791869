import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { SearchOptions } from '../api/client';
import { OfflineError, PaperLookupError } from '../api/request';
import type { PaperHit, SearchResponse } from '../api/types';
import type { ISearchClient } from './model';
import { SearchModel } from './model';
import type { Move } from './search-state';

const PAGE = 3;

function hit(key: string): PaperHit {
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
    incomplete: []
  };
}

function answer(
  keys: string[],
  change: Partial<SearchResponse> = {}
): SearchResponse {
  return {
    query: '',
    understood: [],
    total: keys.length,
    hits: keys.map(hit),
    index: { phase: 'ready', done: 1, total: 1, message: '' },
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
class HeldClient implements ISearchClient {
  readonly asked: Asked[] = [];

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

let client: HeldClient;
let model: SearchModel;

/** Lets the promises that are ready run. */
async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
}

async function type(query: string): Promise<void> {
  model.setQuery(query);
  await vi.advanceTimersByTimeAsync(60);
}

async function typeAndAnswer(
  query: string,
  keys: string[],
  change: Partial<SearchResponse> = {}
): Promise<void> {
  await type(query);
  client.last.resolve(answer(keys, change));
  await settle();
}

function shownKeys(): string[] {
  return model.state.hits.map(shown => shown.key);
}

beforeEach(() => {
  vi.useFakeTimers();
  client = new HeldClient();
  model = new SearchModel(client, { pageSize: PAGE });
});

afterEach(() => {
  model.dispose();
  vi.useRealTimers();
});

describe('searching as one types', () => {
  it('asks once for a burst of keys', async () => {
    for (const query of ['f', 'fi', 'fit']) {
      model.setQuery(query);
      await vi.advanceTimersByTimeAsync(20);
    }
    await vi.advanceTimersByTimeAsync(60);
    expect(client.asked.map(asked => asked.query)).toEqual(['fit']);
    expect(client.last.options).toMatchObject({ typing: true, limit: PAGE });
  });

  it('asks nothing before somebody types or looks', async () => {
    await vi.advanceTimersByTimeAsync(10_000);
    expect(client.asked).toEqual([]);
  });

  it('does not ask again for the same words', async () => {
    await typeAndAnswer('fit', ['a']);
    await type('fit');
    expect(client.asked).toHaveLength(1);
  });

  it('keeps the old hits until the new ones are there', async () => {
    await typeAndAnswer('fit', ['a']);
    await type('fits');
    expect(shownKeys()).toEqual(['a']);
    expect(model.state).toMatchObject({ phase: 'searching', answered: 'fit' });
    client.last.resolve(answer(['b']));
    await settle();
    expect(shownKeys()).toEqual(['b']);
    expect(model.state).toMatchObject({ phase: 'ready', answered: 'fits' });
  });

  it('takes back the request for older words as soon as a key is pressed', async () => {
    await type('fit');
    const older = client.last;
    model.setQuery('fits');
    expect(older.options.signal?.aborted).toBe(true);
  });

  it('drops a stale answer, even from a client that cannot abort', async () => {
    await type('fit');
    const older = client.last;
    await type('fits');
    client.last.resolve(answer(['new']));
    older.resolve(answer(['old']));
    await settle();
    expect(shownKeys()).toEqual(['new']);
  });
});

describe('the current hit', () => {
  it('is the best one of some words, and nobody of the newest papers', async () => {
    model.resume();
    client.last.resolve(answer(['newest']));
    await settle();
    expect(model.activeHit).toBeNull();
    await typeAndAnswer('fit', ['best', 'second']);
    expect(model.activeHit?.key).toBe('best');
  });

  it('stays the same paper when the same words are answered anew', async () => {
    await typeAndAnswer('fit', ['a', 'b', 'c']);
    model.setActive(1);
    model.refresh();
    client.last.resolve(answer(['x', 'a', 'b']));
    await settle();
    expect(model.activeHit?.key).toBe('b');
  });

  it('stays the same paper in a list that was paged', async () => {
    await typeAndAnswer('fit', ['a', 'b', 'c'], { total: 6 });
    void model.loadMore();
    client.last.resolve(answer(['d', 'e', 'f'], { total: 6 }));
    await settle();
    model.setActive(4);
    model.refresh();
    expect(client.last.options.limit).toBe(6);
    const keys = ['x', 'a', 'b', 'c', 'd', 'e'];
    client.last.resolve(answer(keys, { total: 7 }));
    await settle();
    expect(model.activeHit?.key).toBe('e');
  });

  const moves: [number, Move, number][] = [
    [0, 'next', 1],
    [0, 'previous', 0],
    [19, 'next', 19],
    [3, 'previous', 2],
    [7, 'first', 0],
    [7, 'last', 19],
    [1, 'nextPage', 9],
    [15, 'nextPage', 19],
    [9, 'previousPage', 1],
    [3, 'previousPage', 0]
  ];
  it.each(moves)('goes from %i by %s to %i', async (from, move, to) => {
    const keys = Array.from({ length: 20 }, (_, i) => `k${i}`);
    await typeAndAnswer('fit', keys);
    model.setActive(from);
    model.move(move);
    expect(model.state.active).toBe(to);
  });

  it('begins with the first of the newest papers', async () => {
    model.resume();
    client.last.resolve(answer(['a', 'b']));
    await settle();
    model.move('next');
    expect(model.activeHit?.key).toBe('a');
  });

  it('is reached by steps that were faster than the answer', async () => {
    await typeAndAnswer('fit', ['a', 'b']);
    await type('fits');
    model.move('next');
    model.move('next');
    expect(model.state.active).toBe(0);
    client.last.resolve(answer(['c', 'd', 'e', 'f']));
    await settle();
    expect(model.activeHit?.key).toBe('e');
  });

  it('does not remember steps through a list that is typed away', async () => {
    await type('fit');
    model.move('next');
    await typeAndAnswer('fits', ['a', 'b']);
    expect(model.activeHit?.key).toBe('a');
  });

  it('does not move in an empty list', () => {
    model.move('next');
    expect(model.state.active).toBe(-1);
  });
});

describe('settled', () => {
  it('waits for the words as they are typed now, without the usual delay', async () => {
    await typeAndAnswer('fit', ['old']);
    model.setQuery('fits');
    const settled = model.settled();
    expect(client.last.query).toBe('fits');
    client.last.resolve(answer(['new']));
    expect((await settled)?.key).toBe('new');
  });

  it('follows the words that are typed while it waits', async () => {
    await type('f');
    const settled = model.settled();
    await type('fit');
    client.last.resolve(answer(['new']));
    expect((await settled)?.key).toBe('new');
  });

  it('gives nothing of older words when the answer fails', async () => {
    await typeAndAnswer('fit', ['old']);
    model.setQuery('fits');
    const settled = model.settled();
    client.last.reject(new PaperLookupError('No.', 'Broken', 500));
    expect(await settled).toBeNull();
    expect(shownKeys()).toEqual(['old']);
  });
});

describe('more hits', () => {
  async function firstPage(): Promise<void> {
    await type('fit');
    client.last.resolve(answer(['a', 'b', 'c'], { total: 5 }));
    await settle();
  }

  it('come after those that are there, without repeats', async () => {
    await firstPage();
    void model.loadMore();
    expect(client.last.options).toMatchObject({ offset: 3, limit: PAGE });
    client.last.resolve(answer(['c', 'd', 'e'], { total: 5 }));
    await settle();
    expect(shownKeys()).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('are asked for once, and not past the end', async () => {
    await firstPage();
    void model.loadMore();
    void model.loadMore();
    expect(client.asked).toHaveLength(2);
    client.last.resolve(answer(['d', 'e'], { total: 5 }));
    await settle();
    await model.loadMore();
    expect(client.asked).toHaveLength(2);
  });

  it('end when a page brings nothing new', async () => {
    await firstPage();
    void model.loadMore();
    client.last.resolve(answer(['a'], { total: 5 }));
    await settle();
    expect(model.state.total).toBe(3);
  });

  it('are asked for when the current hit comes near to the end', async () => {
    await firstPage();
    model.move('next');
    expect(client.last.options.offset).toBe(3);
  });

  it('are given up when other words are typed', async () => {
    await firstPage();
    void model.loadMore();
    const more = client.last;
    await typeAndAnswer('other', ['x']);
    more.resolve(answer(['d']));
    await settle();
    expect(shownKeys()).toEqual(['x']);
    expect(model.state.isLoadingMore).toBe(false);
  });
});

describe('an index that is being built', () => {
  const index = {
    phase: 'building',
    done: 1,
    total: 9,
    message: 'Reading 1 page, 9 papers'
  } as const;

  it('is asked again until it is ready', async () => {
    model.resume();
    client.last.resolve(answer([], { index }));
    await settle();
    expect(model.state).toMatchObject({ phase: 'building', index });
    await vi.advanceTimersByTimeAsync(700);
    expect(client.asked).toHaveLength(2);
    client.last.resolve(answer(['a']));
    await settle();
    expect(model.state.phase).toBe('ready');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(client.asked).toHaveLength(2);
  });

  it('is left alone while nobody looks', async () => {
    model.resume();
    client.last.resolve(answer([], { index }));
    await settle();
    model.suspend();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(client.asked).toHaveLength(1);
    model.resume();
    expect(client.asked).toHaveLength(2);
  });
});

describe('failures', () => {
  it('leave the hits, and offline asks again by itself', async () => {
    await typeAndAnswer('fit', ['a']);
    await type('fits');
    client.last.reject(new OfflineError('No answer.'));
    await settle();
    expect(model.state.failure?.kind).toBe('offline');
    expect(shownKeys()).toEqual(['a']);
    await vi.advanceTimersByTimeAsync(5000);
    client.last.resolve(answer(['b']));
    await settle();
    expect(model.state.failure).toBeNull();
    expect(shownKeys()).toEqual(['b']);
  });

  it('of an unreadable query are told from the others', async () => {
    await type('year:');
    client.last.reject(
      new PaperLookupError('year: needs a year.', 'UnreadableQuery', 400)
    );
    await settle();
    expect(model.state.failure).toEqual({
      kind: 'query',
      message: 'year: needs a year.'
    });
  });
});

it('says nothing after it is disposed', async () => {
  await type('fit');
  let changes = 0;
  model.changed.connect(() => {
    changes += 1;
  });
  model.dispose();
  client.last.resolve(answer(['a']));
  await settle();
  expect(changes).toBe(0);
});
