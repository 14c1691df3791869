import type { HitsBundle, PaperHit } from '../api/types';

/** The media type of a rich result. */
export const MIME_TYPE = 'application/vnd.paperlookup.v1+json';

/** What is shown of a rich result. */
export type ShownBundle = Pick<HitsBundle, 'query' | 'total'> & {
  hits: ShownHit[];
  /** The query with other words; empty where there are none. */
  didYouMean: string;
  /** Formatted references or BibTeX, of a stranger perhaps: to be sanitised. */
  html: string;
};

/** What is shown of a paper. */
export type ShownHit = Pick<
  PaperHit,
  'key' | 'title' | 'shortCreators' | 'year' | 'titleMatches' | 'retracted'
>;

/** A notebook may come from anybody: more is not shown. */
const MOST_HITS = 200;
const LONGEST_TEXT = 2000;
const LONGEST_HTML = 500_000;

/**
 * Reads the data of a rich result, which may come from a stranger's notebook.
 *
 * @returns null when it is not such data, or of another version.
 */
export function readBundle(data: unknown): ShownBundle | null {
  if (!isObject(data) || data.version !== 1 || !Array.isArray(data.hits)) {
    return null;
  }
  const hits = data.hits.slice(0, MOST_HITS).map(readHit);
  return {
    query: readText(data.query),
    total: readNumber(data.total) ?? hits.length,
    hits: hits.filter(hit => hit !== null),
    didYouMean: readText(data.didYouMean),
    html: readText(data.html, LONGEST_HTML)
  };
}

function readHit(hit: unknown): ShownHit | null {
  if (!isObject(hit) || typeof hit.key !== 'string' || hit.key === '') {
    return null;
  }
  return {
    key: hit.key.slice(0, LONGEST_TEXT),
    title: readText(hit.title),
    shortCreators: readText(hit.shortCreators),
    year: readNumber(hit.year),
    retracted: readText(hit.retracted),
    titleMatches: Array.isArray(hit.titleMatches)
      ? hit.titleMatches.filter(isSpan)
      : []
  };
}

function readText(value: unknown, longest = LONGEST_TEXT): string {
  return typeof value === 'string' ? value.slice(0, longest) : '';
}

function readNumber(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function isSpan(value: unknown): value is [number, number] {
  return (
    Array.isArray(value) && value.length === 2 && value.every(Number.isInteger)
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
