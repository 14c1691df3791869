import { nullTranslator } from '@jupyterlab/translation';
import { describe, expect, it } from 'vitest';

import type { FeedChoice } from './feed-choice';
import { dayOf, requestOf, weekOf } from './feed-choice';

const trans = nullTranslator.load('');
const EMPTY: FeedChoice = {
  choice: 'today',
  day: '',
  week: '',
  month: '',
  category: '',
  address: ''
};

function requested(change: Partial<FeedChoice>): unknown {
  const checked = requestOf({ ...EMPTY, ...change }, trans);
  return 'request' in checked ? checked.request : checked.problem;
}

describe('what is fetched', () => {
  it('is a list of Daily Papers', () => {
    expect(requested({})).toEqual({ kind: 'daily-papers' });
    expect(requested({ choice: 'day', day: '2026-11-20' })).toEqual({
      kind: 'daily-papers',
      at: '2026-11-20'
    });
    expect(requested({ choice: 'week', week: '2026-W47' })).toEqual({
      kind: 'daily-papers',
      at: '2026-W47'
    });
    expect(requested({ choice: 'month', month: '2026-11' })).toEqual({
      kind: 'daily-papers',
      at: '2026-11'
    });
  });

  it('is a category of arXiv', () => {
    const category = ' cs.CL ';
    expect(requested({ choice: 'arxiv', category })).toEqual({
      kind: 'arxiv',
      category: 'cs.CL'
    });
    for (const wrong of ['', 'CS', 'cs.CL/../x', 'cs CL']) {
      expect(requested({ choice: 'arxiv', category: wrong })).toContain(
        'category of arXiv'
      );
    }
  });

  it('is a feed on the web', () => {
    const address = 'https://export.arxiv.org/rss/cs.CL';
    expect(requested({ choice: 'feed', address })).toEqual({
      kind: 'feed',
      address
    });
    for (const wrong of [
      '',
      'file:///etc/passwd',
      'javascript:1',
      'https://'
    ]) {
      expect(requested({ choice: 'feed', address: wrong })).toContain('URL');
    }
  });

  it('says what a period looks like', () => {
    expect(requested({ choice: 'day', day: '20.11.2026' })).toContain('day');
    expect(requested({ choice: 'week' })).toContain('2026-W47');
    expect(requested({ choice: 'month', month: '11' })).toContain('month');
  });
});

it('counts weeks as ISO 8601 does', () => {
  expect(weekOf(new Date(2026, 10, 22))).toBe('2026-W47');
  expect(weekOf(new Date(2021, 0, 3))).toBe('2020-W53');
  expect(weekOf(new Date(2024, 11, 30))).toBe('2025-W01');
  expect(dayOf(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05');
});
