// The terms of a query that narrow it: `year:2023`, `-word`, `"a phrase"`.

const TERM = /-?(?:[\p{L}_]+:)?"[^"]*"?|\S+/gu;
const FIELDS = /^-?(?:author|title|abstract|year|key|arxiv|doi|source):/iu;

/** The terms of a query that can be dropped to find more, as they were typed. */
export function filtersOf(query: string): string[] {
  const filters = termsOf(query).filter(isFilter);
  return filters.filter((term, i) => filters.indexOf(term) === i);
}

/** The query without one of its terms. */
export function withoutFilter(query: string, filter: string): string {
  return termsOf(query)
    .filter(term => term !== filter)
    .join(' ');
}

function termsOf(query: string): string[] {
  return query.match(TERM) ?? [];
}

function isFilter(term: string): boolean {
  const isExcluded = term.startsWith('-') && term.length > 1;
  return isExcluded || term.startsWith('"') || FIELDS.test(term);
}
