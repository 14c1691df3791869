import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { JSX } from 'react';
import { useState } from 'react';

import type { ExportingClient } from '../api/exporting-client';
import type { KeptFile } from '../api/types';
import { TextButton } from '../ui/buttons';
import { messageOf } from '../message-of';
import { keptFacts } from './words';

type ListProps = {
  client: Pick<ExportingClient, 'forget'>;
  files: readonly KeptFile[];
  trans: TranslationBundle;
};

/** The files that are kept up to date, each with a way to stop that. */
export class KeptList extends ReactWidget {
  constructor(props: ListProps) {
    super();
    this.addClass('jp-PaperLookup-exporting');
    this._props = props;
  }

  protected override render(): JSX.Element {
    return <Files {...this._props} />;
  }

  private readonly _props: ListProps;
}

function Files({ client, files, trans }: ListProps): JSX.Element {
  const [shown, setShown] = useState(files);
  const [failure, setFailure] = useState('');
  const stop = async (path: string): Promise<void> => {
    try {
      setShown((await client.forget(path)).files);
      setFailure('');
    } catch (error) {
      setFailure(messageOf(error));
    }
  };
  return (
    <>
      {shown.length === 0 ? (
        <p>
          {trans.__(
            'No file is kept up to date. Open a notebook and choose “Keep a .bib Updated…” in the File menu.'
          )}
        </p>
      ) : (
        <ul className="jp-PaperLookup-keptFiles">
          {shown.map(file => (
            <li key={file.path}>
              <div>
                <div className="jp-PaperLookup-keptPath">{file.path}</div>
                <div className="jp-PaperLookup-quiet">
                  {keptFacts(file, trans)}
                </div>
                {file.message && (
                  <div className="jp-PaperLookup-problem">{file.message}</div>
                )}
              </div>
              <TextButton
                label={trans.__('Stop')}
                description={trans.__('Keep %1 no longer', file.path)}
                onClick={() => void stop(file.path)}
              />
            </li>
          ))}
        </ul>
      )}
      {failure && (
        <p className="jp-PaperLookup-problem" role="alert">
          {failure}
        </p>
      )}
    </>
  );
}
