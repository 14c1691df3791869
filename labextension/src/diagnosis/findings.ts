import type { TranslationBundle } from '@jupyterlab/translation';

import type { StatusResponse } from '../api/types';
import {
  ENABLE_COMMAND,
  IMPORT_COMMAND,
  REINDEX_COMMAND,
  UPGRADE_COMMAND
} from '../repair';

/** What the two halves say of themselves. */
export type Facts = {
  /** The version of the front end, empty when it is not known. */
  readonly frontEnd: string;
  /** The answer of the server half; null when there is none. */
  readonly status: StatusResponse | null;
  /** Why there is no answer. */
  readonly failure: {
    readonly isMissing: boolean;
    readonly message: string;
  } | null;
};

/** Something that is wrong, and what repairs it. */
export type Finding = {
  readonly message: string;
  /** A command to run in a terminal, empty when none helps. */
  readonly command: string;
};

/** What is wrong, worst first; empty when all is well. */
export function findingsOf(facts: Facts, trans: TranslationBundle): Finding[] {
  const { status, failure, frontEnd } = facts;
  if (!status) {
    return failure?.isMissing
      ? [
          {
            message: trans.__(
              'The server half is not running. Run this command, then start Jupyter again.'
            ),
            command: ENABLE_COMMAND
          }
        ]
      : [{ message: failure?.message ?? '', command: '' }];
  }
  const findings: Finding[] = [];
  // A local version is a checkout in use, which is of no version yet.
  const isReleased = !status.version.includes('+');
  if (frontEnd && isReleased && frontEnd !== status.version) {
    findings.push({
      message: trans.__(
        'The front end is version %1, the server half is version %2. Run this command, start Jupyter again and load this page anew.',
        frontEnd,
        status.version
      ),
      command: UPGRADE_COMMAND
    });
  }
  if (status.index.phase === 'failed') {
    findings.push({
      message:
        status.index.message || trans.__('The index cannot be searched.'),
      command: REINDEX_COMMAND
    });
  }
  if (status.records === 0) {
    findings.push({
      message: trans.__('The library holds no papers: import some.'),
      command: IMPORT_COMMAND
    });
  }
  return findings;
}

/** The facts as lines of a report: what, and its value. */
export function reportOf(
  { frontEnd, status }: Facts,
  trans: TranslationBundle
): [string, string][] {
  const unknown = trans.__('not known');
  const lines: [string, string][] = [
    [trans.__('Front end'), frontEnd || unknown],
    [trans.__('Server half'), status?.version ?? trans.__('no answer')]
  ];
  if (status) {
    const { index } = status;
    const phases = {
      ready: trans.__('ready'),
      building: trans.__(
        'being built, %1 of %2',
        String(index.done),
        String(index.total)
      ),
      failed: trans.__('failed')
    };
    lines.push(
      [trans.__('Library'), status.library],
      [trans.__('Papers'), String(status.records)],
      [trans.__('Sources'), String(status.sources.length)],
      [trans.__('Index'), phases[index.phase]]
    );
  }
  return lines;
}
