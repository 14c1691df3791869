import { nullTranslator } from '@jupyterlab/translation';
import { describe, expect, it } from 'vitest';

import type { ImportJob, ImportResponse } from '../api/types';
import { fractionOf, phaseLine, placeOf, reportLine } from './texts';

const trans = nullTranslator.load('jupyter_paperlookup');

const PROBLEM = { source: 'a.bib', line: 3, reason: 'No end.', raw: '' };
const RENAMED = { source: 'a.bib', line: 9, wanted: 'x', key: 'xa' };
const NOTHING: ImportResponse = {
  new: 0,
  merged: 0,
  unchanged: 0,
  problems: [],
  renamed: [],
  gone: 0
};
const JOB: ImportJob = {
  id: '1',
  name: 'a.bib',
  phase: 'storing',
  done: 0,
  total: 0,
  message: '',
  report: null
};

describe('the line of a report', () => {
  const reports: [string, Partial<ImportResponse>][] = [
    [
      '1,204 new, 3 changed, 2 problems, 1 renamed',
      {
        new: 1204,
        merged: 3,
        problems: [PROBLEM, PROBLEM],
        renamed: [RENAMED]
      }
    ],
    ['12 unchanged', { unchanged: 12 }],
    ['1 new, 4 no longer in it', { new: 1, gone: 4 }],
    ['1 problem', { problems: [PROBLEM] }],
    ['No papers in it', {}]
  ];
  it.each(reports)('is: %s', (line, change) => {
    expect(reportLine({ ...NOTHING, ...change }, trans)).toBe(line);
  });
});

describe('the line of an import', () => {
  const jobs: [string, Partial<ImportJob>][] = [
    ['Waiting for its turn', { phase: 'waiting' }],
    ['Reading', { phase: 'reading' }],
    ['Reading, 49%', { phase: 'reading', done: 499, total: 1000 }],
    ['Storing', { phase: 'storing' }],
    ['Storing 120 of 1,204', { phase: 'storing', done: 120, total: 1204 }],
    ['2 new', { phase: 'done', report: { ...NOTHING, new: 2 } }],
    ['It is an image.', { phase: 'failed', message: 'It is an image.' }],
    [
      'Cancelled: as before.',
      { phase: 'cancelled', message: 'Cancelled: as before.' }
    ]
  ];
  it.each(jobs)('is: %s', (line, change) => {
    expect(phaseLine({ ...JOB, ...change }, trans)).toBe(line);
  });
});

it('has a fraction once the total is known', () => {
  expect(fractionOf(JOB)).toBeNull();
  expect(fractionOf({ ...JOB, done: 5, total: 20 })).toBe(0.25);
  expect(fractionOf({ ...JOB, done: 21, total: 20 })).toBe(1);
});

it('names the line of a problem, where it has one', () => {
  expect(placeOf(PROBLEM)).toBe('a.bib:3');
  expect(placeOf({ ...PROBLEM, line: 0 })).toBe('a.bib');
});
