import { describe, expect, it } from 'vitest';

import type { CitationInCell, CitedWork } from '../api/types';
import { citeOf } from '../citing/ordering';
import { findingRows, workRows } from './rows';

function work(key: string): CitedWork {
  const item = { id: key, title: `Title of ${key}` };
  return {
    key,
    item,
    reference: '',
    origin: 'notebook',
    libraryKey: '',
    citations: 1,
    retracted: ''
  };
}

function citing(start: number, ...keys: string[]): CitationInCell {
  const cites = keys.map(key => citeOf(key));
  return {
    start,
    end: start + 1,
    dialect: 'pandoc',
    cites,
    words: '',
    html: '',
    unknown: [],
    problem: ''
  };
}

const NUMBERS = new Map([
  ['x', 1],
  ['y', 5]
]);
const ANSWER = {
  works: [work('a'), work('b'), work('c')],
  cells: [
    { id: 'x', bibliographies: [], citations: [citing(3, 'b')] },
    {
      id: 'y',
      bibliographies: [],
      citations: [citing(0, 'a', 'b', 'a'), citing(9, 'a')]
    }
  ]
};

describe('workRows', () => {
  it('says in which cells a work is cited, and how often', () => {
    const [a, b, c] = workRows(ANSWER, NUMBERS, 'bibliography');
    expect(a?.facts.title).toBe('Title of a');
    expect(a?.places).toEqual([
      {
        number: 5,
        spots: [
          { cell: 'y', number: 5, start: 0 },
          { cell: 'y', number: 5, start: 9 }
        ]
      }
    ]);
    expect(b?.places.map(({ number }) => number)).toEqual([1, 5]);
    expect(c?.places).toEqual([]);
  });

  it.each([
    ['bibliography', ['a', 'b', 'c']],
    ['text', ['b', 'a', 'c']]
  ] as const)('lists works in the order of the %s', (order, keys) => {
    const rows = workRows(ANSWER, NUMBERS, order);
    expect(rows.map(row => row.work.key)).toEqual(keys);
  });
});

describe('findingRows', () => {
  it('leads to the cell and the work, where there are any', () => {
    const finding = {
      kind: 'unknown-key' as const,
      key: 'a',
      reason: 'Why.',
      cell: 'y',
      start: 4,
      end: 7
    };
    const rows = findingRows(
      [
        finding,
        { ...finding, cell: '', key: 'nobody' },
        { ...finding, cell: 'gone' }
      ],
      ANSWER.works,
      NUMBERS
    );
    expect(rows.map(row => row.spot)).toEqual([
      { cell: 'y', number: 5, start: 4 },
      null,
      null
    ]);
    expect(rows.map(row => row.work?.key)).toEqual(['a', undefined, 'a']);
  });
});
