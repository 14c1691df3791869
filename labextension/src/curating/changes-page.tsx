import type { JSX } from 'react';
import { useEffect, useState } from 'react';

import { TextButton } from '../ui/buttons';
import { useModel } from '../ui/use-model';
import { messageOf } from '../message-of';
import { DecidedLine } from './decided-line';
import { PageFrame } from './page-frame';
import type { PageContext } from './session';

/** What was changed, newest first; the newest can be taken back, then the one before it. */
export function ChangesPage({
  context
}: {
  context: PageContext;
}): JSX.Element {
  const { client, decisions, trans, close } = context;
  const decided = useModel(decisions);
  const [changes, setChanges] = useState<readonly string[] | null>(null);
  const [failure, setFailure] = useState('');
  useEffect(() => {
    client.curating.changes().then(
      answer => {
        setChanges(answer.changes);
        setFailure('');
      },
      (error: unknown) => setFailure(messageOf(error))
    );
  }, [client, decided]);
  const newest = changes?.[0];
  return (
    <PageFrame
      title={trans.__('Changes of the library')}
      trans={trans}
      onClose={close}
    >
      <div className="jp-PaperLookup-curatingBody">
        <p className="jp-PaperLookup-quiet">
          {trans.__(
            'What was changed, newest first; all that one completing did is one change. What imports told since then stays when one is taken back.'
          )}
        </p>
        {newest !== undefined && (
          <div className="jp-PaperLookup-buttons">
            <TextButton
              label={trans.__('Undo: %1', newest)}
              isPrimary
              onClick={() => void decisions.undo(newest)}
            />
          </div>
        )}
        {failure && <p className="jp-PaperLookup-problem">{failure}</p>}
        {changes?.length === 0 && <p>{trans.__('Nothing was changed.')}</p>}
        <ol className="jp-PaperLookup-changes">
          {(changes ?? []).map((change, i) => (
            <li key={i}>{change}</li>
          ))}
        </ol>
      </div>
      <DecidedLine decisions={decisions} trans={trans} />
    </PageFrame>
  );
}
