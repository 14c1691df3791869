import { describe, expect, it } from 'vitest';

import { endsWithFence, spacedBlock } from './spacing';

describe('spacedBlock', () => {
  it.each([
    ['', '', 'B'],
    ['\n', '  \n', 'B'],
    ['a', '', '\n\nB'],
    ['a\n', '', '\nB'],
    ['a\n\n', '', 'B'],
    ['a\n  \n', '', 'B'],
    ['', 'z', 'B\n\n'],
    ['', '\nz', 'B\n'],
    ['', '\n\nz', 'B'],
    ['a', 'z', '\n\nB\n\n'],
    ['a\n', '\nz', '\nB\n']
  ])('between %j and %j writes %j', (before, after, text) => {
    const spaced = spacedBlock(before, 'B', after);
    expect(spaced.text).toBe(text);
    expect(spaced.text.slice(0, spaced.cursor)).toBe(text.replace(/\n+$/, ''));
  });

  it('keeps the lines inside the text and drops those around it', () => {
    expect(spacedBlock('', '\na\n\nb\n', '')).toEqual({
      text: 'a\n\nb',
      cursor: 4
    });
  });
});

describe('endsWithFence', () => {
  it.each([
    ['```bibtex\n@misc{a}\n```', true],
    ['x\n  ~~~~ ', true],
    ['```', true],
    ['```bibtex\n@misc{a}\n```\n', false],
    ['```bibtex', false],
    ['x ```', false],
    ['`a`', false],
    ['', false]
  ])('of %j is %j', (before, ends) => {
    expect(endsWithFence(before)).toBe(ends);
  });
});
