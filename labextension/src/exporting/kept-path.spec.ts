import { describe, expect, it } from 'vitest';

import { keptPath } from './kept-path';

describe('the path of a kept file', () => {
  it.each([
    ['paper.ipynb', '', 'references.bib'],
    ['texts/paper.ipynb', '', 'texts/references.bib'],
    ['texts/paper.ipynb', 'mine.bib', 'texts/mine.bib'],
    ['texts/paper.ipynb', ' mine ', 'texts/mine.bib'],
    ['texts/paper.ipynb', '../refs.bib', 'refs.bib'],
    ['texts/paper.ipynb', '/refs.bib', 'refs.bib'],
    ['texts/paper.ipynb', 'deep/refs.bib', 'texts/deep/refs.bib']
  ])('of %s, named %j, is %s', (notebook, typed, path) => {
    expect(keptPath(notebook, typed)).toBe(path);
  });
});
