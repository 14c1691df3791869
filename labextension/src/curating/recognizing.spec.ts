import { describe, expect, it } from 'vitest';

import { isLookedUp, mayBeEntries, mayBeWork } from './recognizing';

describe('mayBeWork', () => {
  it.each([
    '10.1000/182',
    'doi:10.1000/182',
    'https://doi.org/10.1000/182',
    '2305.12689',
    'arXiv:2305.12689v2',
    'hep-th/9901001',
    'PMID: 31452104',
    'PMC3159421',
    '978-0-201-89683-1',
    'ISBN 0-201-89683-4',
    'https://example.org/paper.html'
  ])('asks about %j', text => {
    expect(mayBeWork(text)).toBe(true);
    expect(mayBeEntries(text)).toBe(false);
  });

  it.each([
    '@article{turing1936, title = {On Computable Numbers}}',
    '% A comment\n@book(knuth, title = "T")',
    'TY  - JOUR\nTI  - On Computable Numbers\nER  - ',
    'PMID- 31452104\nTI  - A title',
    '[{"type": "book", "title": "T"}]',
    '{"id": "x"}',
    '---\nreferences:\n- id: x',
    '<?xml version="1.0"?><xml><records><record></record></records></xml>'
  ])('knows entries in %j', text => {
    expect(mayBeEntries(text)).toBe(true);
    expect(mayBeWork(text)).toBe(true);
  });

  it.each([
    '',
    'far-reaching transformers',
    'chen 2023',
    'year:2020..2023',
    'author:chen',
    '@chen2023fit',
    'title:"all you need"',
    'mixture of experts 10.5',
    'http',
    '2023',
    '{curly} words'
  ])('asks nothing about %j', text => {
    expect(mayBeWork(text)).toBe(false);
  });

  it('looks at a bounded part of a long text', () => {
    expect(mayBeWork('word '.repeat(100_000))).toBe(false);
    expect(mayBeEntries('{'.repeat(200_000))).toBe(false);
  });
});

describe('what services can be asked about', () => {
  it.each([
    '10.1000/182',
    'doi:10.1112/plms/s2-42.1.230',
    'https://doi.org/10.1000/182',
    '2310.07707',
    'arXiv:2310.07707v2',
    'https://arxiv.org/pdf/2310.07707.pdf',
    'hep-th/9901001',
    'PMID: 4711',
    'PMCID: PMC3159421',
    'https://pmc.ncbi.nlm.nih.gov/articles/PMC3159421/',
    'https://pubmed.ncbi.nlm.nih.gov/4711/'
  ])('is %s', text => {
    expect(isLookedUp(text)).toBe(true);
  });

  it.each([
    '',
    'far-reaching',
    '10.1000',
    'see 10.1000/182',
    '2310.07',
    '4711',
    'ISBN 0-201-89683-4',
    'https://example.org/10.1000/182',
    'x'.repeat(100_000)
  ])('is not %s', text => {
    expect(isLookedUp(text)).toBe(false);
  });
});
