import type { JSX } from 'react';

import type { IndexState } from '../api/types';
import { CommandIDs } from '../commands';
import { ENABLE_COMMAND } from '../repair';
import { filtersOf, withoutFilter } from './filters';
import { TextButton } from './previews';
import type { ViewParts } from './view-parts';
import { useModel } from './view-parts';

/** What stands between the box and the list: progress, failures, nothing found. */
export function Notices({ parts }: { parts: ViewParts }): JSX.Element {
  const { search } = parts;
  const { phase, failure, index, total, answered, query, hits } =
    useModel(search);
  const isEmpty = phase === 'ready' && total === 0 && answered === query;
  // An old index that answers while the new one is built is no reason to wait.
  const isWaiting = phase === 'building' || hits.length === 0;
  return (
    <>
      {failure && <FailureNotice parts={parts} />}
      {!failure && index?.phase === 'building' && isWaiting && (
        <BuildingNotice parts={parts} index={index} />
      )}
      {!failure && index?.phase === 'failed' && (
        <IndexFailedNotice parts={parts} index={index} />
      )}
      {isEmpty && index?.phase === 'ready' && <NothingFound parts={parts} />}
    </>
  );
}

function FailureNotice({ parts }: { parts: ViewParts }): JSX.Element | null {
  const { search, commands, trans } = parts;
  const { failure } = useModel(search);
  if (!failure) {
    return null;
  }
  const retry = (
    <TextButton
      label={trans.__('Try again')}
      onClick={() => search.refresh()}
    />
  );
  if (failure.kind === 'missing') {
    return (
      <div className="jp-PaperLookup-notice">
        <p>
          {trans.__(
            'The server half of Paper lookup is not running. Run this command, then start Jupyter again:'
          )}
        </p>
        <pre className="jp-PaperLookup-code" tabIndex={0}>
          {ENABLE_COMMAND}
        </pre>
        <div className="jp-PaperLookup-buttons">
          {retry}
          <TextButton
            label={trans.__('Check Paper lookup')}
            onClick={() => void commands.execute(CommandIDs.diagnose)}
          />
        </div>
      </div>
    );
  }
  return (
    <div
      className={`jp-PaperLookup-notice jp-PaperLookup-failure jp-mod-${failure.kind}`}
    >
      <p>{failure.message}</p>
      {failure.kind !== 'query' && (
        <div className="jp-PaperLookup-buttons">{retry}</div>
      )}
    </div>
  );
}

/** How far the index is; the numbers of the library stand in front of it on first opening. */
function BuildingNotice(props: {
  parts: ViewParts;
  index: IndexState;
}): JSX.Element {
  const { parts, index } = props;
  const { trans } = parts;
  const label =
    index.message ||
    (index.total > 0
      ? trans.__('Reading %1 papers', String(index.total))
      : trans.__('Reading the library'));
  return (
    <div className="jp-PaperLookup-notice">
      <label>
        {label}
        <progress
          className="jp-PaperLookup-progress"
          max={index.total || undefined}
          value={index.total > 0 ? index.done : undefined}
        />
      </label>
    </div>
  );
}

function IndexFailedNotice(props: {
  parts: ViewParts;
  index: IndexState;
}): JSX.Element {
  const { parts, index } = props;
  const { commands, trans } = parts;
  return (
    <div className="jp-PaperLookup-notice jp-PaperLookup-failure">
      <p>{index.message || trans.__('The index cannot be read.')}</p>
      <div className="jp-PaperLookup-buttons">
        <TextButton
          label={trans.__('Rebuild the index')}
          onClick={() => void commands.execute(CommandIDs.reindex)}
        />
      </div>
    </div>
  );
}

/** What was understood, and what can be left out to find more. */
function NothingFound({ parts }: { parts: ViewParts }): JSX.Element {
  const { search, commands, focusBox, trans } = parts;
  const { query, understood } = useModel(search);
  if (query.trim() === '') {
    return (
      <div className="jp-PaperLookup-notice">
        <p>{trans.__('The library holds no papers yet.')}</p>
        <div className="jp-PaperLookup-buttons">
          <TextButton
            label={trans.__('Import papers')}
            onClick={() => void commands.execute(CommandIDs.importPapers)}
          />
        </div>
      </div>
    );
  }
  const filters = filtersOf(query);
  const searchFor = (words: string): void => {
    search.setQuery(words);
    focusBox();
  };
  return (
    <div className="jp-PaperLookup-notice">
      <p>{trans.__('No paper matches.')}</p>
      {understood.length > 0 && (
        <p className="jp-PaperLookup-quiet">
          {trans.__('Understood as: %1', understood.join(', '))}
        </p>
      )}
      {filters.length > 0 ? (
        <div className="jp-PaperLookup-buttons">
          {filters.map(filter => (
            <TextButton
              key={filter}
              label={trans.__('Search without %1', filter)}
              onClick={() => searchFor(withoutFilter(query, filter))}
            />
          ))}
        </div>
      ) : (
        <p className="jp-PaperLookup-quiet">
          {trans.__('Try fewer words, or only the surname and the year.')}
        </p>
      )}
    </div>
  );
}
