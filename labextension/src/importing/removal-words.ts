import type { TranslationBundle } from '@jupyterlab/translation';

import type { RemovalResponse } from '../api/types';
import { paperCount } from './texts';

/** What became of the papers, in one sentence. */
export function removalLine(
  title: string,
  { kept, removed }: RemovalResponse,
  trans: TranslationBundle
): string {
  if (removed > 0) {
    return trans.__(
      '%1 is no source any more: %2 removed.',
      title,
      paperCount(removed, trans)
    );
  }
  return kept > 0
    ? trans.__(
        '%1 is no source any more: %2 kept that only it spoke of.',
        title,
        paperCount(kept, trans)
      )
    : trans.__('%1 is no source any more: its papers have others.', title);
}
