import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { answer, HeldSearch, PAGE } from './testing/held-search';

let held: HeldSearch;

beforeEach(() => {
  held = new HeldSearch();
});

afterEach(() => {
  held.end();
});

describe('more hits', () => {
  async function firstPage(): Promise<void> {
    await held.type('fit');
    await held.answer(['a', 'b', 'c'], { total: 5 });
  }

  it('come after those that are there, without repeats', async () => {
    await firstPage();
    void held.model.loadMore();
    expect(held.client.last.options).toMatchObject({ offset: 3, limit: PAGE });
    await held.answer(['c', 'd', 'e'], { total: 5 });
    expect(held.shownKeys).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('are asked for once, and not past the end', async () => {
    await firstPage();
    void held.model.loadMore();
    void held.model.loadMore();
    expect(held.client.asked).toHaveLength(2);
    await held.answer(['d', 'e'], { total: 5 });
    await held.model.loadMore();
    expect(held.client.asked).toHaveLength(2);
  });

  it('end when a page brings nothing new', async () => {
    await firstPage();
    void held.model.loadMore();
    await held.answer(['a'], { total: 5 });
    expect(held.model.state.total).toBe(3);
  });

  it('are asked for when the current hit comes near to the end', async () => {
    await firstPage();
    held.model.move('next');
    expect(held.client.last.options.offset).toBe(3);
  });

  it('are given up when other words are typed', async () => {
    await firstPage();
    void held.model.loadMore();
    const more = held.client.last;
    await held.typeAndAnswer('other', ['x']);
    more.resolve(answer(['d']));
    await held.settle();
    expect(held.shownKeys).toEqual(['x']);
    expect(held.model.state.isLoadingMore).toBe(false);
  });
});
