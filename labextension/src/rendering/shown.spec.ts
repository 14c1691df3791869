import { describe, expect, it } from 'vitest';

import type { CitationInCell } from '../api/types';
import type { KnownCell } from '../notebooks/tokens';
import { carried } from './shown';

/** A text in which every `@` and the letters behind it are a citation. */
function known(source: string): KnownCell {
  const citations = [...source.matchAll(/@\w+/gu)].map(
    match =>
      ({
        start: match.index,
        end: match.index + match[0].length
      }) as CitationInCell
  );
  return { source, cited: { id: 'cell', citations, bibliographies: [] } };
}

function textsCarried(before: string, after: string): string[] {
  const { source, cited } = carried(known(before), after);
  expect(source).toBe(after);
  return cited.citations.map(({ start, end }) => after.slice(start, end));
}

describe('carried', () => {
  it.each([
    ['nothing changed', 'x @a y @b z', 'x @a y @b z', ['@a', '@b']],
    ['words came between', 'x @a y @b z', 'x @a and y @b z', ['@a', '@b']],
    ['words came first', '@a y @b', 'See @a y @b', ['@a', '@b']],
    ['words went', 'x @a y and @b z', 'x @a y @b z', ['@a', '@b']],
    ['a citation went', 'x @a y @b z', 'x  y @b z', ['@b']],
    ['a key grew', 'x @a y @b z', 'x @ab y @b z', ['@b']],
    ['a key at the end grew', '@a y @b', '@a y @bc', ['@a']],
    ['all went', '@a @b', '', []],
    ['the same words came again', '@a @a', '@a @a @a', ['@a']]
  ])('keeps what stands where %s', (_, before, after, expected) => {
    const texts = textsCarried(before, after);
    expect(texts.every(text => /^@\w+$/u.test(text))).toBe(true);
    expect(texts).toEqual(expected);
  });
});
