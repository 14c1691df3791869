import type { TranslationBundle } from '@jupyterlab/translation';
import type { JSX } from 'react';
import { memo } from 'react';

import type { BrowseRow } from '../api/types';
import {
  dateLine,
  notKnownLine,
  retractedLine,
  shortCreatorsLine
} from '../search/facts';
import { rowId } from './parts';
import { countsOf } from './words';

type PaperRowProps = {
  /** Null until it is there. */
  row: BrowseRow | null;
  position: number;
  total: number;
  /** Its upper edge in its section, in pixels. */
  top: number;
  isActive: boolean;
  isOpen: boolean;
  /** Whether the heading above says the day already. */
  isUnderDay: boolean;
  trans: TranslationBundle;
};

/** One paper of the list; as high as every other, so that the list knows its height. */
export const PaperRow = memo((props: PaperRowProps): JSX.Element => {
  const { row, position, total, top, isActive, isOpen, trans } = props;
  const classes = [
    'jp-PaperLookup-hit jp-PaperLookup-browseRow',
    isActive ? 'jp-mod-active' : '',
    isOpen ? 'jp-mod-open' : '',
    row ? '' : 'jp-mod-waiting'
  ];
  return (
    <div
      className={classes.filter(Boolean).join(' ')}
      id={rowId(position)}
      role="option"
      aria-selected={isActive}
      aria-posinset={position + 1}
      aria-setsize={total}
      aria-label={row ? undefined : trans.__('Loading')}
      data-position={position}
      data-key={row?.key}
      style={{ top }}
    >
      {row && <Paper {...props} row={row} />}
    </div>
  );
});
PaperRow.displayName = 'PaperRow';

function Paper(props: PaperRowProps & { row: BrowseRow }): JSX.Element {
  const { row, isUnderDay, trans } = props;
  const reasons = row.reasons.map(({ text }) => text).join(' · ');
  const facts = [
    isUnderDay ? '' : dateLine(row.date, trans),
    // The reasons say what was counted.
    reasons ? '' : countsOf(row, trans),
    // Said already where nobody else is known to have made it.
    row.organization === row.shortCreators ? '' : row.organization
  ].filter(Boolean);
  return (
    <>
      <div className="jp-PaperLookup-title" dir="auto">
        {row.isNew && (
          <span className="jp-PaperLookup-newMark">{trans.__('New')}</span>
        )}
        {row.retracted && (
          <span className="jp-PaperLookup-retracted">
            {retractedLine(row.retracted, trans)}
          </span>
        )}
        {row.title || trans.__('(without a title)')}
      </div>
      <Byline row={row} trans={trans} />
      {facts.length > 0 && (
        <div
          className="jp-PaperLookup-browseLine"
          dir="auto"
          title={facts.join(' · ')}
        >
          {facts.join(' · ')}
        </div>
      )}
      {reasons && (
        <div
          className="jp-PaperLookup-browseLine jp-PaperLookup-reasons"
          dir="auto"
          title={reasons}
        >
          {reasons}
        </div>
      )}
      {row.abstract && (
        <div className="jp-PaperLookup-browseAbstract" dir="auto">
          {row.abstract}
        </div>
      )}
    </>
  );
}

/** Who made it, and a mark where something is not known of it. */
function Byline(props: {
  row: BrowseRow;
  trans: TranslationBundle;
}): JSX.Element | null {
  const { row, trans } = props;
  const creators = shortCreatorsLine(row, trans);
  const notKnown = notKnownLine(row.incomplete, trans);
  if (!creators && !notKnown) {
    return null;
  }
  return (
    <div className="jp-PaperLookup-byline jp-PaperLookup-browseByline">
      {creators && (
        <span
          className="jp-PaperLookup-creators"
          dir="auto"
          title={row.creators}
        >
          {creators}
        </span>
      )}
      {notKnown && (
        <span className="jp-PaperLookup-incomplete" title={notKnown}>
          {trans.__('incomplete')}
        </span>
      )}
    </div>
  );
}
