import type { TranslationBundle } from '@jupyterlab/translation';
import type { JSX } from 'react';

import { wordsOf } from '../notebooks/key-words';
import type { CitedActions } from './cited-actions';
import type { FindingRow as Row } from './rows';
import { SpotButton } from './spot-button';

type FindingRowProps = {
  row: Row;
  isCurrent: boolean;
  isReadOnly: boolean;
  actions: CitedActions;
  trans: TranslationBundle;
};

/** Something to look at: what it is, where it is, and what can be done about it. */
export function FindingRow(props: FindingRowProps): JSX.Element {
  const { row, isCurrent, actions, trans } = props;
  const { finding, spot } = row;
  const remedy = remedyOf(props);
  return (
    <>
      <div className="jp-PaperLookup-findingText" dir="auto">
        {finding.reason}
      </div>
      <div className="jp-PaperLookup-spots">
        {spot && (
          <SpotButton
            label={trans.__('Cell %1', spot.number)}
            description={trans.__('Go to cell %1', spot.number)}
            spots={[spot]}
            isReached={isCurrent}
            onJump={() => void actions.jump(spot)}
          />
        )}
        {remedy && (
          <button
            type="button"
            className="jp-PaperLookup-spot"
            aria-label={`${remedy.label}: ${finding.key}`}
            tabIndex={isCurrent ? 0 : -1}
            onClick={remedy.run}
          >
            {remedy.label}
          </button>
        )}
      </div>
    </>
  );
}

type Remedy = { label: string; run: () => void };

/** What helps; null where only the person can. */
function remedyOf(props: FindingRowProps): Remedy | null {
  const { row, isReadOnly, actions, trans } = props;
  const { finding, work } = row;
  const { key } = finding;
  switch (finding.kind) {
    case 'unknown-key':
      return {
        label: trans.__('Search the library'),
        run: () => void actions.search(wordsOf(key))
      };
    case 'uncited-item':
      return isReadOnly
        ? null
        : {
            label: trans.__('Remove its data'),
            run: () => actions.removeData(key)
          };
    case 'missing-field':
      if (work && !work.libraryKey) {
        return {
          label: trans.__('Add to library'),
          run: () => void actions.add([work])
        };
      }
      return work
        ? {
            label: trans.__('Edit'),
            run: () => void actions.edit(work.libraryKey)
          }
        : null;
    case 'published-version':
    case 'retracted':
    case 'two-keys':
      return work?.libraryKey
        ? {
            label: trans.__('Show in library'),
            run: () => void actions.show(work.libraryKey)
          }
        : null;
    default:
      return null;
  }
}
