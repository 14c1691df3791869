import { nullTranslator } from '@jupyterlab/translation';
import { describe, expect, it } from 'vitest';

import {
  creatorsLine,
  dateLine,
  identifierOf,
  notKnownLine,
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
