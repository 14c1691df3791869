import { describe, expect, it } from 'vitest';

import type { Match } from './marks';
import { matchedWords, matchesOf, piecesOf } from './marks';

/** The pieces as one text, matches in brackets. */
function shown(text: string, matches: Match[]): string {
  return piecesOf(text, matches)
    .map(piece => (piece.isMatch ? `[${piece.text}]` : piece.text))
    .join('');
}

describe('piecesOf', () => {
  const cases: [string, string, Match[], string][] = [
    ['no match', 'Far-reaching', [], 'Far-reaching'],
    ['at the start', 'FIT: Far', [[0, 3]], '[FIT]: Far'],
    ['at the end', 'FIT: Far', [[5, 8]], 'FIT: [Far]'],
    ['everything', 'FIT', [[0, 3]], '[FIT]'],
    [
      'out of order',
      'a b c',
      [
        [4, 5],
        [0, 1]
      ],
      '[a] b [c]'
    ],
    [
      'overlapping',
      'abcdef',
      [
        [0, 3],
        [2, 5]
      ],
      '[abcde]f'
    ],
    [
      'one inside another',
      'abcdef',
      [
        [0, 5],
        [1, 2]
      ],
      '[abcde]f'
    ],
    [
      'touching',
      'abcd',
      [
        [0, 2],
        [2, 4]
      ],
      '[abcd]'
    ],
    ['empty', 'abcd', [[2, 2]], 'abcd'],
    ['backwards', 'abcd', [[3, 1]], 'abcd'],
    ['before the start', 'abcd', [[-2, 1]], '[a]bcd'],
    ['past the end', 'abcd', [[2, 99]], 'ab[cd]'],
    ['wholly outside', 'abcd', [[8, 9]], 'abcd'],
    ['nothing to mark in', '', [[0, 1]], ''],
    ['after an emoji', '🤗 Transformers', [[2, 13]], '🤗 [Transformer]s'],
    ['around emoji', 'a 👩‍🔬 b', [[6, 7]], 'a 👩‍🔬 [b]'],
    ['outside the basic plane', '𝔽𝕀𝕋 learns', [[0, 3]], '[𝔽𝕀𝕋] learns'],
    ['combining accents', 'Go\u0308del 1931', [[7, 11]], 'Go\u0308del [1931]']
  ];
  it.each(cases)('marks a match: %s', (_, text, matches, expected) => {
    expect(shown(text, matches)).toBe(expected);
  });

  it('loses no character, whatever the matches are', () => {
    const text = '🤗 <b>Far</b> & 𝔽 away';
    for (let start = -2; start < 30; start++) {
      for (let end = start; end < 30; end++) {
        const pieces = piecesOf(text, [
          [start, end],
          [3, 5]
        ]);
        expect(pieces.map(piece => piece.text).join('')).toBe(text);
      }
    }
  });
});

describe('matchedWords and matchesOf', () => {
  it('finds the marked words of one text in another', () => {
    const words = matchedWords('🤗 Interleaved Transformers', [[2, 26]]);
    expect([...words]).toEqual(['interleaved', 'transformers']);
    const abstract = '🤗 We interleave. Interleaved TRANSFORMERS win.';
    expect(shown(abstract, matchesOf(abstract, words))).toBe(
      '🤗 We interleave. [Interleaved] [TRANSFORMERS] win.'
    );
  });

  it('marks nothing without words', () => {
    expect(matchesOf('Everything', new Set())).toEqual([]);
  });
});
