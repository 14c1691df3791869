import { describe, expect, it } from 'vitest';

import type { SearchOptions } from '../api/client';
import type { CitationsResponse, SearchResponse } from '../api/types';
import { answer as found } from '../search/testing/held-search';
import type { Library } from './search-with-own';
import { SearchWithOwn, isOwn } from './search-with-own';

const ITEMS = {
  godel1931: { title: 'Über formal unentscheidbare Sätze' },
  turing1936: { title: 'On Computable Numbers' },
  church1936: { title: 'An Unsolvable Problem' }
};

class MadeLibrary implements Library {
  readonly asked: SearchOptions[] = [];

  constructor(private readonly _keys: readonly string[]) {}

  search(query: string, options: SearchOptions): Promise<SearchResponse> {
    this.asked.push(options);
    const { offset = 0, limit = 30 } = options;
    const shown = this._keys.slice(offset, offset + limit);
    const total = this._keys.length;
    return Promise.resolve(found([...shown], { query, total }));
  }
}

function answer(inLibrary: readonly string[]): CitationsResponse {
  const works = inLibrary.map(key => ({
    key,
    item: {},
    reference: '',
    origin: 'notebook' as const,
    libraryKey: key,
    citations: 1
  }));
  return {
    cells: [],
    works,
    unknown: [],
    style: 'apa',
    locale: '',
    problem: ''
  };
}

function searched(
  keys: readonly string[],
  inLibrary: readonly string[] = []
): SearchWithOwn {
  return new SearchWithOwn(new MadeLibrary(keys), () => ({
    items: () => ITEMS,
    citations: { answer: answer(inLibrary) }
  }));
}

function shown({ hits }: SearchResponse): string[] {
  return hits.map(hit => (isOwn(hit) ? '+' : '') + hit.key);
}

const MANY = Array.from({ length: 12 }, (_, i) => `k${i}`);

describe('SearchWithOwn', () => {
  it('puts what only the notebook has before the papers of the library', async () => {
    const page = await searched(['a', 'Turing1936']).search('', { limit: 7 });
    expect(shown(page)).toEqual([
      '+godel1931',
      '+church1936',
      'a',
      'Turing1936'
    ]);
    expect(page.total).toBe(4);
  });

  it('finds them where the library has nothing', async () => {
    expect(shown(await searched([]).search('godel'))).toEqual(['+godel1931']);
  });

  it('leaves to the library what that is known to have', async () => {
    const page = await searched(['a'], ['godel1931']).search('godel');
    expect(shown(page)).toEqual(['a']);
  });

  it('has room for the library', async () => {
    const search = searched(MANY);
    const page = await search.search('', { limit: 3 });
    expect(shown(page)).toEqual(['+godel1931', 'k0', 'k1']);
    const next = await search.search('', { limit: 3, offset: 3 });
    expect(shown(next)).toEqual(['k2', 'k3', 'k4']);
  });

  it('knows them without the library', () => {
    const search = searched([], ['godel1931']);
    expect(search.alone('godel').map(({ key }) => key)).toEqual(['godel1931']);
    expect(search.own('godel')).toEqual([]);
  });

  it('asks the library alone where no notebook is open', async () => {
    const search = new SearchWithOwn(new MadeLibrary(['a']), () => null);
    expect(shown(await search.search(''))).toEqual(['a']);
    expect(search.alone('')).toEqual([]);
  });
});
