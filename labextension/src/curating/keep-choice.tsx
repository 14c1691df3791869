import type { TranslationBundle } from '@jupyterlab/translation';
import type { JSX } from 'react';
import { useId } from 'react';

import type { PaperDetails } from '../api/types';

/** Which key stays when records are merged. */
export function KeepChoice(props: {
  records: readonly PaperDetails[];
  kept: string;
  trans: TranslationBundle;
  onKeep: (key: string) => void;
}): JSX.Element {
  const { records, kept, trans, onKeep } = props;
  const name = useId();
  // Of two the texts stand side by side below.
  const showsTitles = records.length > 2;
  return (
    <fieldset className="jp-PaperLookup-keep">
      <legend>
        {trans.__('Key that stays when they are merged; the others lead to it')}
      </legend>
      {records.map(({ key, title }) => (
        <label key={key}>
          <input
            type="radio"
            name={name}
            checked={key === kept}
            onChange={() => onKeep(key)}
          />
          <span>
            <span className="jp-PaperLookup-key">{key}</span>
            {showsTitles && <span dir="auto"> {title}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
