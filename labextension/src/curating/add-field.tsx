import type { TranslationBundle } from '@jupyterlab/translation';
import { HTMLSelect } from '@jupyterlab/ui-components';
import type { ChangeEvent, JSX } from 'react';

import { otherFields } from './csl-fields';
import { fieldLabel } from './field-words';

/** Every other variable of CSL, to fill in what few records have. */
export function AddField(props: {
  shown: readonly string[];
  trans: TranslationBundle;
  onAdd: (name: string) => void;
}): JSX.Element {
  const { shown, trans, onAdd } = props;
  const others = otherFields(shown)
    .map(value => ({ value, label: fieldLabel(value, trans) }))
    .sort((a, b) => a.label.localeCompare(b.label));
  return (
    <div className="jp-PaperLookup-field">
      <HTMLSelect
        aria-label={trans.__('Add a field')}
        value=""
        options={[{ value: '', label: trans.__('Add a field…') }, ...others]}
        onChange={(event: ChangeEvent<HTMLSelectElement>) => {
          if (event.currentTarget.value) {
            onAdd(event.currentTarget.value);
          }
        }}
      />
    </div>
  );
}
