import type { TranslationBundle } from '@jupyterlab/translation';

/** A choice of a menu. */
export type Choice = { readonly value: string; readonly label: string };

/** The types that most works have, which stand first in the menu. */
const COMMON = [
  'article-journal',
  'paper-conference',
  'article',
  'book',
  'chapter',
  'thesis',
  'report',
  'webpage',
  'dataset',
  'software'
];

/**
 * The types of CSL in words, common ones first, the others by alphabet.
 *
 * Source: https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types
 */
export function cslTypes(trans: TranslationBundle): Choice[] {
  const words = typeWords(trans);
  const rest = Object.keys(words)
    .filter(value => !COMMON.includes(value))
    .sort((a, b) => (words[a] ?? a).localeCompare(words[b] ?? b));
  return [...COMMON, ...rest].map(value => ({
    value,
    label: words[value] ?? value
  }));
}

/** A type of CSL in words; one that CSL does not know stays as it is. */
export function typeLabel(type: string, trans: TranslationBundle): string {
  return typeWords(trans)[type] ?? type;
}

function typeWords(trans: TranslationBundle): Readonly<Record<string, string>> {
  return {
    article: trans.__('Preprint or other article'),
    'article-journal': trans.__('Journal article'),
    'article-magazine': trans.__('Magazine article'),
    'article-newspaper': trans.__('Newspaper article'),
    bill: trans.__('Bill'),
    book: trans.__('Book'),
    broadcast: trans.__('Broadcast'),
    chapter: trans.__('Chapter of a book'),
    classic: trans.__('Classical work'),
    collection: trans.__('Archival collection'),
    dataset: trans.__('Data set'),
    document: trans.__('Document'),
    entry: trans.__('Entry'),
    'entry-dictionary': trans.__('Entry of a dictionary'),
    'entry-encyclopedia': trans.__('Entry of an encyclopedia'),
    event: trans.__('Event'),
    figure: trans.__('Figure'),
    graphic: trans.__('Graphic'),
    hearing: trans.__('Hearing'),
    interview: trans.__('Interview'),
    legal_case: trans.__('Legal case'),
    legislation: trans.__('Legislation'),
    manuscript: trans.__('Manuscript'),
    map: trans.__('Map'),
    motion_picture: trans.__('Film or video'),
    musical_score: trans.__('Musical score'),
    pamphlet: trans.__('Pamphlet'),
    'paper-conference': trans.__('Conference paper'),
    patent: trans.__('Patent'),
    performance: trans.__('Performance'),
    periodical: trans.__('Periodical'),
    personal_communication: trans.__('Personal communication'),
    post: trans.__('Post'),
    'post-weblog': trans.__('Blog post'),
    regulation: trans.__('Regulation'),
    report: trans.__('Report'),
    review: trans.__('Review'),
    'review-book': trans.__('Book review'),
    software: trans.__('Software'),
    song: trans.__('Recording'),
    speech: trans.__('Talk'),
    standard: trans.__('Standard'),
    thesis: trans.__('Thesis'),
    treaty: trans.__('Treaty'),
    webpage: trans.__('Web page')
  };
}
