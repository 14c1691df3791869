import type {
  BibliographyInCell,
  CitationInCell,
  CitationsOfCell,
  CitationsResponse
} from '../api/types';
import type { KnownCell } from '../notebooks/tokens';

/** An entry of the bibliography. */
export type Reference = { readonly key: string; readonly html: string };

/** What a rendered cell shows of the citations of its notebook. */
export type Shown = {
  /** The text of the cell, for which the places hold. */
  readonly source: string;
  readonly citations: readonly CitationInCell[];
  readonly bibliographies: readonly BibliographyInCell[];
  /** The bibliography of the notebook; empty where the cell holds none. */
  readonly references: readonly Reference[];
};

/** What a cell shows according to an answer. */
export function shownOf(
  { source, cited }: KnownCell,
  { works }: Pick<CitationsResponse, 'works'>
): Shown {
  const { citations, bibliographies } = cited;
  const references = works
    .filter(({ reference }) => reference !== '')
    .map(({ key, reference }) => ({ key, html: reference }));
  return {
    source,
    citations,
    bibliographies,
    references: bibliographies.length > 0 ? references : []
  };
}

/**
 * What is known of a text that was changed in one place: the citations before and behind the
 * change, where they are now. What was changed itself is known when the server has answered.
 */
export function carried(known: KnownCell, source: string): KnownCell {
  const old = known.source;
  if (old === source) {
    return known;
  }
  const most = Math.min(old.length, source.length);
  let before = 0;
  while (before < most && old[before] === source[before]) {
    before += 1;
  }
  let behind = 0;
  while (
    behind < most - before &&
    old[old.length - 1 - behind] === source[source.length - 1 - behind]
  ) {
    behind += 1;
  }
  const shift = source.length - old.length;
  const moved = <T extends { start: number; end: number }>(
    places: readonly T[]
  ): T[] =>
    places.flatMap(place => {
      // A key that goes on where the change begins is another key.
      if (place.end < before) {
        return [place];
      }
      return place.start >= old.length - behind
        ? [{ ...place, start: place.start + shift, end: place.end + shift }]
        : [];
    });
  const cited: CitationsOfCell = {
    ...known.cited,
    citations: moved(known.cited.citations),
    bibliographies: moved(known.cited.bibliographies)
  };
  return { source, cited };
}
