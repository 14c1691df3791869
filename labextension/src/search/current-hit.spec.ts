import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { Move } from './search-state';
import { HeldSearch } from './testing/held-search';

let held: HeldSearch;

beforeEach(() => {
  held = new HeldSearch();
});

afterEach(() => {
  held.end();
});

describe('the current hit', () => {
  it('is the best one of some words, and nobody of the newest papers', async () => {
    held.model.resume();
    await held.answer(['newest']);
    expect(held.model.activeHit).toBeNull();
    await held.typeAndAnswer('fit', ['best', 'second']);
    expect(held.model.activeHit?.key).toBe('best');
  });

  it('stays the same paper when the same words are answered anew', async () => {
    await held.typeAndAnswer('fit', ['a', 'b', 'c']);
    held.model.setActive(1);
    held.model.refresh();
    await held.answer(['x', 'a', 'b']);
    expect(held.model.activeHit?.key).toBe('b');
  });

  it('stays the same paper in a list that was paged', async () => {
    await held.typeAndAnswer('fit', ['a', 'b', 'c'], { total: 6 });
    void held.model.loadMore();
    await held.answer(['d', 'e', 'f'], { total: 6 });
    held.model.setActive(4);
    held.model.refresh();
    expect(held.client.last.options.limit).toBe(6);
    const keys = ['x', 'a', 'b', 'c', 'd', 'e'];
    await held.answer(keys, { total: 7 });
    expect(held.model.activeHit?.key).toBe('e');
  });

  const moves: [number, Move, number][] = [
    [0, 'next', 1],
    [0, 'previous', 0],
    [19, 'next', 19],
    [3, 'previous', 2],
    [7, 'first', 0],
    [7, 'last', 19],
    [1, 'nextPage', 9],
    [15, 'nextPage', 19],
    [9, 'previousPage', 1],
    [3, 'previousPage', 0]
  ];
  it.each(moves)('goes from %i by %s to %i', async (from, move, to) => {
    const keys = Array.from({ length: 20 }, (_, i) => `k${i}`);
    await held.typeAndAnswer('fit', keys);
    held.model.setActive(from);
    held.model.move(move);
    expect(held.model.state.active).toBe(to);
  });

  it('begins with the first of the newest papers', async () => {
    held.model.resume();
    await held.answer(['a', 'b']);
    held.model.move('next');
    expect(held.model.activeHit?.key).toBe('a');
  });

  it('is reached by steps that were faster than the answer', async () => {
    await held.typeAndAnswer('fit', ['a', 'b']);
    await held.type('fits');
    held.model.move('next');
    held.model.move('next');
    expect(held.model.state.active).toBe(0);
    await held.answer(['c', 'd', 'e', 'f']);
    expect(held.model.activeHit?.key).toBe('e');
  });

  it('does not remember steps through a list that is typed away', async () => {
    await held.type('fit');
    held.model.move('next');
    await held.typeAndAnswer('fits', ['a', 'b']);
    expect(held.model.activeHit?.key).toBe('a');
  });

  it('does not move in an empty list', () => {
    held.model.move('next');
    expect(held.model.state.active).toBe(-1);
  });
});
