import { describe, expect, it } from 'vitest';

import type { CitationInCell } from '../api/types';
import { pieces, prepared } from './placeholders';
import type { Shown } from './shown';

const noMath = (): { math: string[] } => ({ math: [] });

/** What is shown of a text in which citations stand between bars of `‹` and `›`. */
function shown(
  marked: string,
  dialect: CitationInCell['dialect'] = 'pandoc'
): Shown {
  const citations: CitationInCell[] = [];
  let source = '';
  for (const [i, piece] of marked.split(/[‹›]/u).entries()) {
    if (i % 2 === 1) {
      citations.push(citation(source.length, piece, dialect));
    }
    source += piece;
  }
  return { source, citations, bibliographies: [], references: [] };
}

function citation(
  start: number,
  text: string,
  dialect: CitationInCell['dialect']
): CitationInCell {
  const end = start + text.length;
  const cites: CitationInCell['cites'] = [];
  return {
    start,
    end,
    dialect,
    cites,
    words: '',
    html: '(Turing, 1936)',
    unknown: [],
    problem: ''
  };
}

describe('prepared', () => {
  it('puts a placeholder in the place of each citation', () => {
    const ready = prepared(
      shown('See ‹[@a]› and\n‹@b›, 😀‹[@c; @d]›.'),
      noMath
    )!;
    expect(pieces(ready.text)).toEqual([
      'See ',
      0,
      ' and\n',
      1,
      ', 😀',
      2,
      '.'
    ]);
    expect(ready.places.map(({ typed }) => typed)).toEqual([
      '[@a]',
      '@b',
      '[@c; @d]'
    ]);
  });

  it('leaves what html shows where it is, behind its placeholder', () => {
    const cite = '<cite data-cite="a">(A)</cite>';
    const ready = prepared(shown(`x ‹${cite}›`, 'html'), noMath)!;
    expect(pieces(ready.text)).toEqual(['x ', 0, cite]);
  });

  it('leaves the words of a text alone', () => {
    expect(prepared(shown('‹(A, 1936)›', 'text'), noMath)).toBeNull();
  });

  it('makes a paragraph of a bibliography that has its own lines', () => {
    const source = 'text\n::: {#refs}\n:::\nmore';
    const bibliographies = [
      { start: 5, end: source.indexOf('\nmore'), dialect: 'pandoc' as const }
    ];
    const ready = prepared({ ...shown(source), bibliographies }, noMath)!;
    expect(pieces(ready.text)).toEqual(['text\n\n', 0, '\n\nmore']);
  });

  it('keeps out of what JupyterLab takes for mathematics', () => {
    const math = (text: string): { math: string[] } => ({
      math: /\$[^$]*\$/u.exec(text)?.slice() ?? []
    });
    const ready = prepared(shown('$1 ‹@a› $2, ‹@b›'), math)!;
    expect(pieces(ready.text)).toEqual(['$1 @a $2, ', 0]);
    expect(prepared(shown('$1 ‹@a› $2'), math)).toBeNull();
  });

  it.each([
    ['a place behind the text', [0, 99]],
    ['a place without a text', [2, 2]],
    ['a place that ends before it begins', [3, 1]]
  ])('leaves out %s', (_, [start, end]) => {
    const base = shown('abcdef');
    const wrong = { ...citation(0, 'a', 'pandoc'), start: start!, end: end! };
    expect(prepared({ ...base, citations: [wrong] }, noMath)).toBeNull();
  });

  it('leaves out a place that another one covers', () => {
    const base = shown('‹[@a; @b]›');
    const inner = { ...citation(1, '@a', 'pandoc') };
    const citations = [...base.citations, inner];
    expect(prepared({ ...base, citations }, noMath)!.places).toHaveLength(1);
  });

  it('has nothing to do with a text that holds its characters', () => {
    expect(prepared(shown('⸨\uE0C10\uE0C2⸩ ‹@a›'), noMath)).toBeNull();
  });
});
