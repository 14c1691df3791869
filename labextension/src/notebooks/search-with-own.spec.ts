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
    citations: 1,
    retracted: ''
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

  it('names what the notebook cites, with every page and explanation', async () => {
    const library = new MadeLibrary(MANY);
    const search = new SearchWithOwn(library, () => ({
      items: () => ITEMS,
      citations: { answer: answer(['k3', 'k5']) }
    }));
    await search.search('fit', { limit: 3 });
    await search.search('fit', { limit: 3, offset: 3 });
    await search.inLibrary('fit', { explain: true });
    expect(library.asked.map(({ cited }) => cited)).toEqual(
      Array(3).fill('k3 k5')
    );
  });

  it('names what the notebook has until it is known what it cites', async () => {
    const library = new MadeLibrary(MANY);
    const search = new SearchWithOwn(library, () => ({
      items: () => ({ ...ITEMS, 'not a key': {} }),
      citations: { answer: null }
    }));
    await search.search('fit');
    expect(library.asked[0]?.cited).toBe('godel1931 turing1936 church1936');
  });

  it('names as many as a request may have', async () => {
    const library = new MadeLibrary([]);
    const many = Array.from({ length: 1000 }, (_, i) => `turing${1000 + i}`);
    const search = new SearchWithOwn(library, () => ({
      items: () => ITEMS,
      citations: { answer: answer(many) }
    }));
    await search.search('fit');
    const cited = library.asked[0]?.cited ?? '';
    expect(cited.split(' ')).toEqual(many.slice(0, 363));
    expect(cited.length).toBeLessThanOrEqual(4000);
  });

  it('asks the library alone where no notebook is open', async () => {
    const library = new MadeLibrary(['a']);
    const search = new SearchWithOwn(library, () => null);
    expect(shown(await search.search(''))).toEqual(['a']);
    expect(library.asked[0]).not.toHaveProperty('cited');
    expect(search.alone('')).toEqual([]);
  });
});
