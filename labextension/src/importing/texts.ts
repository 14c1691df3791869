import type { TranslationBundle } from '@jupyterlab/translation';

import type { ImportJob, ImportProblem, ImportResponse } from '../api/types';

/** A count with the separators of the reader's language. */
export function counted(count: number): string {
  return new Intl.NumberFormat().format(count);
}

/** What an import is doing: `Storing 120 of 1,204`. */
export function phaseLine(job: ImportJob, trans: TranslationBundle): string {
  const { phase, done, total, message } = job;
  switch (phase) {
    case 'waiting':
      return trans.__('Waiting for its turn');
    case 'reading':
      return total > 0
        ? trans.__('Reading, %1%', String(percentOf(done, total)))
        : trans.__('Reading');
    case 'storing':
      return total > 0
        ? trans.__('Storing %1 of %2', counted(done), counted(total))
        : trans.__('Storing');
    case 'done':
      return job.report ? reportLine(job.report, trans) : trans.__('Done');
    case 'cancelled':
      return message || trans.__('Cancelled: the library is as it was.');
    case 'failed':
      return message || trans.__('The import failed.');
  }
}

/** How much of an import is done, from 0 to 1; null while nobody knows. */
export function fractionOf({ done, total }: ImportJob): number | null {
  return total > 0 ? Math.min(1, done / total) : null;
}

/** What an import did: `1,204 new, 3 changed, 2 problems, 1 renamed`. */
export function reportLine(
  report: ImportResponse,
  trans: TranslationBundle
): string {
  const { merged, unchanged, gone, problems, renamed } = report;
  const did = [
    [report.new, trans.__('%1 new', counted(report.new))],
    [merged, trans.__('%1 changed', counted(merged))],
    [unchanged, trans.__('%1 unchanged', counted(unchanged))],
    [gone, trans.__('%1 no longer in it', counted(gone))],
    [problems.length, problemCount(problems.length, trans)],
    [renamed.length, trans.__('%1 renamed', counted(renamed.length))]
  ] as const;
  const said = did.filter(([count]) => count > 0).map(([, words]) => words);
  return said.length > 0 ? said.join(', ') : trans.__('No papers in it');
}

/** `2 problems`. */
export function problemCount(count: number, trans: TranslationBundle): string {
  return count === 1
    ? trans.__('1 problem')
    : trans.__('%1 problems', counted(count));
}

/** `12 papers`. */
export function paperCount(count: number, trans: TranslationBundle): string {
  return count === 1
    ? trans.__('1 paper')
    : trans.__('%1 papers', counted(count));
}

/** Where a problem is: `references.bib:12`; the file alone where it is the whole of it. */
export function placeOf({
  source,
  line
}: Pick<ImportProblem, 'source' | 'line'>): string {
  return line > 0 ? `${source}:${line}` : source;
}

function percentOf(done: number, total: number): number {
  return Math.min(100, Math.floor((100 * done) / total));
}
