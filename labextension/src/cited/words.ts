import type { TranslationBundle } from '@jupyterlab/translation';

import type { CitedState } from './cited-model';

/** What is cited, in one line; it is read out when it changes. */
export function countLine(
  { notebook, works, citations, findings }: CitedState,
  trans: TranslationBundle
): string {
  if (!notebook) {
    return trans.__('Open a notebook to see what it cites.');
  }
  if (!works) {
    return trans.__('Reading the notebook');
  }
  if (works.length === 0 && citations === 0) {
    return trans.__('This notebook cites nothing yet.');
  }
  const parts = [
    trans._n('%1 work', '%1 works', works.length),
    trans._n('%1 citation', '%1 citations', citations)
  ];
  if (findings && findings.length > 0) {
    parts.push(
      trans._n('%1 thing to look at', '%1 things to look at', findings.length)
    );
  }
  return parts.join(', ');
}
