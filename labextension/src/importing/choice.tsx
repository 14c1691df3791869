import type { Dialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { JSX } from 'react';

/** A file to import, and what has to be known of it. */
export type ImportChoice = {
  readonly file: File | null;
  /** The year of a captured page, for dates without one. */
  readonly captureYear: number | null;
};

/** Asks for a file. */
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
    return { file: this._file, captureYear: this._captureYear };
  }

  protected override render(): JSX.Element {
    return (
      <>
        <label>
          {this._trans.__('File with papers')}
          <input
            type="file"
            onChange={event => {
              this._file = event.currentTarget.files?.[0] ?? null;
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
  private _file: File | null = null;
  private _captureYear: number | null = null;
}
