import { nullTranslator } from '@jupyterlab/translation';
import { describe, expect, it } from 'vitest';

import { citeOf } from '../citing/ordering';
import { inKeptForm } from './kept-form';
import { locatorLabels } from './locator-labels';
import { smallestEdit } from './smallest-edit';
import { authorAt, authorPlace, withMoved, workOfCite } from './works';

describe('locatorLabels', () => {
  it('has all labels of CSL, each once, and pages first', () => {
    const labels = locatorLabels(nullTranslator.load('jupyterlab'));
    expect(labels[0]).toEqual({ label: 'page', word: 'Page' });
    expect(new Set(labels.map(({ label }) => label)).size).toBe(29);
  });
});

describe('works', () => {
  const works = ['a', 'b', 'c'].map(key => workOfCite(citeOf(key)));
  const [first, , last] = works;
  const order = (moved: readonly { cite: { key: string } }[]): string =>
    moved.map(({ cite }) => cite.key).join('');

  it('are moved, and stop at the ends', () => {
    expect(order(withMoved(works, first?.id ?? 0, 1))).toBe('bac');
    expect(order(withMoved(works, last?.id ?? 0, -1))).toBe('acb');
    expect(order(withMoved(works, first?.id ?? 0, -1))).toBe('abc');
    expect(order(withMoved(works, last?.id ?? 0, 1))).toBe('abc');
  });

  it('are known by what the notebook says of them', () => {
    const item = {
      title: 'On Computable Numbers',
      author: [{ family: 'Turing', given: 'Alan' }],
      issued: { 'date-parts': [[1936]] }
    };
    expect(workOfCite(citeOf('turing1936'), item)).toMatchObject({
      title: 'On Computable Numbers',
      byline: 'Turing 1936'
    });
  });

  it.each(['brackets', 'sentence', 'left-out'])(
    'have the author in %s',
    place => {
      expect(authorPlace({ ...citeOf('a'), ...authorAt(place) })).toBe(place);
    }
  );
});

describe('smallestEdit', () => {
  it.each([
    ['[@a]', '[@a, p. 3]', { from: 3, to: 3, text: ', p. 3' }],
    ['[@a; @b]', '[@b]', { from: 2, to: 6, text: '' }],
    ['same', 'same', { from: 4, to: 4, text: '' }],
    ['aa', 'a', { from: 1, to: 2, text: '' }],
    ['x😀y', 'x😁y', { from: 1, to: 3, text: '😁' }],
    ['𝔽', '\ud83d\udd3d', { from: 0, to: 2, text: '\ud83d\udd3d' }]
  ])('from %j to %j', (before, after, edit) => {
    expect(smallestEdit(before, after)).toEqual(edit);
    expect(before.slice(0, edit.from) + edit.text + before.slice(edit.to)).toBe(
      after
    );
  });
});

describe('inKeptForm', () => {
  it.each([
    ['\\cite[p. 3]{a}', '\\citep{a}', 'latex', '\\citep[p. 3]{a}'],
    ['\\citet{a,b}', '\\textcite{a}', 'latex', '\\textcite{a,b}'],
    ['\\cites[1]{a}{b}', '\\autocites{a}{b}', 'latex', '\\autocites[1]{a}{b}'],
    ['\\citet{a}', '\\citep{a}', 'latex', '\\citet{a}'],
    ['\\cites[1]{a}{b}', '\\citep{a}', 'latex', '\\cites[1]{a}{b}'],
    ['{cite:p}`a;b`', '{cite}`a`', 'myst', '{cite}`a;b`'],
    ['{cite:t}`a`', '{cite}`a`', 'myst', '{cite:t}`a`'],
    ['[@a]', '@a', 'pandoc', '[@a]'],
    [
      '\\cite{a,b}\\iffalse{paperlookup:cite {}}\\fi{}',
      '\\citep{a}',
      'latex',
      '\\cite{a,b}\\iffalse{paperlookup:cite {}}\\fi{}'
    ]
  ] as const)('of %s in place of %s', (written, before, dialect, kept) => {
    expect(inKeptForm(written, before, dialect)).toBe(kept);
  });
});
