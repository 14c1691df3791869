/** What a field of a form holds. */
export type FieldKind = 'text' | 'long' | 'names' | 'date' | 'type';

// The variables are those of the server, by what they hold; the source is `csl-data.json` of
// https://github.com/citation-style-language/schema.

const NAMES =
  words(`author chair collection-editor compiler composer container-author contributor
  curator director editor editorial-director executive-producer guest host interviewer illustrator
  narrator organizer original-author performer producer recipient reviewed-author script-writer
  series-creator translator`);

const DATES = words(
  'accessed available-date event-date issued original-date submitted'
);

const LONG = words('abstract annote note');

const TEXTS =
  words(`archive archive_collection archive_location archive-place authority call-number
  chapter-number collection-number collection-title container-title container-title-short dimensions
  division DOI edition event event-title event-place genre ISBN ISSN issue journalAbbreviation
  jurisdiction keyword language medium number number-of-pages number-of-volumes original-publisher
  original-publisher-place original-title page page-first part-number part-title PMCID PMID
  printing-number publisher publisher-place references reviewed-genre reviewed-title scale section
  shortTitle source status supplement-number title title-short URL version volume volume-title`);

/** All variables that a person may fill in. */
export const VARIABLES: readonly string[] = [
  'type',
  ...TEXTS,
  ...LONG,
  ...NAMES,
  ...DATES
];

/** What a variable holds. */
export function kindOf(name: string): FieldKind {
  if (name === 'type') {
    return 'type';
  }
  if (NAMES.includes(name)) {
    return 'names';
  }
  if (DATES.includes(name)) {
    return 'date';
  }
  return LONG.includes(name) ? 'long' : 'text';
}

const FIRST = words('type title author issued');
const LAST = words('DOI URL abstract note');

/** What matters of a type, between what matters of all. */
const MIDDLE: Readonly<Record<string, readonly string[]>> = {
  article: words('genre number version publisher'),
  'article-journal': words('container-title volume issue page ISSN'),
  'article-magazine': words('container-title volume issue page'),
  'article-newspaper': words('container-title edition section page'),
  book: words('editor publisher publisher-place edition volume ISBN'),
  chapter: words(
    'container-title editor publisher publisher-place edition page ISBN'
  ),
  dataset: words('version publisher'),
  'entry-dictionary': words('container-title editor publisher edition page'),
  'entry-encyclopedia': words('container-title editor publisher edition page'),
  legal_case: words('authority container-title volume page number'),
  manuscript: words('genre archive archive_location'),
  motion_picture: words('director publisher medium'),
  'paper-conference': words(
    'container-title event-title event-place editor publisher page ISBN'
  ),
  patent: words('number authority jurisdiction submitted'),
  'post-weblog': words('container-title accessed'),
  report: words('genre number publisher publisher-place'),
  review: words('container-title reviewed-title reviewed-author volume page'),
  'review-book': words(
    'container-title reviewed-title reviewed-author volume issue page'
  ),
  software: words('version publisher'),
  speech: words('event-title event-place genre'),
  standard: words('number publisher version'),
  thesis: words('genre publisher publisher-place'),
  webpage: words('container-title accessed')
};

const OTHER_MIDDLE = words('container-title publisher publisher-place page');

/**
 * The variables that a form shows: those that matter for a type, then others that are filled in.
 *
 * @param present - Variables with a value, and those that the person asked for.
 */
export function fieldsOf(type: string, present: Iterable<string>): string[] {
  const middle = MIDDLE[type] ?? OTHER_MIDDLE;
  const known = [...FIRST, ...middle, ...LAST];
  return [...new Set([...known, ...present])];
}

/** The variables that a form does not show yet. */
export function otherFields(shown: readonly string[]): string[] {
  return VARIABLES.filter(name => !shown.includes(name));
}

function words(text: string): string[] {
  return text.trim().split(/\s+/u);
}
