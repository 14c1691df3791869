import type { TranslationBundle } from '@jupyterlab/translation';
import type { JSX } from 'react';

import { TextButton } from '../ui/buttons';
import { useModel } from '../ui/use-model';
import type { FormKeeper } from './form-keeper';
import type { FormModel } from './form-model';

/** Leads back to a form that was left for a search. */
export function SetAside(props: {
  keeper: FormKeeper;
  trans: TranslationBundle;
}): JSX.Element | null {
  const { keeper, trans } = props;
  const { model } = useModel(keeper);
  return model ? <Line keeper={keeper} trans={trans} model={model} /> : null;
}

/** Only where something was typed; a form that is as it was may be forgotten. */
function Line(props: {
  keeper: FormKeeper;
  model: FormModel;
  trans: TranslationBundle;
}): JSX.Element | null {
  const { keeper, model, trans } = props;
  useModel(model);
  if (!model.isDirty) {
    return null;
  }
  const { target } = model;
  return (
    <div className="jp-PaperLookup-setAside">
      <span>
        {target.kind === 'edit'
          ? trans.__('The form of %1 is still open.', target.key)
          : trans.__('The form of a new paper is still open.')}
      </span>
      <TextButton
        label={trans.__('Go on editing')}
        onClick={() => keeper.resume()}
      />
    </div>
  );
}
