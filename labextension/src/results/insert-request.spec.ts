import { describe, expect, it } from 'vitest';

import { LONGEST_TEXT, isInsertRequest } from './insert-request';

const request = {
  kind: 'citation',
  text: '[@turing1936]',
  isBlock: false,
  items: { turing1936: { title: 'On Computable Numbers' } }
};

describe('isInsertRequest', () => {
  it('takes what the kernel side sends', () => {
    expect(isInsertRequest(request)).toBe(true);
  });

  it('takes the longest text', () => {
    const text = 'x'.repeat(LONGEST_TEXT);
    expect(isInsertRequest({ ...request, text })).toBe(true);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['a list', [request]],
    ['another kind', { ...request, kind: 'script' }],
    ['no text', { ...request, text: 1 }],
    ['an empty text', { ...request, text: '' }],
    ['a longer text', { ...request, text: 'x'.repeat(LONGEST_TEXT + 1) }],
    ['no word on its lines', { ...request, isBlock: 'yes' }],
    ['no works', { ...request, items: null }],
    ['a work that is none', { ...request, items: { a: 'x' } }],
    [
      'works beyond measure',
      { ...request, items: { a: { b: 'x'.repeat(3e6) } } }
    ]
  ])('refuses %s', (_, data) => {
    expect(isInsertRequest(data)).toBe(false);
  });
});
