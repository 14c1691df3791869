import type { TranslationBundle } from '@jupyterlab/translation';
import type { JSX } from 'react';

import { TextButton } from '../ui/buttons';
import { useModel } from '../ui/use-model';
import type { AnswersModel } from './answers-model';

/** In the details of a paper: how many suggestions about it wait. */
export function WaitingLine(props: {
  recordKey: string;
  model: AnswersModel;
  trans: TranslationBundle;
  onLook: () => void;
}): JSX.Element | null {
  const { recordKey, model, trans, onLook } = props;
  useModel(model);
  const count = model.countOf(recordKey);
  return count === 0 ? null : (
    <div className="jp-PaperLookup-section">
      <h3>{trans.__('Suggestions of services')}</h3>
      <div className="jp-PaperLookup-buttons">
        <TextButton
          label={trans._n(
            'Look at %1 suggestion',
            'Look at %1 suggestions',
            count
          )}
          onClick={onLook}
        />
      </div>
    </div>
  );
}
