import type { RefObject } from 'react';
import { useCallback, useLayoutEffect, useState } from 'react';

import type { Heights } from './layout';

/** What of the list is in sight, in pixels. */
export type Seen = { readonly from: number; readonly to: number };

/** How many rows beyond the edges are drawn, so that none is missed while one scrolls. */
const BEYOND = 6;

const UNKNOWN: Heights = { row: 122, heading: 28 };

/** The heights of rows and headings as the style sheet has them, followed when the theme changes. */
export function useHeights(probe: RefObject<HTMLElement>): Heights {
  const [heights, setHeights] = useState(UNKNOWN);
  useLayoutEffect(() => {
    const { current: node } = probe;
    const [row, heading] = node ? [...node.children] : [];
    if (!row || !heading) {
      return undefined;
    }
    const measure = (): void => {
      const measured = {
        row: row.getBoundingClientRect().height,
        heading: heading.getBoundingClientRect().height
      };
      if (measured.row > 0) {
        setHeights(before =>
          before.row === measured.row && before.heading === measured.heading
            ? before
            : measured
        );
      }
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(row);
    observer.observe(heading);
    return () => observer.disconnect();
  }, [probe]);
  return heights;
}

/** What is in sight, with some rows to spare; changes only when other rows are to be drawn. */
export function useWindow(
  scroller: RefObject<HTMLElement>,
  rowHeight: number
): { seen: Seen; look: () => void } {
  const [seen, setSeen] = useState<Seen>({ from: 0, to: 1200 });
  const look = useCallback(() => {
    const node = scroller.current;
    if (!node || node.clientHeight === 0) {
      return;
    }
    const { scrollTop, clientHeight } = node;
    // Steps of a row: between them the same rows are in sight.
    const first = Math.floor(scrollTop / rowHeight) - BEYOND;
    const count = Math.ceil(clientHeight / rowHeight) + 2 * BEYOND + 1;
    const from = Math.max(0, first * rowHeight);
    const to = (first + count) * rowHeight;
    setSeen(before =>
      before.from === from && before.to === to ? before : { from, to }
    );
  }, [scroller, rowHeight]);
  useLayoutEffect(() => {
    const node = scroller.current;
    if (!node) {
      return undefined;
    }
    look();
    const observer = new ResizeObserver(look);
    observer.observe(node);
    return () => observer.disconnect();
  }, [scroller, look]);
  return { seen, look };
}
