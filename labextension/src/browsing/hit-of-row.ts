import type { BrowseRow, PaperHit } from '../api/types';

/** A row of the list as a hit in which nothing matched, which the details begin with. */
export function hitOfRow(row: BrowseRow): PaperHit {
  const { key, title, creators, shortCreators, authorCount, year } = row;
  return {
    key,
    title,
    creators,
    shortCreators,
    authorCount,
    year,
    date: row.date,
    snippet: '',
    score: row.score,
    titleMatches: [],
    creatorsMatches: [],
    snippetMatches: [],
    matchedIn: [],
    incomplete: row.incomplete,
    retracted: row.retracted,
    explanation: null
  };
}
