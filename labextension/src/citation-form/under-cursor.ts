import type { CitationInCell, CitationsOfCell } from '../api/types';

/** The citation at an offset of a text; a cursor right before or behind it counts as in it. */
export function citationAt(
  cited: CitationsOfCell | null,
  offset: number
): CitationInCell | null {
  const touching = (cited?.citations ?? []).filter(
    ({ start, end }) => start <= offset && offset <= end
  );
  const around = touching.find(
    ({ start, end }) => start < offset && offset < end
  );
  return around ?? touching[0] ?? null;
}

/** The citation that begins at an offset. */
export function citationFrom(
  cited: CitationsOfCell | null,
  start: number
): CitationInCell | null {
  return cited?.citations.find(each => each.start === start) ?? null;
}
