import type { TranslationBundle } from '@jupyterlab/translation';
import type { JSX } from 'react';
import { useState } from 'react';

import { TextButton } from '../ui/buttons';
import { useModel } from '../ui/use-model';
import type { Decisions } from './decisions';

/** What came of the last decision, with the way back; for pages that stay open. */
export function DecidedLine(props: {
  decisions: Decisions;
  trans: TranslationBundle;
  onUndone?: () => void;
}): JSX.Element {
  const { decisions, trans, onUndone } = props;
  const decided = useModel(decisions);
  // What was decided before the page was opened stands in the search's own line.
  const [before] = useState(decided);
  const isOld = decided === before;
  const { isProblem, change } = decided;
  const message = isOld ? '' : decided.message;
  const undo = async (): Promise<void> => {
    await decisions.undo(change);
    onUndone?.();
  };
  return (
    <div
      className={`jp-PaperLookup-decided${isProblem ? ' jp-PaperLookup-problem' : ''}`}
      role="status"
    >
      {message}
      {message && change && (
        <>
          {' '}
          <TextButton label={trans.__('Undo')} onClick={() => void undo()} />
        </>
      )}
    </div>
  );
}
