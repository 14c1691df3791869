import type { Dialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { JSX } from 'react';

import { READABLE_ENDINGS } from './endings';

/** Files to import, and what has to be known of them. */
export type ImportChoice = {
  readonly files: readonly File[];
  /** The year of captured pages, for dates without one. */
  readonly captureYear: number | null;
};

/** Asks for files. */
export class ImportForm
  extends ReactWidget
  implements Dialog.IBodyWidget<ImportChoice>
{
  constructor(trans: TranslationBundle) {
    super();
    this.addClass('jp-PaperLookup-import');
    this._trans = trans;
  }

  getValue(): ImportChoice {
    return { files: this._files, captureYear: this._captureYear };
  }

  protected override render(): JSX.Element {
    return (
      <>
        <label>
          {this._trans.__('Files with papers')}
          <input
            type="file"
            multiple
            accept={READABLE_ENDINGS.join(',')}
            onChange={event => {
              this._files = [...(event.currentTarget.files ?? [])];
            }}
          />
        </label>
        <label>
          {this._trans.__('Year of the capture, for captured pages')}
          <input
            className="jp-mod-styled"
            type="number"
            min={1900}
            max={2999}
            onChange={event => {
              const year = event.currentTarget.valueAsNumber;
              this._captureYear = Number.isInteger(year) ? year : null;
            }}
          />
        </label>
      </>
    );
  }

  private readonly _trans: TranslationBundle;
  private _files: readonly File[] = [];
  private _captureYear: number | null = null;
}
