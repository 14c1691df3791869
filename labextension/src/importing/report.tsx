import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { JSX } from 'react';

import type { ImportProblem, ImportResponse } from '../api/types';

/** How many problems are listed; more are only counted. */
const MOST_LISTED = 100;

/** What an import did, and what it could not read. */
export class ImportReport extends ReactWidget {
  constructor(answer: ImportResponse, trans: TranslationBundle) {
    super();
    this.addClass('jp-PaperLookup-report');
    this._answer = answer;
    this._trans = trans;
  }

  protected override render(): JSX.Element {
    const { problems } = this._answer;
    const trans = this._trans;
    const unlisted = problems.length - MOST_LISTED;
    return (
      <>
        <p>{countsOf(this._answer, trans)}</p>
        {problems.length > 0 && (
          <ul className="jp-PaperLookup-problems" tabIndex={0}>
            {problems.slice(0, MOST_LISTED).map((problem, i) => (
              <ProblemItem key={i} problem={problem} />
            ))}
          </ul>
        )}
        {unlisted > 0 && (
          <p>{trans._n('and %1 more', 'and %1 more', unlisted)}</p>
        )}
      </>
    );
  }

  private readonly _answer: ImportResponse;
  private readonly _trans: TranslationBundle;
}

function ProblemItem({ problem }: { problem: ImportProblem }): JSX.Element {
  const { source, line, reason, raw } = problem;
  return (
    <li>
      <div>
        {line > 0 ? `${source}:${line}: ${reason}` : `${source}: ${reason}`}
      </div>
      {raw && <pre className="jp-PaperLookup-code">{raw}</pre>}
    </li>
  );
}

/** The counts of an import in one line. */
export function countsOf(
  answer: ImportResponse,
  trans: TranslationBundle
): string {
  const { merged, unchanged, problems } = answer;
  return trans.__(
    '%1 new, %2 merged, %3 unchanged, %4 problems',
    String(answer.new),
    String(merged),
    String(unchanged),
    String(problems.length)
  );
}
