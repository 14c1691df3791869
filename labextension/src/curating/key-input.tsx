import type { JSX } from 'react';

import { useModel } from '../ui/use-model';
import type { FormParts } from './form-parts';
import { inputId } from './form-parts';
import { keyProblem } from './key-validity';

/** The key that a new record shall have, where the pattern shall not make one. */
export function KeyInput({ form }: { form: FormParts }): JSX.Element {
  const { model, trans } = form;
  const { key } = useModel(model);
  const problem = keyProblem(key.trim(), trans);
  const id = inputId('citation-key');
  return (
    <div className="jp-PaperLookup-field">
      <div className="jp-PaperLookup-fieldHead">
        <label htmlFor={id}>{trans.__('Citation key')}</label>
      </div>
      <input
        id={id}
        className="jp-mod-styled"
        type="text"
        dir="ltr"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        placeholder={trans.__('made from author, year and title')}
        value={key}
        aria-invalid={problem !== ''}
        aria-describedby={`${id}-problem`}
        onChange={event => model.setKey(event.currentTarget.value)}
      />
      <div id={`${id}-problem`} role="status">
        {problem && <p className="jp-PaperLookup-problem">{problem}</p>}
      </div>
    </div>
  );
}
