import { describe, expect, it } from 'vitest';

import { carriedBy, itemsCitedIn, withCarried } from './carried';

const items = {
  turing1936: { title: 'On Computable Numbers' },
  a: { title: 'A' }
};

describe('itemsCitedIn', () => {
  it.each([
    '[@turing1936]',
    '[see @{turing1936}, p. 12]',
    '@turing1936 says',
    '<cite data-cite="godel1931, turing1936">(1)</cite>',
    '{cite:p}`godel1931;turing1936`',
    '{cite:p}`{see}turing1936{p. 12}`',
    String.raw`\citep[see][]{godel1931,turing1936}`
  ])('finds the key in %s', source => {
    expect(Object.keys(itemsCitedIn(source, {}, items))).toEqual([
      'turing1936'
    ]);
  });

  it.each(['turing1936', '@turing1936b', 'A proof, again.', '`a'])(
    'finds nothing in %s',
    source => {
      expect(itemsCitedIn(source, {}, { turing1936: {}, again1: {} })).toEqual(
        {}
      );
    }
  );

  it('finds what bare words cite', () => {
    const noted = [{ words: '(Turing)', cites: [{ key: 'turing1936' }, 1] }, 2];
    const metadata = { paperlookup: { citations: noted } };
    expect(Object.keys(itemsCitedIn('(Turing)', metadata, items))).toEqual([
      'turing1936'
    ]);
  });
});

describe('what is carried with a cell', () => {
  it('goes with the cell and can be read again', () => {
    const cell = {
      cell_type: 'markdown',
      source: ['See ', '[@turing1936].'],
      metadata: { tags: ['x'], paperlookup: { words: ['w'] } }
    };
    const carried = withCarried(cell, items);
    expect(carried.metadata).toMatchObject(cell.metadata);
    expect(carriedBy(carried.metadata)).toEqual({
      turing1936: items.turing1936
    });
    expect(cell.metadata.paperlookup).toEqual({ words: ['w'] });
  });

  it('is nothing where nothing is cited', () => {
    const code = { cell_type: 'code', source: '@turing1936', metadata: {} };
    const text = { cell_type: 'markdown', source: 'Nothing', metadata: {} };
    expect(withCarried(code, items)).toBe(code);
    expect(withCarried(text, items)).toBe(text);
  });

  it.each([
    [null],
    [{ paperlookup: [] }],
    [{ paperlookup: { items: 'x' } }],
    [{ paperlookup: { items: { a: 'x' } } }],
    [{ paperlookup: { items: { a: { title: 'x'.repeat(3e6) } } } }]
  ])('is nothing that can be used', metadata => {
    expect(carriedBy(metadata)).toEqual({});
  });
});
