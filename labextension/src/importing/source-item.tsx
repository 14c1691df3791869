import type { TranslationBundle } from '@jupyterlab/translation';
import { ellipsesIcon, refreshIcon } from '@jupyterlab/ui-components';
import type { JSX } from 'react';

import type { SourceInfo } from '../api/types';
import { IconButton } from '../ui/buttons';
import { openSourceMenu } from './menus';
import type { ImportingSession } from './session';
import { sourceFacts, sourceTitle } from './source-words';
import { problemCount } from './texts';

/** One source: what it is, what could not be read of it, and its actions. */
export function SourceItem(props: {
  source: SourceInfo;
  session: ImportingSession;
  trans: TranslationBundle;
}): JSX.Element {
  const { source, session, trans } = props;
  const title = sourceTitle(source, trans);
  return (
    <li className="jp-PaperLookup-source" data-source={source.name}>
      <div className="jp-PaperLookup-sourceText">
        <button
          type="button"
          className="jp-PaperLookup-sourceName"
          title={source.path || source.name}
          aria-label={trans.__('Show the papers of %1', title)}
          dir="auto"
          onClick={() => session.showPapers(source.name)}
        >
          {title}
        </button>
        <div className="jp-PaperLookup-quiet">{sourceFacts(source, trans)}</div>
        {source.problems > 0 && (
          <button
            type="button"
            className="jp-PaperLookup-link"
            onClick={() => void session.showProblems(source)}
          >
            {problemCount(source.problems, trans)}
          </button>
        )}
      </div>
      {source.canRefresh && (
        <IconButton
          label={trans.__('Read %1 again', title)}
          icon={refreshIcon}
          onClick={() => void session.imports.readAgain(source.name)}
        />
      )}
      <IconButton
        label={trans.__('Actions for %1', title)}
        icon={ellipsesIcon}
        hasMenu
        onClick={button => openSourceMenu(session, source, button, trans)}
      />
    </li>
  );
}
