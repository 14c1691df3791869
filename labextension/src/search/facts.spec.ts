import { nullTranslator } from '@jupyterlab/translation';
import { describe, expect, it } from 'vitest';

import {
  creatorsLine,
  dateLine,
  identifierOf,
  lacksSomething,
  notKnownLine,
  retractedBy,
  retractedLine,
  shortCreatorsLine
} from './facts';

const trans = nullTranslator.load('jupyter_paperlookup');
const TURING = { name: 'Alan Turing', surname: 'Turing' };
const CHURCH = { name: 'Alonzo Church', surname: 'Church' };

describe('creatorsLine', () => {
  it.each([
    ['names', [TURING, CHURCH], '', 2, 'Alan Turing; Alonzo Church'],
    ['an organisation', [], 'DAMO Academy', null, 'DAMO Academy'],
    ['both', [TURING], 'NPL', 1, 'Alan Turing (NPL)'],
    [
      'a creator that is one',
      [{ name: 'NPL', surname: 'NPL' }],
      'NPL',
      1,
      'NPL'
    ],
    ['a count alone', [], '', 3, '3 authors, names not known'],
    ['one without a name', [], '', 1, '1 author, name not known'],
    ['nobody', [], '', null, '']
  ])('says %s', (_, creators, organization, authorCount, line) => {
    expect(creatorsLine({ creators, organization, authorCount }, trans)).toBe(
      line
    );
  });
});

describe('notKnownLine', () => {
  it('names what is missing', () => {
    expect(notKnownLine([], trans)).toBe('');
    expect(notKnownLine(['author', 'issued', 'volume'], trans)).toBe(
      'Not known: authors, date, volume'
    );
  });
});

describe('shortCreatorsLine', () => {
  it.each([
    ['Turing & Church', 2, 'Turing & Church'],
    ['', 3, '3 authors'],
    ['', 1, '1 author'],
    ['', null, '']
  ])('of %j and %j is %j', (shortCreators, authorCount, line) => {
    expect(shortCreatorsLine({ shortCreators, authorCount }, trans)).toBe(line);
  });
});

describe('dateLine', () => {
  it.each([
    ['1936-11-12', '1936-11-12'],
    ['1936', '1936'],
    ['--11-12', '11-12, year not known'],
    ['', '']
  ])('of %j is %j', (date, line) => {
    expect(dateLine(date, trans)).toBe(line);
  });
});

describe('identifierOf', () => {
  it.each([
    ['https://doi.org/10.1112/plms/s2-42.1.230', '10.1112/plms/s2-42.1.230'],
    ['https://arxiv.org/abs/2305.12689', '2305.12689'],
    ['http://www.example.org/a?b=c', 'example.org/a?b=c']
  ])('of %s is %s', (url, identifier) => {
    expect(identifierOf(url)).toBe(identifier);
  });
});

describe('what services may say', () => {
  it('is asked where something is missing, or no identifier is known', () => {
    const links = [{ label: 'Page', url: 'https://example.org' }];
    const arxiv = { label: 'arXiv', url: 'https://arxiv.org/abs/2310.07707' };
    const known = { incomplete: [], item: { DOI: '10.1000/182' }, links };
    expect(lacksSomething(known)).toBe(false);
    expect(lacksSomething({ ...known, incomplete: ['author'] })).toBe(true);
    expect(lacksSomething({ ...known, item: {} })).toBe(true);
    expect(lacksSomething({ ...known, item: {}, links: [arxiv] })).toBe(false);
  });

  it('is loud where it is a retraction', () => {
    const item = { custom: { paperlookup: { retracted: 'Crossref' } } };
    expect(retractedLine(retractedBy(item), trans)).toBe(
      'Retracted, says Crossref'
    );
    for (const other of [{}, { custom: 1 }, { custom: { paperlookup: [] } }]) {
      expect(retractedLine(retractedBy(other), trans)).toBe('');
    }
  });
});
