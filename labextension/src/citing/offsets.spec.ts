import { describe, expect, it } from 'vitest';

import type { TextChange } from './offsets';
import { mapOffset, offsetAt } from './offsets';

describe('mapOffset', () => {
  it.each<[string, number, TextChange[], number]>([
    ['an insertion before', 5, [{ insert: 'abc' }], 8],
    ['an insertion after', 5, [{ retain: 6 }, { insert: 'abc' }], 5],
    ['an insertion at the place', 5, [{ retain: 5 }, { insert: 'abc' }], 5],
    ['a deletion before', 5, [{ retain: 1 }, { delete: 2 }], 3],
    ['a deletion around', 5, [{ retain: 3 }, { delete: 9 }], 3],
    ['a deletion after', 5, [{ retain: 5 }, { delete: 9 }], 5],
    [
      'a replacement before',
      5,
      [{ retain: 1 }, { delete: 2 }, { insert: 'wxyz' }],
      7
    ],
    ['everything replaced', 5, [{ delete: 9 }, { insert: 'abc' }], 0],
    ['nothing', 5, [], 5]
  ])('follows %s', (_, offset, changes, expected) => {
    expect(mapOffset(offset, changes)).toBe(expected);
  });
});

describe('offsetAt', () => {
  const text = 'one\n\nthree';

  it.each([
    [0, 0, 0],
    [0, 3, 3],
    [0, 9, 3],
    [1, 0, 4],
    [2, 2, 7],
    [2, 99, 10],
    [7, 0, 10]
  ])('finds line %d, column %d', (line, column, expected) => {
    expect(offsetAt(text, line, column)).toBe(expected);
  });
});
