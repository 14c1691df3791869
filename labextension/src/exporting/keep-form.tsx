import type { Dialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { JSX } from 'react';

import type { ExportFormat } from '../export-formats';
import { EXPORT_FORMATS } from '../export-formats';
import { FormatChoice } from './format-form';

/** The file to keep, as it is typed, and its format. */
export type KeepChoice = {
  readonly typed: string;
  readonly format: ExportFormat;
};

/** What the form is given. */
export type KeepFormOptions = {
  /** What the file shall hold, in a few words. */
  facts: JSX.Element;
  /** Where paths begin, and when the file is written. */
  words: { place: string; follows: string };
  /** What the form begins with. */
  choice: KeepChoice;
  /** Why the last choice could not be followed; empty at first. */
  failure: string;
  trans: TranslationBundle;
};

/** Asks which file shall follow a notebook or a source. */
export class KeepForm
  extends ReactWidget
  implements Dialog.IBodyWidget<KeepChoice>
{
  constructor(options: KeepFormOptions) {
    super();
    this.addClass('jp-PaperLookup-exporting');
    this._options = options;
    this._choice = options.choice;
  }

  getValue(): KeepChoice {
    return this._choice;
  }

  protected override render(): JSX.Element {
    const { facts, words, choice, failure, trans } = this._options;
    return (
      <>
        {facts}
        <label>
          {words.place}
          <input
            type="text"
            className="jp-mod-styled"
            spellCheck={false}
            maxLength={1000}
            defaultValue={choice.typed}
            aria-invalid={failure !== ''}
            onChange={event => {
              this._choose({ typed: event.currentTarget.value });
            }}
          />
        </label>
        <FormatChoice
          formats={EXPORT_FORMATS.filter(({ canBeKept }) => canBeKept)}
          initial={choice.format}
          trans={trans}
          onChoose={format => {
            this._choose({ format });
          }}
        />
        {failure && (
          <p className="jp-PaperLookup-problem" role="alert">
            {failure}
          </p>
        )}
        <p className="jp-PaperLookup-quiet">
          {words.follows}{' '}
          {trans.__(
            'Entries and comments that you or others write into it stay as they are.'
          )}
        </p>
      </>
    );
  }

  private _choose(change: Partial<KeepChoice>): void {
    this._choice = { ...this._choice, ...change };
  }

  private readonly _options: KeepFormOptions;
  private _choice: KeepChoice;
}
