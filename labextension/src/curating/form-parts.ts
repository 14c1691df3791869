import type { TranslationBundle } from '@jupyterlab/translation';

import type { FormModel } from './form-model';

/** What the parts of a form are made of. */
export type FormParts = {
  readonly model: FormModel;
  readonly trans: TranslationBundle;
};

/** The id of the input of a field, for its label and for the focus. */
export function inputId(name: string): string {
  return `jp-PaperLookup-field-${name}`;
}
