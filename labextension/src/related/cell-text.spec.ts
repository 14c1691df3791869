import { describe, expect, it } from 'vitest';

import { proseOfCode, proseOfMarkdown } from './cell-text';

/** A part of a text as the server tells its place: in code points. */
function place(source: string, part: string): { start: number; end: number } {
  const start = Array.from(source.slice(0, source.indexOf(part))).length;
  return { start, end: start + Array.from(part).length };
}

const citation = (
  source: string,
  part: string
): { start: number; end: number } & {
  dialect: 'html';
  cites: [];
  words: string;
  html: string;
  unknown: [];
  problem: string;
} => ({
  ...place(source, part),
  dialect: 'html',
  cites: [],
  words: '',
  html: '',
  unknown: [],
  problem: ''
});

describe('the prose of a Markdown cell', () => {
  it('has no citations and no bibliography, wherever they stand', () => {
    const cite = '<cite data-cite="chen2023fit">(Chen & Li, 2023)</cite>';
    const list = '<!-- paperlookup:bibliography -->Chen, T. FIT.';
    const source = `𝔸 scaling ${cite} law [@ghorbani2021scaling].\n\n${list}`;
    const text = proseOfMarkdown(source, {
      citations: [
        citation(source, '[@ghorbani2021scaling]'),
        citation(source, cite)
      ],
      bibliographies: [{ ...place(source, list), dialect: 'html' }]
    });
    expect(text.split(/\s+/u)).toEqual(['𝔸', 'scaling', 'law', '.']);
  });

  it('stays as it is where nothing is known of its citations', () => {
    expect(proseOfMarkdown(' Scaling laws\nof attention ', null)).toBe(
      'Scaling laws\nof attention'
    );
  });

  it.each([
    ['```python\nimport numpy\n```\nScaling', 'Scaling'],
    ['~~~\nimport numpy', ''],
    ['Scaling `np.array` laws', 'Scaling laws'],
    ['Scaling $x^2$ and $$\ny\n$$', 'Scaling and'],
    ['It costs $5', 'It costs $5'],
    ['Scaling <!-- not\nyet --> <b class="x">laws</b>', 'Scaling laws'],
    ['See [laws](https://example.org/scaling)', 'See [laws]( )']
  ])('leaves out what is no prose: %j', (source, prose) => {
    const words = proseOfMarkdown(source, null).replace(/\s+/gu, ' ');
    expect(words).toBe(prose);
  });

  it.each(['`', '<!--', '$$ ', '<a ', '~~~\n', 'https://'])(
    'is read in time, however often %j stands in it',
    part => {
      expect(typeof proseOfMarkdown(part.repeat(100_000), null)).toBe('string');
    }
  );

  it('is never longer than the server wants', () => {
    const long = proseOfMarkdown('word '.repeat(100_000), null);
    expect(long.length).toBeLessThanOrEqual(20_000);
  });
});

describe('the prose of code', () => {
  it('is its comments and its long texts', () => {
    const source = [
      '#!/usr/bin/env python',
      'import numpy  # not this one',
      '# Scaling laws of',
      '    # attention',
      '"""Of machine',
      'translation."""'
    ].join('\n');
    expect(proseOfCode(source).split(/\s+/u).join(' ')).toBe(
      'Scaling laws of attention Of machine translation.'
    );
  });

  it('may be nothing', () => {
    expect(proseOfCode('x = 1')).toBe('');
  });
});
