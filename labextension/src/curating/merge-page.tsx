import type { JSX } from 'react';
import { useEffect, useState } from 'react';

import type { PaperDetails } from '../api/types';
import { TextButton } from '../ui/buttons';
import { messageOf } from '../message-of';
import { Compared } from './compared-view';
import { KeepChoice } from './keep-choice';
import { PageFrame } from './page-frame';
import type { PageContext } from './session';

/** Makes one record of several; whose key stays is chosen first. */
export function MergePage(props: {
  context: PageContext;
  keys: readonly string[];
}): JSX.Element {
  const { context, keys } = props;
  const { client, decisions, trans, close } = context;
  const [records, setRecords] = useState<readonly PaperDetails[]>([]);
  const [kept, setKept] = useState(keys[0] ?? '');
  const [failure, setFailure] = useState('');
  useEffect(() => {
    Promise.all([...new Set(keys)].map(key => client.record(key))).then(
      setRecords,
      (error: unknown) => setFailure(messageOf(error))
    );
  }, [client, keys]);
  const [first, second] = records;
  const merge = async (): Promise<void> => {
    const others = keys.filter(key => key !== kept);
    try {
      const record = await client.curating.merge([kept, ...others]);
      close();
      await decisions.tell(record.key);
    } catch (error) {
      setFailure(messageOf(error));
    }
  };
  return (
    <PageFrame
      title={trans._n('Merge %1 paper', 'Merge %1 papers', keys.length)}
      trans={trans}
      onClose={close}
    >
      <div className="jp-PaperLookup-curatingBody">
        {records.length > 0 && (
          <KeepChoice
            records={records}
            kept={kept}
            trans={trans}
            onKeep={setKept}
          />
        )}
        {records.length === 2 && first && second && (
          <Compared first={first} second={second} trans={trans} />
        )}
      </div>
      <div className="jp-PaperLookup-formFoot">
        {failure && (
          <p className="jp-PaperLookup-problem" role="alert">
            {failure}
          </p>
        )}
        <div className="jp-PaperLookup-buttons">
          <TextButton
            label={trans.__('Merge into %1', kept)}
            isPrimary
            isDisabled={records.length < 2}
            onClick={() => void merge()}
          />
          <TextButton label={trans.__('Cancel')} onClick={close} />
        </div>
      </div>
    </PageFrame>
  );
}
