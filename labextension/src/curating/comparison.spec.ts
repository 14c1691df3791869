import { describe, expect, it } from 'vitest';

import { compared, differences } from './comparison';

function marked(text: string, other: string): string {
  const marks = differences(text, other);
  return marks
    .reverse()
    .reduce(
      (shown, [start, end]) =>
        `${shown.slice(0, start)}<${shown.slice(start, end)}>${shown.slice(end)}`,
      text
    );
}

describe('differences', () => {
  it.each([
    ['A. M. Turing', 'Alan M. Turing', '<A.> M. Turing'],
    ['one two three', 'one three', 'one <two> three'],
    ['one three', 'one two three', 'one three'],
    ['one two three four', 'one four', 'one <two three> four'],
    ['The Same', 'the same', 'The Same'],
    ['b a', 'a b', 'b <a>'],
    ['x', '', '<x>'],
    ['', 'x', '']
  ])('%j beside %j', (text, other, shown) => {
    expect(marked(text, other)).toBe(shown);
  });

  it('costs nothing for texts beyond all reason', () => {
    expect(differences('a '.repeat(5000), 'b '.repeat(5000))).toEqual([]);
  });
});

describe('compared', () => {
  it('has what either knows, in the order of the form', () => {
    const fields = compared(
      {
        type: 'article-journal',
        title: 'On Computable Numbers',
        author: [{ family: 'Turing', given: 'A. M.' }],
        volume: 42,
        custom: { paperlookup: {} }
      },
      {
        type: 'article-journal',
        title: 'on computable numbers',
        issued: { 'date-parts': [[1937]] },
        volume: '42'
      }
    );
    expect(fields).toEqual([
      {
        name: 'type',
        first: 'article-journal',
        second: 'article-journal',
        isSame: true
      },
      {
        name: 'title',
        first: 'On Computable Numbers',
        second: 'on computable numbers',
        isSame: true
      },
      { name: 'author', first: 'A. M. Turing', second: '', isSame: false },
      { name: 'issued', first: '', second: '1937', isSame: false },
      { name: 'volume', first: '42', second: '42', isSame: true }
    ]);
  });
});
