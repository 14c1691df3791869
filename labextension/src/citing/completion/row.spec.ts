import { describe, expect, it } from 'vitest';

import type { PaperHit } from '../../api/types';
import { hit as hitOf } from '../../search/testing/held-search';
import type { PaperRow } from './row';
import { bylineOf, renderFacts, titleMatchesOf } from './row';

function hit(facts: Partial<PaperHit>): PaperHit {
  return {
    ...hitOf('turing1936'),
    title: 'On Computable Numbers',
    creators: 'Alan Turing',
    shortCreators: 'Turing',
    year: 1936,
    date: '1936',
    ...facts
  };
}

function row(facts: Partial<PaperHit>): PaperRow {
  return { label: 'turing1936', hit: hit(facts) };
}

describe('titleMatchesOf', () => {
  it('is a flat list', () => {
    const titleMatches: [number, number][] = [
      [0, 2],
      [3, 13]
    ];
    expect(titleMatchesOf(hit({ titleMatches }))).toEqual([0, 2, 3, 13]);
  });
});

describe('bylineOf', () => {
  it.each([
    [{}, 'Turing 1936'],
    [{ year: null }, 'Turing'],
    [{ shortCreators: '' }, '1936'],
    [{ shortCreators: '', year: null }, '']
  ])('of %j', (facts, byline) => {
    expect(bylineOf(hit(facts))).toBe(byline);
  });
});

describe('renderFacts', () => {
  it('shows markup in a record as text', () => {
    const hostile = '<img src=x onerror=alert(1)>';
    const facts = renderFacts(row({ shortCreators: hostile, year: null }));
    expect(facts?.querySelector('img')).toBeNull();
    expect(facts?.textContent).toContain(hostile);
  });

  it('has nothing to say of a notice', () => {
    expect(renderFacts({ label: 'Nothing found' })).toBeNull();
  });
});
