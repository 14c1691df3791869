import { describe, expect, it } from 'vitest';

import { inUtf16 } from '../matches';
import { ownHits } from './own-works';

const ITEMS = {
  godel1931: {
    title: 'Über formal unentscheidbare Sätze der Principia Mathematica',
    author: [{ family: 'Gödel', given: 'Kurt' }],
    issued: { 'date-parts': [[1931]] },
    'container-title': 'Monatshefte für Mathematik und Physik',
    DOI: '10.1007/BF01700692'
  },
  turing1936: {
    title: 'On Computable Numbers',
    author: [{ family: 'Turing', given: 'Alan' }],
    issued: { 'date-parts': [['1936', 11, 12]] }
  },
  church1936: {
    title: 'A Note on the Entscheidungsproblem',
    author: [{ literal: 'Alonzo Church' }],
    issued: { raw: '1936-03' }
  },
  chen2023fit: {
    title: '𝔽IT: Far-reaching Interleaved Transformers',
    author: [{ family: 'Chen' }, { family: 'Li' }],
    issued: { 'date-parts': [[2023, 5]] },
    URL: 'https://arxiv.org/abs/2305.12689v2'
  },
  strange: { title: ['no text'], author: 'nobody', issued: 7, DOI: {} }
};

function keys(query: string): string[] {
  return ownHits(ITEMS, query).map(({ key }) => key);
}

describe('ownHits', () => {
  it.each<[string, string[]]>([
    ['', Object.keys(ITEMS)],
    ['godel', ['godel1931']],
    ['GÖDEL unentsch', ['godel1931']],
    ['satze 1931', ['godel1931']],
    ['monatshefte', ['godel1931']],
    ['1936', ['turing1936', 'church1936']],
    ['turing', ['turing1936']],
    ['turing 1931', []],
    ['author:church', ['church1936']],
    ['title:church', []],
    ['year:1930..1935', ['godel1931']],
    ['year:2000..', ['chen2023fit']],
    ['1936 -turing', ['church1936']],
    ['"computable numbers"', ['turing1936']],
    ['far-reaching', ['chen2023fit']],
    ['key:chen2023fit', ['chen2023fit']],
    ['10.1007/bf01700692', ['godel1931']],
    ['https://doi.org/10.1007/BF01700692.', ['godel1931']],
    ['arXiv:2305.12689', ['chen2023fit']],
    ['https://arxiv.org/abs/2305.12689v1', ['chen2023fit']],
    ['2305.12680', []],
    ['source:seeds', []],
    ['nobody', []]
  ])('finds by %j', (query, found) => {
    expect(keys(query)).toEqual(found);
  });

  it('puts whole words before beginnings', () => {
    const items = {
      a: { title: 'Computability' },
      b: { title: 'What can be comput' }
    };
    expect(ownHits(items, 'comput').map(({ key }) => key)).toEqual(['b', 'a']);
  });

  it('shows a work as the library does, and marks what matched', () => {
    const [hit] = ownHits(ITEMS, 'interl chen');
    expect(hit).toMatchObject({
      creators: 'Chen; Li',
      shortCreators: 'Chen & Li',
      year: 2023,
      date: '2023-05',
      isOwn: true
    });
    const marked = inUtf16(hit?.title ?? '', hit?.titleMatches ?? []);
    expect(marked.map(([from, to]) => hit?.title.slice(from, to))).toEqual([
      'Interleaved'
    ]);
  });

  it('reads and gives no more than anybody has use for', () => {
    const many = Object.fromEntries(
      Array.from({ length: 6000 }, (_, i) => [`k${i}`, ITEMS.godel1931])
    );
    expect(ownHits(many, 'gödel')).toHaveLength(100);
    expect(ownHits(many, 'k5999')).toEqual([]);
    expect(ownHits(many, 'k4999')).toHaveLength(1);
  });
});
