import type { TranslationBundle } from '@jupyterlab/translation';

import type { ResolveJob, ResolveReport } from '../api/types';

/** One line of a report; what is loud is not to be overlooked. */
export type ReportLine = { readonly text: string; readonly isLoud: boolean };

/** So many keys are named in a line. */
const MOST_NAMED = 5;

/** How far it is: `Asking services, 40%`. */
export function progressLine(
  { done, total }: Pick<ResolveJob, 'done' | 'total'>,
  trans: TranslationBundle
): string {
  return total > 0
    ? trans.__(
        'Asking services, %1%',
        String(Math.min(100, Math.floor((100 * done) / total)))
      )
    : trans.__('Asking services');
}

/** What came of it, one line for each kind of outcome. */
export function reportLines(
  report: ResolveReport,
  trans: TranslationBundle
): ReportLine[] {
  const { completed, linked, suggested, retracted, unknown } = report;
  const lines: [string, boolean][] = [
    [
      retracted.length > 0
        ? trans.__(
            'Retracted, as a service says: %1. Look before you cite.',
            named(retracted, trans)
          )
        : '',
      true
    ],
    [
      completed.length > 0
        ? trans._n(
            'Completed %1 paper.',
            'Completed %1 papers.',
            completed.length
          )
        : '',
      false
    ],
    [
      linked.length > 0
        ? trans._n(
            'Linked %1 paper with another version of it.',
            'Linked %1 papers with other versions of them.',
            linked.length
          )
        : '',
      false
    ],
    [
      suggested > 0
        ? trans._n(
            '%1 suggestion waits for you.',
            '%1 suggestions wait for you.',
            suggested
          )
        : '',
      false
    ],
    [
      unknown.length > 0
        ? trans.__(
            'Known to no service that was asked: %1.',
            named(unknown, trans)
          )
        : '',
      false
    ],
    ...[...new Set(report.failures)].map((failure): [string, boolean] => [
      failure,
      // Nothing went wrong, and nobody can do anything about it here.
      !report.isOffline
    ])
  ];
  const said = lines
    .filter(([text]) => text !== '')
    .map(([text, isLoud]) => ({ text, isLoud }));
  return said.length > 0
    ? said
    : [{ text: nothingLine(report, trans), isLoud: false }];
}

function nothingLine(
  { asked }: ResolveReport,
  trans: TranslationBundle
): string {
  return asked === 0
    ? trans.__('Nothing to ask: nothing is missing, or it was asked lately.')
    : trans._n(
        'Asked about %1 paper: nothing new.',
        'Asked about %1 papers: nothing new.',
        asked
      );
}

/** `a, b and 3 more`. */
function named(keys: readonly string[], trans: TranslationBundle): string {
  const more = keys.length - MOST_NAMED;
  const first = keys.slice(0, MOST_NAMED).join(', ');
  return more > 0 ? trans.__('%1 and %2 more', first, String(more)) : first;
}
