import { describe, expect, it } from 'vitest';

import { ListLayout } from './layout';

const HEIGHTS = { row: 100, heading: 20 };

function layout(...counts: number[]): ListLayout {
  return new ListLayout(
    counts.map(count => ({ count })),
    HEIGHTS
  );
}

describe('ListLayout', () => {
  it('knows the whole height and every row without a row', () => {
    const list = layout(2, 1, 3);
    expect(list.count).toBe(6);
    expect(list.height).toBe(3 * 20 + 6 * 100);
    expect([0, 1, 2, 3, 5].map(row => list.top(row))).toEqual([
      20, 120, 240, 360, 560
    ]);
    expect([0, 1, 2, 3, 5].map(row => list.sectionOf(row))).toEqual([
      0, 0, 1, 2, 2
    ]);
  });

  it('gives what is between two heights', () => {
    const list = layout(2, 1, 3);
    expect(list.seen(130, 250)).toEqual([
      { section: 0, top: 0, height: 220, first: 1, last: 1 },
      { section: 1, top: 220, height: 120, first: 2, last: 2 }
    ]);
  });

  it('gives a heading whose rows are out of sight', () => {
    const [, second] = layout(2, 3).seen(100, 225);
    expect(second).toMatchObject({ section: 1, first: 2, last: 1 });
  });

  it('covers every row once, whatever is scrolled to', () => {
    const list = layout(1, 7, 1, 40, 2);
    const seen = new Set<number>();
    for (let from = 0; from < list.height; from += 90) {
      for (const { first, last } of list.seen(from, from + 90)) {
        for (let row = first; row <= last; row++) {
          seen.add(row);
          expect(list.top(row)).toBeLessThanOrEqual(from + 90);
          expect(list.top(row) + 100).toBeGreaterThan(from);
        }
      }
    }
    expect(seen.size).toBe(51);
  });

  it('scrolls no further than a row needs, and not under its heading', () => {
    const list = layout(50);
    expect(list.scrollTo(0, 0, 300)).toBe(0);
    expect(list.scrollTo(2, 0, 300)).toBe(20);
    expect(list.scrollTo(10, 1000, 300)).toBe(1000);
    expect(list.scrollTo(9, 1000, 300)).toBe(900);
  });

  it('has room for nothing', () => {
    const list = layout();
    expect(list.height).toBe(0);
    expect(list.seen(0, 500)).toEqual([]);
  });

  it('finds its way in a hundred thousand rows', () => {
    const list = new ListLayout(
      Array.from({ length: 5000 }, () => ({ count: 20 })),
      HEIGHTS
    );
    const [seen] = list.seen(list.top(77_777), list.top(77_777) + 10);
    expect(seen).toMatchObject({ first: 77_777, last: 77_777 });
  });
});
