import { ellipsesIcon } from '@jupyterlab/ui-components';
import type { JSX } from 'react';
import { useEffect, useState } from 'react';

import { IconButton } from './hit-actions';
import { meantQuestion } from './meant';
import { openListMenu } from './menus';
import { selectionCount } from './selection-bar';
import type { ViewParts } from './view-parts';
import { useModel } from './view-parts';

/** How long the count must hold still before it is read out, in milliseconds. */
const ANNOUNCE_AFTER = 600;

/** How many papers there are, a mark while a slow answer is under way, and the menu of the list. */
export function CountLine({ parts }: { parts: ViewParts }): JSX.Element {
  const { search, commands, trans } = parts;
  const { phase, hits, index } = useModel(search);
  return (
    <div className="jp-PaperLookup-count">
      <span>{countOf(parts)}</span>
      {index?.phase === 'building' ? (
        <span className="jp-PaperLookup-late">{trans.__('Updating')}</span>
      ) : (
        phase === 'searching' && (
          <span className="jp-PaperLookup-late">{trans.__('Searching')}</span>
        )
      )}
      <IconButton
        label={trans.__('List and library')}
        icon={ellipsesIcon}
        hasMenu
        onClick={button =>
          openListMenu(
            commands,
            button,
            { keys: hits.map(hit => hit.key) },
            trans
          )
        }
      />
    </div>
  );
}

/** Tells those who listen how many papers there are, or what is wrong, once the typing pauses. */
export function Announcer({ parts }: { parts: ViewParts }): JSX.Element {
  const { phase, failure } = useModel(parts.search);
  useModel(parts.selection);
  const selected = selectionCount(parts.selection, parts.trans);
  const found = phase === 'ready' ? foundOf(parts) : (failure?.message ?? '');
  const text = selected || found;
  const [announced, setAnnounced] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAnnounced(text), ANNOUNCE_AFTER);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <div className="jp-PaperLookup-hidden" role="status">
      {announced}
    </div>
  );
}

/** The count, and what else an answer says. */
function foundOf(parts: ViewParts): string {
  const { notice } = parts.search.state;
  return [countOf(parts), meantQuestion(parts), notice]
    .filter(Boolean)
    .join('. ');
}

function countOf({ search, trans }: ViewParts): string {
  const { total, answered } = search.state;
  if (answered === null) {
    return '';
  }
  return answered.trim() === ''
    ? trans._n('%1 paper, newest first', '%1 papers, newest first', total)
    : trans._n('%1 paper', '%1 papers', total);
}
