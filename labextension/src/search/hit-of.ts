import type { PaperDetails, PaperHit } from '../api/types';
import { retractedBy } from './facts';

/** A record as a hit in which nothing matched, for one that no search gave. */
export function hitOf(record: PaperDetails): PaperHit {
  const { key, title, creators, organization, authorCount, date } = record;
  const year = /^\d{4}/u.exec(date);
  return {
    key,
    title,
    creators: creators.map(creator => creator.name).join('; ') || organization,
    shortCreators: creators.map(creator => creator.surname).join(', '),
    authorCount,
    year: year ? Number(year[0]) : null,
    date,
    snippet: '',
    score: 0,
    titleMatches: [],
    creatorsMatches: [],
    snippetMatches: [],
    matchedIn: [],
    incomplete: record.incomplete,
    retracted: retractedBy(record.item),
    explanation: null
  };
}
