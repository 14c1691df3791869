import type { TranslationBundle } from '@jupyterlab/translation';
import type { JSX } from 'react';

import type { SuggestedAnswer } from '../api/types';
import { fieldLabel } from '../curating/field-words';

/** What the library and a service say in other words, side by side. */
export function Differences(props: {
  answer: SuggestedAnswer;
  trans: TranslationBundle;
}): JSX.Element | null {
  const { answer, trans } = props;
  const { differences, key, service } = answer;
  if (differences.length === 0) {
    return null;
  }
  return (
    <table className="jp-PaperLookup-compared">
      <thead>
        <tr>
          <th scope="col">{key}</th>
          <th scope="col">{service}</th>
        </tr>
      </thead>
      {differences.map(({ variable, here, there }) => (
        <tbody key={variable}>
          <tr>
            <th scope="rowgroup" colSpan={2}>
              {fieldLabel(variable, trans)}
            </th>
          </tr>
          <tr>
            <td dir="auto">
              {here || (
                <span className="jp-PaperLookup-quiet">
                  {trans.__('not known')}
                </span>
              )}
            </td>
            <td dir="auto">{there}</td>
          </tr>
        </tbody>
      ))}
    </table>
  );
}
