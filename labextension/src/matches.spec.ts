import { expect, it } from 'vitest';

import { inUtf16 } from './matches';

it.each<[string, [number, number][], string[]]>([
  ['On Computable Numbers', [[3, 13]], ['Computable']],
  [
    '𝒪(n) 𝒪(m)',
    [
      [0, 1],
      [5, 6]
    ],
    ['𝒪', '𝒪']
  ],
  ['short', [[2, 99]], []],
  ['negative', [[-1, 2]], []],
  ['empty', [[2, 2]], []],
  [
    'overlapping',
    [
      [0, 4],
      [2, 6]
    ],
    ['over']
  ]
])('finds the matches of %j', (text, matches, words) => {
  const found = inUtf16(text, matches);
  expect(found.map(([from, to]) => text.slice(from, to))).toEqual(words);
});
