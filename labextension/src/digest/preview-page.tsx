import type { TranslationBundle } from '@jupyterlab/translation';
import { HTMLSelect } from '@jupyterlab/ui-components';
import type { ChangeEvent, JSX } from 'react';
import { useId } from 'react';

import type { DigestResponse } from '../api/types';
import { writeToClipboard } from '../clipboard';
import { download } from '../download';
import { TextButton } from '../ui/buttons';
import { useModel } from '../ui/use-model';
import { framed } from './framed';
import type { PreviewModel } from './preview-model';

type PageProps = { model: PreviewModel; trans: TranslationBundle };

/** The digest as it would be mailed: as the mail shows it, and its plain text beside it. */
export function PreviewPage({ model, trans }: PageProps): JSX.Element {
  const { digest, failure, isLoading } = useModel(model);
  return (
    <>
      <Choice model={model} trans={trans} />
      {failure && (
        <p className="jp-PaperLookup-problem" role="alert">
          {failure}
        </p>
      )}
      {isLoading && !digest && (
        <p className="jp-PaperLookup-quiet jp-PaperLookup-late">
          {trans.__('Loading')}
        </p>
      )}
      {digest && !failure && <Digest digest={digest} trans={trans} />}
    </>
  );
}

function Choice({ model, trans }: PageProps): JSX.Element {
  const { every, at, digest } = useModel(model);
  const periodId = useId();
  const onEvery = (event: ChangeEvent<HTMLSelectElement>): void => {
    void model.choose(event.currentTarget.value === 'day' ? 'day' : 'week');
  };
  return (
    <div className="jp-PaperLookup-digestChoice">
      <HTMLSelect
        aria-label={trans.__('Digest of')}
        value={every}
        onChange={onEvery}
        options={[
          { value: 'week', label: trans.__('Digest of a week') },
          { value: 'day', label: trans.__('Digest of a day') }
        ]}
      />
      <label htmlFor={periodId} className="jp-PaperLookup-hidden">
        {every === 'day' ? trans.__('Day') : trans.__('Week')}
      </label>
      <input
        id={periodId}
        className="jp-mod-styled"
        type={every === 'day' ? 'date' : 'week'}
        value={at || (digest?.period ?? '')}
        onChange={event => void model.choose(every, event.target.value)}
      />
      {at && (
        <TextButton
          label={trans.__('The last one')}
          onClick={() => void model.choose(every)}
        />
      )}
    </div>
  );
}

function Digest(props: {
  digest: DigestResponse;
  trans: TranslationBundle;
}): JSX.Element {
  const { digest, trans } = props;
  const { subject, html, text, papers, period } = digest;
  return (
    <>
      <p className="jp-PaperLookup-digestSubject" role="status">
        <strong dir="auto">{subject}</strong>{' '}
        <span className="jp-PaperLookup-quiet">
          {papers > 0
            ? trans._n('%1 paper', '%1 papers', papers)
            : trans.__('nothing to tell')}
        </span>
      </p>
      <div className="jp-PaperLookup-digestBoth">
        <iframe
          className="jp-PaperLookup-digestFrame"
          title={trans.__('The mail')}
          sandbox=""
          referrerPolicy="no-referrer"
          srcDoc={framed(html)}
        />
        <pre
          className="jp-PaperLookup-digestText"
          aria-label={trans.__('The same as plain text')}
          role="region"
          tabIndex={0}
          dir="auto"
        >
          {text}
        </pre>
      </div>
      <div className="jp-PaperLookup-buttons">
        <TextButton
          label={trans.__('Save as HTML')}
          onClick={() => download(html, `digest-${period}.html`, 'text/html')}
        />
        <TextButton
          label={trans.__('Copy the text')}
          onClick={() => void writeToClipboard(text)}
        />
      </div>
    </>
  );
}
