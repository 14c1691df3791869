import type { JSX } from 'react';

import type { PaperHit } from '../api/types';
import { MENU_FORMATS, exportTitle } from '../export-formats';
import { TextButton } from '../ui/buttons';
import type { Preview } from './details-model';
import type { ViewParts } from './view-parts';
import { useModel } from './view-parts';

export { TextButton } from '../ui/buttons';

type PreviewProps = { parts: ViewParts; hit: PaperHit };

/** The reference as it would be inserted, in the chosen style. */
export function ReferencePreview({ parts, hit }: PreviewProps): JSX.Element {
  const { actions, details, trans } = parts;
  const { reference } = useModel(details);
  return (
    <div className="jp-PaperLookup-section">
      <h3>{trans.__('Reference')}</h3>
      <PreviewText preview={reference} parts={parts} />
      <div className="jp-PaperLookup-buttons">
        <TextButton
          label={trans.__('Insert reference')}
          onClick={() =>
            void actions.insert('reference', [hit.key], { keepFocus: true })
          }
        />
        <TextButton
          label={trans.__('Copy reference')}
          onClick={() => void actions.copyReference([hit.key])}
        />
      </div>
    </div>
  );
}

/** The BibTeX entry, fetched when it is unfolded, and the files that hold the paper. */
export function BibtexPreview({ parts, hit }: PreviewProps): JSX.Element {
  const { actions, details, trans } = parts;
  const { bibtex, showsBibtex } = useModel(details);
  return (
    <div className="jp-PaperLookup-section">
      <details
        open={showsBibtex}
        onToggle={event => details.showBibtex(event.currentTarget.open)}
      >
        <summary>{trans.__('BibTeX and files')}</summary>
        <PreviewText preview={bibtex} parts={parts} isCode />
        <div className="jp-PaperLookup-buttons">
          <TextButton
            label={trans.__('Insert BibTeX')}
            onClick={() =>
              void actions.insert('bibtex', [hit.key], { keepFocus: true })
            }
          />
          <TextButton
            label={trans.__('Copy BibTeX')}
            onClick={() => void actions.copyBibtex([hit.key])}
          />
          {MENU_FORMATS.map(format => (
            <TextButton
              key={format}
              label={trans.__('Export as %1', exportTitle(format))}
              onClick={() => void actions.export([hit.key], format)}
            />
          ))}
        </div>
      </details>
    </div>
  );
}

function PreviewText(props: {
  preview: Preview;
  parts: ViewParts;
  isCode?: boolean;
}): JSX.Element {
  const { preview, parts, isCode } = props;
  if (preview.failure) {
    return <p className="jp-PaperLookup-problem">{preview.failure}</p>;
  }
  if (preview.text === null) {
    return (
      <p className="jp-PaperLookup-quiet jp-PaperLookup-late">
        {parts.trans.__('Formatting')}
      </p>
    );
  }
  return isCode ? (
    <pre className="jp-PaperLookup-code" tabIndex={0}>
      {preview.text}
    </pre>
  ) : (
    <p className="jp-PaperLookup-reference">{preview.text}</p>
  );
}
