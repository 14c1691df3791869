import { nullTranslator } from '@jupyterlab/translation';
import { describe, expect, it } from 'vitest';

import type { ExplainedPart, HitExplanation } from '../api/types';
import { missingWords, whyRows, whySentences } from './why-words';

const trans = nullTranslator.load('');

function part(change: Partial<ExplainedPart> = {}): ExplainedPart {
  return {
    typed: 'transf',
    field: 'title',
    found: '',
    likeness: 1,
    share: 0.5,
    ...change
  };
}

function explanation(change: Partial<HitExplanation> = {}): HitExplanation {
  return { parts: [part()], has: 1, factors: [], isExact: false, ...change };
}

const asked = { query: 'transf fit', understood: [] };

describe('what a word adds', () => {
  it.each([
    [{}, ''],
    [{ found: 'Transforms' }, 'as “Transforms”'],
    [{ found: 'Transformers', likeness: 0.9 }, 'begins “Transformers”'],
    [{ typed: 'interleved', found: 'Interleaved', likeness: 0.5 }, 'close to']
  ])('says what it stands for: %j', (change, instead) => {
    const [row] = whyRows(explanation({ parts: [part(change)] }), trans);
    expect(row?.instead).toMatch(new RegExp(`^${instead}`, 'u'));
    expect(row?.instead === '').toBe(instead === '');
  });

  it('is never nothing, and no list without an end', () => {
    const parts = Array.from({ length: 90 }, () => part({ share: 0.001 }));
    const rows = whyRows(explanation({ parts }), trans);
    expect(rows).toHaveLength(12);
    expect(rows[0]?.percent).toBe(1);
  });
});

describe('what else counts', () => {
  it('says of several words that all are there', () => {
    const parts = [part(), part({ typed: 'fit' })];
    expect(whySentences(explanation({ parts }), asked, trans)).toEqual([
      'It has all of your words.'
    ]);
    expect(whySentences(explanation(), asked, trans)).toEqual([]);
  });

  it('says what is missing, and what lifts', () => {
    const factors = [
      { name: 'words that it lacks', factor: 0.2512 },
      { name: 'year', factor: 1.5 },
      { name: 'cited in this notebook', factor: 1.02 },
      { name: 'of your own library', factor: 1.01 },
      { name: 'unheard of', factor: 2 }
    ];
    const parts = [part(), part({ typed: 'fit' })];
    const said = whySentences(
      explanation({ parts, factors }),
      { ...asked, query: 'transf fit vision' },
      trans
    );
    expect(said).toEqual([
      'It lacks vision: × 0.25',
      'It is of the year that you typed: × 1.5',
      'This notebook cites it: × 1.02',
      'It is of your own library: × 1.01',
      'unheard of: × 2'
    ]);
  });

  it('names what was required where there were no words', () => {
    const none = explanation({ parts: [] });
    expect(
      whySentences(none, { query: '', understood: ['author: chen'] }, trans)
    ).toEqual(['It is all that you required: author: chen.']);
    expect(whySentences({ ...none, isExact: true }, asked, trans)).toHaveLength(
      1
    );
  });
});

describe('the words that a paper lacks', () => {
  const factors = [{ name: 'words that it lacks', factor: 0.5 }];

  it.each([
    ['transf vision', ['vision']],
    ['Transf Poincaré-maps', ['poincare', 'maps']],
    ['transf 2023 author:chen -video year:2020..', []],
    ['transf "not a word of it" vision', ['vision']]
  ])('are those of %j that it has not', (query, words) => {
    expect(missingWords(query, explanation({ factors }))).toEqual(words);
  });

  it('are none where nothing says that any is', () => {
    expect(missingWords('transf vision', explanation())).toEqual([]);
  });
});
