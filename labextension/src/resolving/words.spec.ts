import { nullTranslator } from '@jupyterlab/translation';
import { expect, it } from 'vitest';

import { progressLine, reportLines } from './words';

const trans = nullTranslator.load('');
const NOTHING = {
  asked: 0,
  requests: 0,
  completed: [],
  linked: [],
  suggested: 0,
  retracted: [],
  unknown: [],
  failures: [],
  isOffline: false
};

it('says how far it is', () => {
  expect(progressLine({ done: 0, total: 0 }, trans)).toBe('Asking services');
  expect(progressLine({ done: 1, total: 3 }, trans)).toBe(
    'Asking services, 33%'
  );
  expect(progressLine({ done: 5, total: 4 }, trans)).toBe(
    'Asking services, 100%'
  );
});

it('has a line for each kind of outcome, the loud ones marked', () => {
  const lines = reportLines(
    {
      asked: 9,
      requests: 4,
      completed: ['a', 'b'],
      linked: ['c'],
      suggested: 1,
      retracted: ['boole1854'],
      unknown: ['a', 'b', 'c', 'd', 'e', 'f', 'g'],
      failures: ['arXiv asks to wait.', 'arXiv asks to wait.'],
      isOffline: false
    },
    trans
  );
  expect(lines).toEqual([
    {
      text: 'Retracted, as a service says: boole1854. Look before you cite.',
      isLoud: true
    },
    { text: 'Completed 2 papers.', isLoud: false },
    { text: 'Linked 1 paper with another version of it.', isLoud: false },
    { text: '1 suggestion waits for you.', isLoud: false },
    {
      text: 'Known to no service that was asked: a, b, c, d, e and 2 more.',
      isLoud: false
    },
    { text: 'arXiv asks to wait.', isLoud: true }
  ]);
});

it('says so where there is nothing', () => {
  const [none] = reportLines(NOTHING, trans);
  expect(none?.text).toContain('Nothing to ask');
  const [asked] = reportLines({ ...NOTHING, asked: 2 }, trans);
  expect(asked?.text).toBe('Asked about 2 papers: nothing new.');
});
