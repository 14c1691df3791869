import type { TranslationBundle } from '@jupyterlab/translation';
import type { JSX } from 'react';

import type { RelatedState } from './related-model';

/** What stands where there are no papers: not yet, none at all, or why not. */
export function RelatedNote(props: {
  state: RelatedState;
  /** What to say where nothing is related. */
  none: string;
  trans: TranslationBundle;
}): JSX.Element | null {
  const { state, none, trans } = props;
  switch (state.phase) {
    case 'asking':
      return (
        <p className="jp-PaperLookup-quiet jp-PaperLookup-late">
          {trans.__('Looking for papers')}
        </p>
      );
    case 'building':
      return (
        <p className="jp-PaperLookup-quiet">
          {trans.__('The library is still being read; wait a moment.')}
        </p>
      );
    case 'failed':
      return <p className="jp-PaperLookup-problem">{state.failure}</p>;
    case 'ready':
      return state.papers.length === 0 ? (
        <p className="jp-PaperLookup-quiet">{none}</p>
      ) : null;
    case 'idle':
      return null;
  }
}
