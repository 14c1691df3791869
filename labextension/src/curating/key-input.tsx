import type { JSX } from 'react';

import { useModel } from '../ui/use-model';
import { CodeField } from './code-field';
import type { FormParts } from './form-parts';
import { inputId } from './form-parts';
import { keyProblem } from './key-validity';

/** The key that a new record shall have, where the pattern shall not make one. */
export function KeyInput({ form }: { form: FormParts }): JSX.Element {
  const { model, trans } = form;
  const { key } = useModel(model);
  return (
    <CodeField
      id={inputId('citation-key')}
      label={trans.__('Citation key')}
      placeholder={trans.__('made from author, year and title')}
      value={key}
      problem={keyProblem(key.trim(), trans)}
      onValue={value => model.setKey(value)}
    />
  );
}
