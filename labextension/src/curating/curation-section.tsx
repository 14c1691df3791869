import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import type { JSX } from 'react';
import { useEffect, useState } from 'react';

import type { CuratingClient } from '../api/curating-client';
import type { CurationResponse, PaperDetails, VersionInfo } from '../api/types';
import { CommandIDs } from '../commands';
import { TextButton } from '../ui/buttons';
import { messageOf } from '../message-of';
import { Contributions } from './contributions';
import type { Decisions } from './decisions';

/** What the part of the details is made of. */
export type SectionContext = {
  readonly client: CuratingClient;
  readonly decisions: Decisions;
  readonly commands: CommandRegistry;
  readonly trans: TranslationBundle;
};

type SectionProps = {
  record: PaperDetails;
  context: SectionContext;
  onShow: (key: string) => void;
};

/** How a record came to be as it is: versions, other keys, what each source says. */
export function CurationSection(props: SectionProps): JSX.Element {
  const { record, context } = props;
  const { commands, trans } = context;
  const { curation, failure } = useCuration(context.client, record);
  return (
    <div className="jp-PaperLookup-section">
      {curation && <Versions {...props} versions={curation.versions} />}
      {failure && <p className="jp-PaperLookup-problem">{failure}</p>}
      {curation && <Contributions {...props} curation={curation} />}
      <div className="jp-PaperLookup-buttons">
        <TextButton
          label={trans.__('Rename key…')}
          onClick={() =>
            void commands.execute(CommandIDs.renameKey, { keys: [record.key] })
          }
        />
      </div>
    </div>
  );
}

function Versions(
  props: SectionProps & { versions: readonly VersionInfo[] }
): JSX.Element | null {
  const { versions, context, onShow } = props;
  const { trans } = context;
  if (versions.length === 0) {
    return null;
  }
  return (
    <>
      <h3>{trans.__('Versions')}</h3>
      <ul className="jp-PaperLookup-versions">
        {versions.map(version => (
          <li key={version.key}>
            {version.relation === 'published'
              ? trans.__('Published version:')
              : trans.__('Preprint:')}{' '}
            <button
              type="button"
              className="jp-PaperLookup-link"
              onClick={() => onShow(version.key)}
            >
              {lineOf(version)}
            </button>{' '}
            <TextButton
              label={trans.__('Unlink')}
              description={trans.__('Unlink %1', version.key)}
              onClick={() => void unlink(props, version)}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

async function unlink(
  { record, context }: SectionProps,
  version: VersionInfo
): Promise<void> {
  const { client, decisions } = context;
  const isPublished = version.relation === 'published';
  try {
    await client.link({
      preprint: isPublished ? record.key : version.key,
      published: isPublished ? version.key : record.key,
      linked: false
    });
    await decisions.tell(record.key);
  } catch (error) {
    decisions.refuse(error);
  }
}

/** `Turing 1936, On Computable Numbers`, with what is known of it. */
function lineOf({ shortCreators, year, title, key }: VersionInfo): string {
  const who = [shortCreators, year === null ? '' : String(year)]
    .filter(Boolean)
    .join(' ');
  return [who, title || key].filter(Boolean).join(', ');
}

/** Asked for anew with each record, also with the same one after a change. */
function useCuration(
  client: CuratingClient,
  record: PaperDetails
): { curation: CurationResponse | null; failure: string } {
  const [curation, setCuration] = useState<CurationResponse | null>(null);
  const [failure, setFailure] = useState('');
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    client.curation(record.key, signal).then(
      answer => {
        setCuration(answer);
        setFailure('');
      },
      (error: unknown) => {
        if (!signal.aborted) {
          setFailure(messageOf(error));
        }
      }
    );
    return () => controller.abort();
  }, [client, record]);
  // What is known of another record is not shown with this one.
  const isOfThis = curation?.key === record.key;
  return { curation: isOfThis ? curation : null, failure };
}
