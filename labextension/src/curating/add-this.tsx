import type { TranslationBundle } from '@jupyterlab/translation';
import { closeIcon } from '@jupyterlab/ui-components';
import type { JSX } from 'react';
import { useEffect } from 'react';

import type { RecognizeResponse } from '../api/types';
import { IconButton, TextButton } from '../ui/buttons';
import { useModel } from '../ui/use-model';
import type { AddThisModel } from './add-this-model';
import { PastedProblems } from './pasted-problems';

type AddThisProps = {
  model: AddThisModel;
  trans: TranslationBundle;
  onShow: (key: string) => void;
};

/** One line below the box where its text, or a pasted one, is a work. */
export function AddThis(props: AddThisProps & { query: string }): JSX.Element {
  const { model, query, trans } = props;
  const { found, outcome, failure } = useModel(model);
  useEffect(() => model.setQuery(query), [model, query]);
  const isShown = Boolean(found ?? outcome) || failure !== '';
  return (
    <div className={isShown ? 'jp-PaperLookup-addThis' : undefined}>
      <div role="status">
        {found && <Found {...props} found={found} />}
        {outcome && <Outcome {...props} />}
        {failure && <p className="jp-PaperLookup-problem">{failure}</p>}
      </div>
      {isShown && (
        <IconButton
          label={trans.__('Close this line')}
          icon={closeIcon}
          onClick={() => model.dismiss()}
        />
      )}
    </div>
  );
}

function Found(
  props: AddThisProps & { found: RecognizeResponse }
): JSX.Element {
  const { model, found, trans, onShow } = props;
  const { isAdding } = useModel(model);
  const { known, problems } = found;
  const isNew = !model.isKnown;
  return (
    <>
      <p>{sentence(found, trans)}</p>
      {known.length > 0 && <Keys keys={known} trans={trans} onShow={onShow} />}
      {isNew && (
        <div className="jp-PaperLookup-buttons">
          <TextButton
            label={
              model.canLookUp
                ? trans.__('Look up %1', found.label)
                : buttonLabel(found, trans)
            }
            isPrimary
            isDisabled={isAdding}
            onClick={() => void model.act()}
          />
          {model.canLookUp && (
            <TextButton
              label={trans.__('Add it by hand…')}
              onClick={() => model.addByHand()}
            />
          )}
        </div>
      )}
      <PastedProblems problems={problems} trans={trans} />
    </>
  );
}

function Outcome(props: AddThisProps): JSX.Element | null {
  const { model, trans, onShow } = props;
  const { outcome } = useModel(model);
  if (!outcome) {
    return null;
  }
  const { added, known, problems } = outcome;
  return (
    <>
      {added.length > 0 ? (
        <p>{trans._n('Added %1 paper:', 'Added %1 papers:', added.length)}</p>
      ) : (
        <p>{trans.__('Nothing was added.')}</p>
      )}
      <Keys keys={added} trans={trans} onShow={onShow} />
      {known.length > 0 && (
        <>
          <p>{trans.__('In your library already:')}</p>
          <Keys keys={known} trans={trans} onShow={onShow} />
        </>
      )}
      <PastedProblems problems={problems} trans={trans} />
    </>
  );
}

/** Keys that lead to their details. */
function Keys(props: {
  keys: readonly string[];
  trans: TranslationBundle;
  onShow: (key: string) => void;
}): JSX.Element {
  const { keys, trans, onShow } = props;
  return (
    <div className="jp-PaperLookup-buttons">
      {keys.map(key => (
        <TextButton
          key={key}
          label={key}
          description={trans.__('Show %1', key)}
          onClick={() => onShow(key)}
        />
      ))}
    </div>
  );
}

function sentence(found: RecognizeResponse, trans: TranslationBundle): string {
  const { kind, known, label, entries } = found;
  if (kind !== 'entries') {
    return known.length > 0
      ? trans.__('%1 is in your library as', label)
      : trans.__('%1 is not in your library.', label);
  }
  if (known.length === 0) {
    return trans.__('You pasted %1.', label);
  }
  return known.length >= entries
    ? trans.__('%1, in your library as', label)
    : trans.__('%1, of them in your library:', label);
}

function buttonLabel(
  found: RecognizeResponse,
  trans: TranslationBundle
): string {
  if (found.kind !== 'entries') {
    return trans.__('Add it…');
  }
  return found.known.length > 0
    ? trans.__('Add those that are new')
    : trans.__('Add %1', found.label);
}
