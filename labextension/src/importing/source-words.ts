import type { TranslationBundle } from '@jupyterlab/translation';

import type { SourceInfo } from '../api/types';
import { paperCount } from './texts';

/** How a source is called: `references.bib`, `Captured page, 2023-12-11`, `By hand`. */
export function sourceTitle(
  source: Pick<SourceInfo, 'name' | 'kind' | 'captured'>,
  trans: TranslationBundle
): string {
  const { name, kind, captured } = source;
  if (kind === 'by_hand') {
    return trans.__('By hand');
  }
  if (kind === 'captured_page' && captured) {
    return trans.__('Captured page, %1', dayOf(captured, trans));
  }
  return name.split(/[/\\]/u).pop() || name;
}

/** What kind of source it is, for people. */
export function sourceKind(kind: string, trans: TranslationBundle): string {
  const words: Readonly<Record<string, string>> = {
    by_hand: trans.__('Typed and corrected here'),
    captured_page: trans.__('Captured page'),
    title_facts: trans.__('Facts by title'),
    bibtex: 'BibTeX',
    biblatex: 'BibLaTeX',
    'csl-json': 'CSL-JSON',
    'csl-yaml': 'CSL-YAML',
    ris: 'RIS',
    'endnote-xml': 'EndNote XML',
    medline: 'PubMed (MEDLINE)',
    notebook: trans.__('Jupyter notebook'),
    zotero: 'Zotero',
    'daily-papers': trans.__('Daily Papers'),
    feed: trans.__('Feed'),
    pasted: trans.__('Pasted')
  };
  return words[kind] ?? kind;
}

/** Kind, size and whether it is watched, in one line. */
export function sourceFacts(
  { kind, records, isWatched }: SourceInfo,
  trans: TranslationBundle
): string {
  return [
    sourceKind(kind, trans),
    paperCount(records, trans),
    ...(isWatched ? [trans.__('watched')] : [])
  ].join(' · ');
}

/** The words that find the papers of a source. */
export function sourceQuery(name: string): string {
  return `source:"${name.replace(/"/gu, ' ')}"`;
}

function dayOf(captured: string, trans: TranslationBundle): string {
  return captured.startsWith('--')
    ? trans.__('%1, year not known', captured.slice(2))
    : captured;
}
