import type { TranslationBundle } from '@jupyterlab/translation';

import type { NotebookEditsResponse, OpenNotebook } from '../api/types';

/** What a conversion would do, or has done, in one sentence. */
export function conversionSentence(
  { changed, kept, migrated }: NotebookEditsResponse,
  isDone: boolean,
  trans: TranslationBundle
): string {
  const sentences: string[] = [];
  if (migrated > 0) {
    sentences.push(
      isDone
        ? trans._n(
            '%1 citation taken over.',
            '%1 citations taken over.',
            migrated
          )
        : trans._n(
            '%1 citation of another tool will be taken over.',
            '%1 citations of another tool will be taken over.',
            migrated
          )
    );
  }
  if (changed > 0 || migrated === 0) {
    sentences.push(
      isDone
        ? trans._n('%1 citation converted.', '%1 citations converted.', changed)
        : trans._n(
            '%1 citation will be converted.',
            '%1 citations will be converted.',
            changed
          )
    );
  }
  if (kept > 0) {
    sentences.push(
      isDone
        ? trans._n('%1 stays as it was.', '%1 stay as they were.', kept)
        : trans._n('%1 will stay as it is.', '%1 will stay as they are.', kept)
    );
  }
  return sentences.join(' ');
}

/** The other tools whose citations a notebook may have, by name. */
export function otherTools({ cells, metadata }: OpenNotebook): string[] {
  const tools: string[] = [];
  if ('cite2c' in metadata) {
    tools.push('cite2c');
  }
  if ('citation-manager' in metadata) {
    tools.push('jupyterlab-citation-manager');
  }
  const hasLinks = cells.some(({ source }) =>
    /\]\(https?:\/\/(?:dx\.)?doi\.org\/10\./.test(source)
  );
  return hasLinks ? [...tools, 'DOI links'] : tools;
}
