import type { JSX } from 'react';

import { useModel } from '../ui/use-model';
import type { CitationFormParts } from './form-parts';

/** What would be written, and how it would read. */
export function PreviewView({
  parts
}: {
  parts: CitationFormParts;
}): JSX.Element {
  const { model, trans, sanitize, id } = parts;
  const { preview, works } = useModel(model);
  const { text, html, failure } = preview;
  return (
    <div
      className="jp-PaperLookup-citationPreview"
      role="group"
      aria-label={trans.__('Preview')}
    >
      {failure && (
        <p className="jp-PaperLookup-problem" role="status">
          {failure}
        </p>
      )}
      {works.length === 0 && (
        <p className="jp-PaperLookup-quiet">
          {trans.__('Add a work to see the citation.')}
        </p>
      )}
      {!failure && works.length > 0 && (
        <dl>
          <dt id={`${id}-reads`}>{trans.__('Reads')}</dt>
          <dd
            aria-labelledby={`${id}-reads`}
            className="jp-PaperLookup-citationReads"
            dangerouslySetInnerHTML={{ __html: sanitize(html) }}
          />
          <dt id={`${id}-writes`}>{trans.__('Writes')}</dt>
          <dd aria-labelledby={`${id}-writes`}>
            <code className="jp-PaperLookup-citationWrites">{text}</code>
          </dd>
        </dl>
      )}
    </div>
  );
}
