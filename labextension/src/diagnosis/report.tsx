import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { JSX } from 'react';

import type { Facts } from './findings';
import { findingsOf, reportOf } from './findings';

/** What both halves are, what is wrong, and the commands that repair it. */
export class Report extends ReactWidget {
  constructor(facts: Facts, trans: TranslationBundle) {
    super();
    this.addClass('jp-PaperLookup-report');
    this._facts = facts;
    this._trans = trans;
  }

  protected override render(): JSX.Element {
    const findings = findingsOf(this._facts, this._trans);
    return (
      <>
        {findings.length === 0 && (
          <p>{this._trans.__('Nothing is wrong with Paper lookup.')}</p>
        )}
        {findings.map(({ message, command }) => (
          <div key={message} className="jp-PaperLookup-finding">
            <p>{message}</p>
            {command && (
              <pre className="jp-PaperLookup-code" tabIndex={0}>
                {command}
              </pre>
            )}
          </div>
        ))}
        <dl className="jp-PaperLookup-report-facts">
          {reportOf(this._facts, this._trans).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </>
    );
  }

  private readonly _facts: Facts;
  private readonly _trans: TranslationBundle;
}
