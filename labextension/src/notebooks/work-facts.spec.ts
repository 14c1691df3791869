import { describe, expect, it } from 'vitest';

import { safeAddress, workFactsOf } from './work-facts';

describe('workFactsOf', () => {
  it('reads what people know a work by', () => {
    const facts = workFactsOf({
      title: 'On <i>Computable</i> Numbers',
      author: [{ family: 'Turing', given: 'Alan' }],
      issued: { 'date-parts': [[1936, 11]] },
      'container-title': 'Proceedings',
      abstract: '<jats:p>The computable numbers\n may be described.</jats:p>',
      DOI: 'https://doi.org/10.1112/plms/s2-42.1.230',
      URL: 'https://example.org/a/'
    });
    expect(facts).toEqual({
      title: 'On Computable Numbers',
      creators: 'Alan Turing',
      year: '1936',
      where: 'Proceedings',
      abstract: 'The computable numbers may be described.',
      links: [
        {
          label: 'doi.org/10.1112/plms/s2-42.1.230',
          url: 'https://doi.org/10.1112/plms/s2-42.1.230'
        },
        { label: 'example.org/a', url: 'https://example.org/a/' }
      ]
    });
  });

  it.each([
    [{}],
    [{ title: 7, author: 'x', issued: [], URL: {}, DOI: 'javascript:1' }],
    [{ DOI: '10.1000/\ud800' }],
    [{ author: [null, 1, {}], issued: { 'date-parts': 'x' }, abstract: [] }]
  ])('reads nothing into %j', item => {
    const { creators, year, abstract, links } = workFactsOf(item);
    expect({ creators, year, abstract, links }).toEqual({
      creators: '',
      year: '',
      abstract: '',
      links: []
    });
  });

  it.each([
    'Why <table> and <script src=x> harm',
    'List<String> if a <b and c> d'
  ])('keeps the words of %s', text => {
    const { title, abstract } = workFactsOf({ title: text, abstract: text });
    expect([title, abstract]).toEqual([text, text]);
  });

  it('names an address once', () => {
    const both = { DOI: '10.1/x', URL: 'https://doi.org/10.1/x' };
    expect(workFactsOf({ ...both }).links).toHaveLength(0);
    const real = { DOI: '10.1000/x', URL: 'https://doi.org/10.1000/x' };
    expect(workFactsOf(real).links).toHaveLength(1);
  });
});

describe('safeAddress', () => {
  it.each([
    ['https://example.org/x?y#z', 'https://example.org/x?y#z'],
    ['http://example.org/', ''],
    ['javascript:alert(1)', ''],
    [' data:text/html,x', ''],
    ['//example.org', ''],
    ['x', ''],
    [`https://example.org/${'x'.repeat(3000)}`, ''],
    [null, '']
  ])('makes of %s %s', (address, expected) => {
    expect(safeAddress(address)).toBe(expected);
  });
});
