import { describe, expect, it } from 'vitest';

import { mergeMetadata } from './metadata';

const choices = { style: 'apa', locale: 'en-US', dialect: 'html' };
const turing = { turing1936: { title: 'On Computable Numbers' } };

describe('mergeMetadata', () => {
  it('begins what is not there', () => {
    expect(mergeMetadata(undefined, choices, turing)).toEqual({
      version: 1,
      ...choices,
      items: turing
    });
  });

  it('keeps other works and what it does not know', () => {
    const current = {
      version: 1,
      style: 'ieee',
      mine: [1],
      items: { godel1931: { title: 'Über formal unentscheidbare Sätze' } }
    };
    expect(mergeMetadata(current, choices, turing)).toEqual({
      ...current,
      ...choices,
      items: { ...current.items, ...turing }
    });
  });

  it.each([
    { version: 2, items: {} },
    { version: 1, items: [] },
    { version: 1, items: 'x' },
    [],
    'x'
  ])('leaves %j alone', current => {
    expect(mergeMetadata(current, choices, turing)).toBeNull();
  });

  it('leaves the choices that are not named', () => {
    const merged = mergeMetadata({ version: 1, style: 'ieee' }, {}, turing);
    expect(merged?.style).toBe('ieee');
  });
});
