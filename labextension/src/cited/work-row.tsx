import type { TranslationBundle } from '@jupyterlab/translation';
import { addIcon, copyIcon } from '@jupyterlab/ui-components';
import type { JSX } from 'react';
import { memo } from 'react';

import { citationIcon, paperLookupIcon } from '../icons';
import { retractedLine } from '../search/facts';
import { IconButton } from '../ui/buttons';
import type { CitedActions } from './cited-actions';
import type { SpotGroup, WorkRow as Row } from './rows';
import { SpotButton } from './spot-button';

/** How many cells are named at most; who wants to see more reads the notebook. */
const MOST_PLACES = 12;

type WorkRowProps = {
  row: Row;
  isCurrent: boolean;
  actions: CitedActions;
  trans: TranslationBundle;
};

/** A work that the notebook cites: what it is, where it is cited, what can be done with it. */
export const WorkRow = memo((props: WorkRowProps): JSX.Element => {
  const { row, isCurrent, actions, trans } = props;
  const { work, facts, places } = row;
  const byline = [facts.creators, facts.year].filter(Boolean).join(' · ');
  const shown = places.slice(0, MOST_PLACES);
  return (
    <>
      <div className="jp-PaperLookup-title" dir="auto">
        {facts.title || trans.__('(without a title)')}
      </div>
      {work.retracted && (
        <span className="jp-PaperLookup-retracted">
          {retractedLine(work.retracted, trans)}
        </span>
      )}
      {byline && (
        <div className="jp-PaperLookup-citedByline" dir="auto" title={byline}>
          {byline}
        </div>
      )}
      <div className="jp-PaperLookup-citedFacts">
        <span className="jp-PaperLookup-key">{work.key}</span>
        <Mark row={row} trans={trans} />
      </div>
      <div className="jp-PaperLookup-spots">
        {places.length === 0 && (
          <span className="jp-PaperLookup-quiet">
            {trans.__('Not cited in the text.')}
          </span>
        )}
        {shown.map(group => (
          <PlaceButton
            key={group.spots[0]?.cell}
            group={group}
            isCurrent={isCurrent}
            actions={actions}
            trans={trans}
          />
        ))}
        {places.length > shown.length && (
          <span className="jp-PaperLookup-quiet">
            {trans._n(
              'and %1 more cell',
              'and %1 more cells',
              places.length - shown.length
            )}
          </span>
        )}
      </div>
      {isCurrent && <RowActions {...props} />}
    </>
  );
});
WorkRow.displayName = 'WorkRow';

/** Where a work comes from when it is not in the library. */
function Mark({
  row,
  trans
}: {
  row: Row;
  trans: TranslationBundle;
}): JSX.Element | null {
  const { libraryKey, origin } = row.work;
  if (libraryKey) {
    return null;
  }
  return (
    <span className="jp-PaperLookup-citedMark">
      {origin === 'project'
        ? trans.__('only in the project')
        : trans.__('only in this notebook')}
    </span>
  );
}

/** A cell that cites the work; from one press to the next it goes through its citations. */
function PlaceButton(props: {
  group: SpotGroup;
  isCurrent: boolean;
  actions: CitedActions;
  trans: TranslationBundle;
}): JSX.Element {
  const { group, isCurrent, actions, trans } = props;
  const count = group.spots.length;
  const label = trans.__('Cell %1', group.number);
  return (
    <SpotButton
      label={count > 1 ? `${label} (${count})` : label}
      description={trans._n(
        'Go to the citation in cell %2',
        'Go to the %1 citations in cell %2, one after the other',
        count,
        group.number
      )}
      spots={group.spots}
      isReached={isCurrent}
      onJump={spot => void actions.jump(spot)}
    />
  );
}

function RowActions({ row, actions, trans }: WorkRowProps): JSX.Element {
  const { work, facts } = row;
  const { key, libraryKey } = work;
  const name = facts.title || key;
  return (
    <div className="jp-PaperLookup-rowActions">
      <IconButton
        label={trans.__('Insert citation: %1', name)}
        icon={citationIcon}
        onClick={() => void actions.insert(key)}
      />
      <IconButton
        label={trans.__('Copy key: %1', key)}
        icon={copyIcon}
        onClick={() => void actions.copyKey(key)}
      />
      {libraryKey ? (
        <IconButton
          label={trans.__('Details: %1', name)}
          icon={paperLookupIcon}
          onClick={() => void actions.show(libraryKey)}
        />
      ) : (
        <IconButton
          label={trans.__('Add to library: %1', name)}
          icon={addIcon}
          onClick={() => void actions.add([work])}
        />
      )}
    </div>
  );
}
