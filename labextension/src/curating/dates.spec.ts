import { describe, expect, it } from 'vitest';

import { dateText, dateWords, parseDate } from './dates';

const WORDS = {
  about: (date: string) => `about ${date}`,
  seasons: ['spring', 'summer', 'autumn', 'winter']
};

describe('dates as they are typed', () => {
  it.each([
    ['2023', { 'date-parts': [[2023]] }],
    ['2023-10', { 'date-parts': [[2023, 10]] }],
    ['2023-10-05', { 'date-parts': [[2023, 10, 5]] }],
    [
      '2023-10-05/2023-10-07',
      {
        'date-parts': [
          [2023, 10, 5],
          [2023, 10, 7]
        ]
      }
    ],
    ['1936~', { 'date-parts': [[1936]], circa: true }],
    ['2023-21', { 'date-parts': [[2023]], season: 1 }],
    ['-0300', { 'date-parts': [[-300]] }],
    ['0099', { 'date-parts': [[99]] }]
  ])('%s is read and written', (text, csl) => {
    expect(parseDate(text)).toEqual(csl);
    expect(dateText(csl)).toBe(text);
  });

  it.each([
    [' 2023-1-5 ', '2023-01-05'],
    ['5 October 2023', '2023-10-05'],
    ['Oct. 5, 2023', '2023-10-05'],
    ['October 2023', '2023-10'],
    ['2024-02-29', '2024-02-29']
  ])('%s is read as %s', (text, iso) => {
    expect(dateText(parseDate(text))).toBe(iso);
  });

  it.each([
    '',
    'soon',
    '05/10/2023',
    '2023-13',
    '2023-02-29',
    '2023-25',
    '2023-21-01',
    '2023/2024/2025',
    '2023-21/2024',
    '31 Foo 2023',
    '20233'
  ])('%j is not read', text => {
    expect(parseDate(text)).toBeNull();
  });

  it('keeps what is no date as the words that stand there', () => {
    expect(dateText({ literal: 'Dec 11' })).toBe('Dec 11');
    expect(dateText({ raw: 'in press' })).toBe('in press');
    expect(dateText({ 'date-parts': [['2023', '4']] })).toBe('2023-04');
    expect(dateText({ 'date-parts': [[]], literal: 'n.d.' })).toBe('n.d.');
    expect(dateText(null)).toBe('');
  });

  it.each([
    ['2023-10-05', 'October 5, 2023'],
    ['2023', '2023'],
    ['1936~', 'about 1936'],
    ['2023-22', 'summer 2023'],
    ['2023-10/2023-12', 'October 2023 – December 2023'],
    ['0099', '99'],
    ['-0300', '301 BC'],
    ['05/10/2023', '']
  ])('%s reads %j', (text, words) => {
    expect(dateWords(text, WORDS, 'en-US')).toBe(words);
  });
});
