import { describe, expect, it } from 'vitest';

import { filtersOf, withoutFilter } from './filters';

describe('filtersOf', () => {
  it.each([
    ['', []],
    ['far reaching', []],
    ['attention: a survey', []],
    ['chen year:2023', ['year:2023']],
    ['author:chen  year:2020..2023 fit', ['author:chen', 'year:2020..2023']],
    ['Author:Chen', ['Author:Chen']],
    ['author:"van der Berg" x', ['author:"van der Berg"']],
    ['"far reaching" fit', ['"far reaching"']],
    ['"not closed', ['"not closed']],
    ['far -reaching', ['-reaching']],
    ['far-reaching', []],
    ['-', []],
    ['year:2023 year:2023', ['year:2023']]
  ])('of %j are %j', (query, filters) => {
    expect(filtersOf(query)).toEqual(filters);
  });
});

describe('withoutFilter', () => {
  it('leaves the rest of the query', () => {
    expect(withoutFilter('fit year:2023 author:"Li Y" chen', 'year:2023')).toBe(
      'fit author:"Li Y" chen'
    );
    expect(withoutFilter('author:"Li Y"', 'author:"Li Y"')).toBe('');
  });
});
