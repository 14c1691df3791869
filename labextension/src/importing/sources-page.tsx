import type { TranslationBundle } from '@jupyterlab/translation';
import { addIcon } from '@jupyterlab/ui-components';
import type { JSX } from 'react';

import { CommandIDs } from '../commands';
import { IconButton, TextButton } from '../ui/buttons';
import { useModel } from '../ui/use-model';
import { openAddMenu } from './menus';
import { PageHead } from './page-head';
import type { ImportingSession } from './session';
import { SourceItem } from './source-item';

type PageProps = { session: ImportingSession; trans: TranslationBundle };

/** Where the papers of the library come from, and what can be done with each source. */
export function SourcesPage({ session, trans }: PageProps): JSX.Element {
  const { sources, failure } = useModel(session.sources);
  return (
    <>
      <PageHead
        title={trans.__('Sources')}
        back={trans.__('Back to the search')}
        onBack={() => session.leave()}
      >
        <IconButton
          label={trans.__('Add papers')}
          icon={addIcon}
          hasMenu
          onClick={button => openAddMenu(session.commands, button, trans)}
        />
      </PageHead>
      <div className="jp-PaperLookup-page">
        <Outcome session={session} />
        {failure && (
          <div className="jp-PaperLookup-notice jp-PaperLookup-failure">
            <p role="alert">{failure}</p>
            <div className="jp-PaperLookup-buttons">
              <TextButton
                label={trans.__('Try again')}
                onClick={() => void session.sources.load()}
              />
            </div>
          </div>
        )}
        {sources === null && !failure && (
          <p className="jp-PaperLookup-quiet jp-PaperLookup-late">
            {trans.__('Loading')}
          </p>
        )}
        {sources?.length === 0 && <NoSources session={session} trans={trans} />}
        <ul
          className="jp-PaperLookup-sourceList"
          aria-label={trans.__('Sources')}
        >
          {sources?.map(source => (
            <SourceItem
              key={source.name}
              source={source}
              session={session}
              trans={trans}
            />
          ))}
        </ul>
      </div>
    </>
  );
}

/** What came of the last action. */
function Outcome({ session }: { session: ImportingSession }): JSX.Element {
  const outcome = useModel(session.outcome);
  return (
    <div className="jp-PaperLookup-summary" role="status" dir="auto">
      {outcome}
    </div>
  );
}

function NoSources({ session, trans }: PageProps): JSX.Element {
  return (
    <div className="jp-PaperLookup-notice">
      <p>{trans.__('The library has no sources yet.')}</p>
      <p className="jp-PaperLookup-quiet">
        {trans.__(
          'Drop a bibliography file here, or add one by the button; a file of the file browser is watched for changes.'
        )}
      </p>
      <div className="jp-PaperLookup-buttons">
        <TextButton
          label={trans.__('Import papers')}
          onClick={() => void session.commands.execute(CommandIDs.importPapers)}
        />
      </div>
    </div>
  );
}
