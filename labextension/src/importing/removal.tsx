import { Dialog, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { JSX } from 'react';

import type { SourceInfo } from '../api/types';
import { sourceTitle } from './source-words';
import { counted } from './texts';

/** What shall become of the papers of a source that is removed; null when it stays. */
export type RemovalChoice = { readonly withRecords: boolean } | null;

/** Asks whether a source shall be removed, and what shall become of its papers. */
export async function askForRemoval(
  source: SourceInfo,
  trans: TranslationBundle
): Promise<RemovalChoice> {
  const title = sourceTitle(source, trans);
  const { button, value } = await showDialog({
    title: trans.__('Remove %1', title),
    body: new RemovalForm(source, trans),
    buttons: [
      Dialog.cancelButton({ label: trans.__('Cancel') }),
      Dialog.warnButton({ label: trans.__('Remove the source') })
    ]
  });
  return button.accept ? { withRecords: value === true } : null;
}

class RemovalForm extends ReactWidget implements Dialog.IBodyWidget<boolean> {
  constructor(source: SourceInfo, trans: TranslationBundle) {
    super();
    this.addClass('jp-PaperLookup-removal');
    this._source = source;
    this._trans = trans;
  }

  /** Whether the papers go too. */
  getValue(): boolean {
    return this._withRecords;
  }

  protected override render(): JSX.Element {
    const trans = this._trans;
    const { records, path } = this._source;
    return (
      <>
        <p>
          {records === 1
            ? trans.__('1 paper in the library comes from this source.')
            : trans.__(
                '%1 papers in the library come from this source.',
                counted(records)
              )}{' '}
          {path
            ? trans.__('The file itself stays as it is.')
            : trans.__('Its text is not kept anywhere else.')}
        </p>
        {this._radio(
          false,
          trans.__('Keep its papers'),
          trans.__('They are no longer brought up to date.')
        )}
        {this._radio(
          true,
          trans.__('Remove its papers too'),
          trans.__('Papers that another source or you speak of are kept.')
        )}
      </>
    );
  }

  private _radio(
    withRecords: boolean,
    label: string,
    hint: string
  ): JSX.Element {
    return (
      <label>
        <input
          type="radio"
          name="jp-PaperLookup-removal"
          defaultChecked={withRecords === this._withRecords}
          onChange={() => {
            this._withRecords = withRecords;
          }}
        />
        <span>
          {label}
          <span className="jp-PaperLookup-quiet">{hint}</span>
        </span>
      </label>
    );
  }

  private readonly _source: SourceInfo;
  private readonly _trans: TranslationBundle;
  private _withRecords = false;
}
