import { describe, expect, it } from 'vitest';

import type { SearchOptions } from '../api/client';
import type { HitExplanation, PaperHit, SearchResponse } from '../api/types';
import { explanationOf, placeOf } from './explaining';
import { answer, hit } from './testing/held-search';

const WHY: HitExplanation = {
  parts: [],
  has: 1,
  factors: [],
  isExact: false
};

describe('the place of a hit', () => {
  const own = { ...hit('own'), isOwn: true } as PaperHit;
  const hits = [own, hit('a'), hit('b')];

  it('is counted among those of the library', () => {
    expect(placeOf({ answered: 'fit', hits }, 'b')).toBe(1);
  });

  it.each([
    ['fit', 'own'],
    ['fit', 'elsewhere'],
    [' ', 'a'],
    [null, 'a']
  ])('is none in the answer to %j for %j', (answered, key) => {
    expect(placeOf({ answered, hits }, key)).toBe(-1);
  });
});

describe('an explanation', () => {
  const list = Array.from({ length: 40 }, (_, i) => ({
    ...hit(`k${i}`),
    explanation: WHY
  }));
  const asked: [string, SearchOptions][] = [];
  const explainer = {
    inLibrary(query: string, options: SearchOptions): Promise<SearchResponse> {
      asked.push([query, options]);
      const { offset = 0, limit = 10 } = options;
      const hits = list.slice(offset, offset + limit);
      return Promise.resolve({ ...answer([]), hits });
    }
  };

  it('is asked of the same query, for a few hits around the place', async () => {
    expect(await explanationOf(explainer, 'fit', 'k20', 20)).toBe(WHY);
    expect(asked.pop()).toEqual([
      'fit',
      { offset: 17, limit: 7, typing: true, explain: true }
    ]);
    expect(await explanationOf(explainer, 'fit', 'k0', 0)).toBe(WHY);
    expect(asked.pop()?.[1]).toMatchObject({ offset: 0, limit: 4 });
  });

  it('is null where the hit is elsewhere by now', async () => {
    expect(await explanationOf(explainer, 'fit', 'k30', 20)).toBeNull();
  });
});
