import type { Dialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { HTMLSelect, ReactWidget } from '@jupyterlab/ui-components';
import type { ChangeEvent, JSX } from 'react';

import type { CitedResponse } from '../api/types';
import type { ExportFormat } from '../export-formats';
import { EXPORT_FORMATS, exportFormat } from '../export-formats';
import { citedLine, unknownLine } from './words';

/** What is exported, in a few words, and in which format it is wanted. */
export class FormatForm
  extends ReactWidget
  implements Dialog.IBodyWidget<ExportFormat>
{
  constructor(facts: JSX.Element, trans: TranslationBundle) {
    super();
    this.addClass('jp-PaperLookup-exporting');
    this._facts = facts;
    this._trans = trans;
  }

  getValue(): ExportFormat {
    return this._format;
  }

  protected override render(): JSX.Element {
    const trans = this._trans;
    return (
      <>
        {this._facts}
        <FormatChoice
          formats={EXPORT_FORMATS}
          initial={this._format}
          trans={trans}
          onChoose={format => {
            this._format = format;
          }}
        />
      </>
    );
  }

  private readonly _facts: JSX.Element;
  private readonly _trans: TranslationBundle;
  private _format: ExportFormat = 'bibtex';
}

/** How many works are cited, and which keys lead to none. */
export function CitedFacts(props: {
  cited: CitedResponse;
  name: string;
  trans: TranslationBundle;
}): JSX.Element {
  const { cited, name, trans } = props;
  const unknown = unknownLine(cited, trans);
  return (
    <>
      <p>{citedLine(cited, name, trans)}</p>
      {unknown && <p className="jp-PaperLookup-problem">{unknown}</p>}
    </>
  );
}

/** A labelled menu of formats. */
export function FormatChoice(props: {
  formats: readonly { readonly name: ExportFormat; readonly title: string }[];
  initial: ExportFormat;
  trans: TranslationBundle;
  onChoose: (format: ExportFormat) => void;
}): JSX.Element {
  const { formats, initial, trans, onChoose } = props;
  return (
    <label>
      {trans.__('Format')}
      <HTMLSelect
        defaultValue={initial}
        onChange={(event: ChangeEvent<HTMLSelectElement>) => {
          const format = exportFormat(event.currentTarget.value);
          if (format) {
            onChoose(format);
          }
        }}
        options={formats.map(({ name, title }) => ({
          value: name,
          label: title
        }))}
      />
    </label>
  );
}
