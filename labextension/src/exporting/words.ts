import type { TranslationBundle } from '@jupyterlab/translation';

import type { CitedResponse, KeptFile } from '../api/types';
import { exportFormat, exportTitle } from '../export-formats';

/** How many keys are named; more are only counted. */
const MOST_NAMED = 5;

/** How many works a notebook cites. */
export function citedLine(
  { keys }: Pick<CitedResponse, 'keys'>,
  name: string,
  trans: TranslationBundle
): string {
  return keys.length === 0
    ? trans.__('%1 cites no paper of the library yet.', name)
    : trans._n(
        '%2 cites %1 paper of the library.',
        '%2 cites %1 papers of the library.',
        keys.length,
        name
      );
}

/** The cited keys that lead to no paper; empty when all do. */
export function unknownLine(
  { unknown }: Pick<CitedResponse, 'unknown'>,
  trans: TranslationBundle
): string {
  if (unknown.length === 0) {
    return '';
  }
  const named = unknown.slice(0, MOST_NAMED).join(', ');
  const more = unknown.length - MOST_NAMED;
  return more > 0
    ? trans.__('Not in the library: %1 and %2 more', named, String(more))
    : trans.__('Not in the library: %1', named);
}

/** What a kept file holds, what it is and what it follows. */
export function keptFacts(file: KeptFile, trans: TranslationBundle): string {
  const format = exportFormat(file.to);
  const follows = file.notebook
    ? trans.__('follows %1', file.notebook)
    : file.source
      ? trans.__('follows the source %1', file.source)
      : trans.__('follows the whole library');
  return [
    trans._n('%1 entry', '%1 entries', file.entries),
    format ? exportTitle(format) : file.to,
    follows
  ].join(' · ');
}
