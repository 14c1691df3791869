import type { TranslationBundle } from '@jupyterlab/translation';

import type { SearchModel } from '../search/model';
import type { CitationFormModel } from './form-model';

/** What the parts of the form are made of. */
export type CitationFormParts = {
  readonly model: CitationFormModel;
  readonly search: SearchModel;
  readonly trans: TranslationBundle;
  /** Makes HTML of the server safe once more. */
  readonly sanitize: (html: string) => string;
  /** The id that the ids of the parts begin with. */
  readonly id: string;
};

/** The fields of a work that take text. */
export type TextField = 'prefix' | 'locator' | 'suffix';

/** What of a work can have the focus. */
export type WorkField = TextField | 'label' | 'author';

/** The attribute by which the fields of works are found again after they were moved. */
export function fieldMark(work: number, field: WorkField): string {
  return `${work} ${field}`;
}

/** Puts the focus into a field of a work, with its text selected; false when it is not there. */
export function focusField(
  root: ParentNode,
  work: number,
  field: WorkField
): boolean {
  const found = root.querySelector<HTMLElement>(
    `[data-field="${fieldMark(work, field)}"]`
  );
  found?.focus();
  if (found instanceof HTMLInputElement) {
    found.select();
  }
  return found !== null;
}
