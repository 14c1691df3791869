import { nullTranslator } from '@jupyterlab/translation';
import { describe, expect, it } from 'vitest';

import type { SourceInfo } from '../api/types';
import { isReadable } from './endings';
import { removalLine } from './removal-words';
import { sourceFacts, sourceQuery, sourceTitle } from './source-words';

const trans = nullTranslator.load('jupyter_paperlookup');

const SOURCE: SourceInfo = {
  name: 'thesis/references.bib',
  kind: 'bibtex',
  records: 1204,
  captured: '',
  path: '/home/ada/thesis/references.bib',
  browserPath: 'thesis/references.bib',
  isWatched: true,
  canRefresh: true,
  problems: 0
};

describe('a source', () => {
  const titles: [string, Partial<SourceInfo>][] = [
    ['references.bib', {}],
    ['references.bib', { name: 'C:\\papers\\references.bib' }],
    ['By hand', { kind: 'by_hand', name: '(by hand)' }],
    [
      'Captured page, 2023-10-17',
      { kind: 'captured_page', name: '001.txt', captured: '2023-10-17' }
    ],
    [
      'Captured page, 12-11, year not known',
      { kind: 'captured_page', name: '001.txt', captured: '--12-11' }
    ],
    ['001.txt', { kind: 'captured_page', name: '001.txt' }]
  ];
  it.each(titles)('is called %s', (title, change) => {
    expect(sourceTitle({ ...SOURCE, ...change }, trans)).toBe(title);
  });

  it('says what it is in one line', () => {
    expect(sourceFacts(SOURCE, trans)).toBe('BibTeX · 1,204 papers · watched');
    const one = { ...SOURCE, kind: 'unheard-of', records: 1, isWatched: false };
    expect(sourceFacts(one, trans)).toBe('unheard-of · 1 paper');
  });

  it('is searched for by its whole name', () => {
    expect(sourceQuery('my refs.bib')).toBe('source:"my refs.bib"');
    expect(sourceQuery('a "b".bib')).toBe('source:"a  b .bib"');
  });
});

describe('a removal', () => {
  const removals: [string, number, number][] = [
    ['a.bib is no source any more: 12 papers removed.', 0, 12],
    ['a.bib is no source any more: 1 paper kept that only it spoke of.', 1, 0],
    ['a.bib is no source any more: its papers have others.', 0, 0]
  ];
  it.each(removals)('says: %s', (line, kept, removed) => {
    const answer = { kept, removed, sources: [] };
    expect(removalLine('a.bib', answer, trans)).toBe(line);
  });
});

it('knows readable files by their ending', () => {
  expect(
    ['a.bib', 'A.BIB', 'b.nbib', 'c.json', 'd.ipynb'].every(isReadable)
  ).toBe(true);
  expect(['a.pdf', 'bib', 'a.py', ''].some(isReadable)).toBe(false);
});
