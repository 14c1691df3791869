type Box = {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
};
type Size = { readonly width: number; readonly height: number };

/** How far a card stays from the edge of the window, in pixels. */
const MARGIN = 8;

/** How far it stays from what it is about; the pointer must get over it. */
const GAP = 2;

/**
 * Where a card goes: below the line that it is about, above it where there is more room, and
 * always inside the window.
 *
 * @param at - The horizontal place to begin at, such as that of the pointer.
 */
export function cardPlace(
  line: Box,
  at: number,
  card: Size,
  view: Size
): { left: number; top: number; maxHeight: number } {
  const below = view.height - line.bottom - GAP - MARGIN;
  const above = line.top - GAP - MARGIN;
  const isBelow = card.height <= below || below >= above;
  const maxHeight = Math.max(isBelow ? below : above, 0);
  const height = Math.min(card.height, maxHeight);
  const left = Math.max(MARGIN, Math.min(at, view.width - card.width - MARGIN));
  const top = isBelow ? line.bottom + GAP : line.top - GAP - height;
  return { left, top: Math.max(MARGIN, top), maxHeight };
}

/** The line of a citation that may run over several ones: the one under a point, else the first. */
export function lineAt<T extends Box>(
  lines: readonly T[],
  point: { readonly x: number; readonly y: number } | null
): T | undefined {
  const near = point
    ? lines.find(
        ({ left, right, top, bottom }) =>
          point.x >= left - GAP &&
          point.x <= right + GAP &&
          point.y >= top - GAP &&
          point.y <= bottom + GAP
      )
    : undefined;
  return near ?? lines[0];
}
