import type { PaperHit } from '../../api/types';
import { isOwn } from '../../notebooks/search-with-own';

/** Where an identifier is found. */
const FIELDS = ['doi', 'arxiv', 'pmid', 'key'];

/** Whether a hit was found by an identifier that was typed. */
export function isKnown(hit: PaperHit): boolean {
  // What the notebook has itself is found by all its identifiers.
  return isOwn(hit) || hit.matchedIn.some(field => FIELDS.includes(field));
}
