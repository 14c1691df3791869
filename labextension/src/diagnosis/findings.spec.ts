import { nullTranslator } from '@jupyterlab/translation';
import { describe, expect, it } from 'vitest';

import type { StatusResponse } from '../api/types';
import type { Facts } from './findings';
import { findingsOf, reportOf } from './findings';

const trans = nullTranslator.load('jupyter_paperlookup');

const STATUS: StatusResponse = {
  library: '/home/reader/.local/share/jupyter/paperlookup',
  records: 315,
  revision: 1,
  sources: [
    {
      name: '001',
      kind: 'captured_page',
      records: 90,
      captured: '',
      path: '',
      browserPath: '',
      isWatched: false,
      canRefresh: false,
      problems: 0
    }
  ],
  index: { phase: 'ready', done: 315, total: 315, message: '' },
  notice: '',
  version: '0.1.0'
};

const WELL: Facts = { frontEnd: '0.1.0', status: STATUS, failure: null };

function commandsFor(facts: Facts): string[] {
  return findingsOf(facts, trans).map(finding => finding.command);
}

describe('findingsOf', () => {
  it('finds nothing wrong with two halves of one version and an index', () => {
    expect(findingsOf(WELL, trans)).toEqual([]);
  });

  it('finds nothing wrong while the index is being built', () => {
    const index = {
      phase: 'building',
      done: 3,
      total: 315,
      message: ''
    } as const;
    const facts = { ...WELL, status: { ...STATUS, index } };
    expect(findingsOf(facts, trans)).toEqual([]);
  });

  it('names the command that enables a missing server half', () => {
    const failure = { isMissing: true, message: 'not found' };
    expect(commandsFor({ frontEnd: '0.1.0', status: null, failure })).toEqual([
      'jupyter server extension enable jupyter_paperlookup'
    ]);
  });

  it('repeats what else went wrong, without a command that would not help', () => {
    const failure = { isMissing: false, message: 'No network.' };
    expect(findingsOf({ frontEnd: '', status: null, failure }, trans)).toEqual([
      { message: 'No network.', command: '' }
    ]);
  });

  it('tells two versions apart, but not an unknown one', () => {
    expect(commandsFor({ ...WELL, frontEnd: '0.2.0' })).toEqual([
      'pip install --upgrade jupyter-paperlookup'
    ]);
    expect(commandsFor({ ...WELL, frontEnd: '' })).toEqual([]);
    const status = { ...STATUS, version: '0+unbuilt' };
    expect(commandsFor({ ...WELL, status })).toEqual([]);
  });

  it('names the command for a failed index and for an empty library', () => {
    const index = {
      phase: 'failed',
      done: 0,
      total: 0,
      message: ''
    } as const;
    const status = { ...STATUS, index, records: 0 };
    expect(commandsFor({ ...WELL, status })).toEqual([
      'paperlookup reindex',
      'paperlookup import FILE'
    ]);
  });
});

describe('reportOf', () => {
  it('says what both halves are', () => {
    expect(Object.fromEntries(reportOf(WELL, trans))).toEqual({
      'Front end': '0.1.0',
      'Server half': '0.1.0',
      Library: STATUS.library,
      Papers: '315',
      Sources: '1',
      Index: 'ready'
    });
  });

  it('says so when the server half does not answer', () => {
    const facts = { frontEnd: '', status: null, failure: null };
    expect(Object.fromEntries(reportOf(facts, trans))).toEqual({
      'Front end': 'not known',
      'Server half': 'no answer'
    });
  });
});
