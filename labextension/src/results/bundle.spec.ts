import { describe, expect, it } from 'vitest';

import { readBundle } from './bundle';

const hit = {
  retracted: 'Crossref',
  key: 'turing1936',
  title: 'On Computable Numbers',
  shortCreators: 'Turing',
  year: 1936,
  titleMatches: [[3, 13]]
};

describe('readBundle', () => {
  it('reads what the kernel sends', () => {
    const data = {
      version: 1,
      query: 'computable',
      total: 7,
      hits: [{ ...hit, score: 1, snippet: '' }],
      items: {},
      didYouMean: 'uncomputable',
      html: '<p>Turing, A.</p>'
    };
    expect(readBundle(data)).toEqual({
      query: 'computable',
      total: 7,
      hits: [hit],
      didYouMean: 'uncomputable',
      html: '<p>Turing, A.</p>'
    });
  });

  it.each([
    undefined,
    null,
    1,
    [],
    {},
    { version: 2, hits: [] },
    { version: 1 }
  ])('refuses %j', data => {
    expect(readBundle(data)).toBeNull();
  });

  it('leaves out what is no paper, and of a paper what is damaged', () => {
    const hits = [
      null,
      'x',
      { title: 'no key' },
      { key: 'a', title: 1, year: '1936', titleMatches: [[1], 'x', [1, 2]] }
    ];
    expect(readBundle({ version: 1, hits })).toEqual({
      query: '',
      total: 1 + 3,
      hits: [
        {
          key: 'a',
          title: '',
          shortCreators: '',
          year: null,
          retracted: '',
          titleMatches: [[1, 2]]
        }
      ],
      didYouMean: '',
      html: ''
    });
  });

  it('bounds what a stranger sends', () => {
    const hits = Array<object>(5000).fill({ ...hit, title: 'x'.repeat(1e5) });
    const html = 'x'.repeat(1e6);
    const bundle = readBundle({ version: 1, hits, html });
    expect(bundle?.html).toHaveLength(500_000);
    expect(bundle?.hits).toHaveLength(200);
    expect(bundle?.hits[0]?.title).toHaveLength(2000);
  });
});
