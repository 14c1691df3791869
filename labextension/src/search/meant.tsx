import type { JSX } from 'react';

import type { ViewParts } from './view-parts';
import { useModel } from './view-parts';

/** Where the words stand in the question. */
const HERE = '\n';

/** Asks whether other words were meant, which one press searches for, and says what was cut short. */
export function MeantLine({ parts }: { parts: ViewParts }): JSX.Element | null {
  const { search, trans } = parts;
  const { didYouMean, notice } = useModel(search);
  if (!didYouMean && !notice) {
    return null;
  }
  const [before, after] = trans.__('Did you mean %1?', HERE).split(HERE);
  return (
    <div className="jp-PaperLookup-meant">
      {didYouMean && (
        <div>
          {before}
          <button
            type="button"
            className="jp-PaperLookup-link"
            aria-label={meantQuestion(parts)}
            onClick={() => takeMeant(parts)}
          >
            <strong dir="auto">{didYouMean}</strong>
          </button>
          {after}
        </div>
      )}
      {notice && (
        <div className="jp-PaperLookup-quiet jp-PaperLookup-cutShort">
          {notice}
        </div>
      )}
    </div>
  );
}

/** The question as one sentence; empty where there is none. */
export function meantQuestion({ search, trans }: ViewParts): string {
  const { didYouMean } = search.state;
  return didYouMean && trans.__('Did you mean %1?', didYouMean);
}

/** Searches for the words that may have been meant; false where there are none. */
export function takeMeant({ search, focusBox }: ViewParts): boolean {
  const { didYouMean } = search.state;
  if (!didYouMean) {
    return false;
  }
  search.setQuery(didYouMean);
  // What had the focus is about to go.
  focusBox();
  return true;
}
