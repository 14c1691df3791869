import type { TranslationBundle } from '@jupyterlab/translation';
import type { JSX } from 'react';

import type { ImportProblem } from '../api/types';

/** How many are listed; more are only counted. */
const MOST_LISTED = 20;

/** What of a pasted text cannot be read, or was not kept as it was. */
export function PastedProblems(props: {
  problems: readonly ImportProblem[];
  trans: TranslationBundle;
}): JSX.Element | null {
  const { problems, trans } = props;
  if (problems.length === 0) {
    return null;
  }
  const unlisted = problems.length - MOST_LISTED;
  return (
    <ul className="jp-PaperLookup-pastedProblems">
      {problems.slice(0, MOST_LISTED).map(({ line, reason }, i) => (
        <li key={i}>
          {line > 0 ? trans.__('Line %1: %2', String(line), reason) : reason}
        </li>
      ))}
      {unlisted > 0 && (
        <li>{trans._n('and %1 more', 'and %1 more', unlisted)}</li>
      )}
    </ul>
  );
}
