import type { JSONObject } from '@lumino/coreutils';

import type { InsertedCitation, NotingCell } from '../citing/metadata';
import { METADATA_NAME, noteInserted } from '../citing/metadata';

/**
 * Notes in a cell that a citation has taken the place of another one: of the dialect `text` only
 * the words stand in the text, so the cell knows the works.
 *
 * @param before The text of the other one; of `text` these are its words.
 */
export function renoteCitation(
  cell: NotingCell,
  before: string,
  citation: InsertedCitation
): void {
  if (citation.dialect === 'text') {
    forget(cell, before, citation);
  }
  noteInserted(cell, citation);
}

/** Forgets the citation with some words that stands nearest before or at a place. */
function forget(
  cell: NotingCell,
  words: string,
  { offset }: InsertedCitation
): void {
  const kept = cell.getMetadata(METADATA_NAME) as JSONObject | undefined;
  const noted = kept?.citations;
  if (!kept || !Array.isArray(noted)) {
    return;
  }
  // Those with the same words stand in the order of the text.
  const earlier = cell.getSource().slice(0, offset).split(words).length - 1;
  let seen = 0;
  const at = noted.findIndex(
    each => (each as JSONObject | null)?.words === words && seen++ === earlier
  );
  if (at >= 0) {
    const citations = noted.filter((_, index) => index !== at);
    cell.setMetadata(METADATA_NAME, { ...kept, citations });
  }
}
