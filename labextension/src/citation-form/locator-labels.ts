import type { TranslationBundle } from '@jupyterlab/translation';

/** What a locator may count, and the word for it. */
export type LocatorLabel = { readonly label: string; readonly word: string };

/**
 * The locator labels of CSL 1.0.2 with their words: what is cited most stands first, the others in
 * the order of their words.
 */
export function locatorLabels(trans: TranslationBundle): LocatorLabel[] {
  const first: LocatorLabel[] = [
    { label: 'page', word: trans.__('Page') },
    { label: 'chapter', word: trans.__('Chapter') },
    { label: 'section', word: trans.__('Section') },
    { label: 'figure', word: trans.__('Figure') }
  ];
  const others: LocatorLabel[] = [
    { label: 'act', word: trans.__('Act') },
    { label: 'appendix', word: trans.__('Appendix') },
    { label: 'article-locator', word: trans.__('Article') },
    { label: 'book', word: trans.__('Book') },
    { label: 'canon', word: trans.__('Canon') },
    { label: 'column', word: trans.__('Column') },
    { label: 'elocation', word: trans.__('Location') },
    { label: 'equation', word: trans.__('Equation') },
    { label: 'folio', word: trans.__('Folio') },
    { label: 'issue', word: trans.__('Issue') },
    { label: 'line', word: trans.__('Line') },
    { label: 'note', word: trans.__('Note') },
    { label: 'opus', word: trans.__('Opus') },
    { label: 'paragraph', word: trans.__('Paragraph') },
    { label: 'part', word: trans.__('Part') },
    { label: 'rule', word: trans.__('Rule') },
    { label: 'scene', word: trans.__('Scene') },
    { label: 'sub-verbo', word: trans.__('Sub verbo') },
    { label: 'supplement', word: trans.__('Supplement') },
    { label: 'table', word: trans.__('Table') },
    { label: 'timestamp', word: trans.__('Timestamp') },
    { label: 'title-locator', word: trans.__('Title') },
    { label: 'verse', word: trans.__('Verse') },
    { label: 'version', word: trans.__('Version') },
    { label: 'volume', word: trans.__('Volume') }
  ];
  others.sort((one, other) => one.word.localeCompare(other.word));
  return [...first, ...others];
}
