import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { OfflineError, PaperLookupError } from '../api/request';
import { answer, HeldSearch, hit, PAGE } from './testing/held-search';

let held: HeldSearch;

beforeEach(() => {
  held = new HeldSearch();
});

afterEach(() => {
  held.end();
});

describe('searching as one types', () => {
  it('asks once for a burst of keys', async () => {
    for (const query of ['f', 'fi', 'fit']) {
      held.model.setQuery(query);
      await vi.advanceTimersByTimeAsync(20);
    }
    await vi.advanceTimersByTimeAsync(60);
    expect(held.client.asked.map(asked => asked.query)).toEqual(['fit']);
    expect(held.client.last.options).toMatchObject({
      typing: true,
      limit: PAGE
    });
  });

  it('asks nothing before somebody types or looks', async () => {
    await vi.advanceTimersByTimeAsync(10_000);
    expect(held.client.asked).toEqual([]);
  });

  it('does not ask again for the same words', async () => {
    await held.typeAndAnswer('fit', ['a']);
    await held.type('fit');
    expect(held.client.asked).toHaveLength(1);
  });

  it('keeps the old hits until the new ones are there', async () => {
    await held.typeAndAnswer('fit', ['a']);
    await held.type('fits');
    expect(held.shownKeys).toEqual(['a']);
    expect(held.model.state).toMatchObject({
      phase: 'searching',
      answered: 'fit'
    });
    await held.answer(['b']);
    expect(held.shownKeys).toEqual(['b']);
    expect(held.model.state).toMatchObject({
      phase: 'ready',
      answered: 'fits'
    });
  });

  it('takes back the request for older words as soon as a key is pressed', async () => {
    await held.type('fit');
    const older = held.client.last;
    held.model.setQuery('fits');
    expect(older.options.signal?.aborted).toBe(true);
  });

  it('drops a stale answer, even from a client that cannot abort', async () => {
    await held.type('fit');
    const older = held.client.last;
    await held.type('fits');
    held.client.last.resolve(answer(['new']));
    older.resolve(answer(['old']));
    await held.settle();
    expect(held.shownKeys).toEqual(['new']);
  });
});

describe('what an answer says beside its hits', () => {
  it('stays until the next answer, and no longer', async () => {
    const didYouMean = 'interleaved';
    const notice = 'Only the first words were looked for.';
    await held.typeAndAnswer('interleved', [], { didYouMean, notice });
    expect(held.model.state).toMatchObject({ didYouMean, notice });
    await held.type('interleaved');
    expect(held.model.state).toMatchObject({ didYouMean, notice });
    await held.answer(['a']);
    expect(held.model.state).toMatchObject({ didYouMean: '', notice: '' });
  });

  it('is gone with a failure', async () => {
    await held.typeAndAnswer('interleved', [], { didYouMean: 'interleaved' });
    await held.type('year:x');
    held.client.last.reject(new PaperLookupError('No.', 'Unreadable', 400));
    await held.settle();
    expect(held.model.state.didYouMean).toBe('');
  });
});

describe('settled', () => {
  it('waits for the words as they are typed now, without the usual delay', async () => {
    await held.typeAndAnswer('fit', ['old']);
    held.model.setQuery('fits');
    const settled = held.model.settled();
    expect(held.client.last.query).toBe('fits');
    held.client.last.resolve(answer(['new']));
    expect((await settled)?.key).toBe('new');
  });

  it('follows the words that are typed while it waits', async () => {
    await held.type('f');
    const settled = held.model.settled();
    await held.type('fit');
    held.client.last.resolve(answer(['new']));
    expect((await settled)?.key).toBe('new');
  });

  it('gives nothing of older words when the answer fails', async () => {
    await held.typeAndAnswer('fit', ['old']);
    held.model.setQuery('fits');
    const settled = held.model.settled();
    held.client.last.reject(new PaperLookupError('No.', 'Broken', 500));
    expect(await settled).toBeNull();
    expect(held.shownKeys).toEqual(['old']);
  });
});

describe('an index that is being built', () => {
  const index = {
    phase: 'building',
    done: 1,
    total: 9,
    message: 'Reading 1 page, 9 papers'
  } as const;

  it('is asked again until it is ready', async () => {
    held.model.resume();
    await held.answer([], { index });
    expect(held.model.state).toMatchObject({ phase: 'building', index });
    await vi.advanceTimersByTimeAsync(700);
    expect(held.client.asked).toHaveLength(2);
    await held.answer(['a']);
    expect(held.model.state.phase).toBe('ready');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(held.client.asked).toHaveLength(2);
  });

  it('is left alone while nobody looks', async () => {
    held.model.resume();
    await held.answer([], { index });
    held.model.suspend();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(held.client.asked).toHaveLength(1);
    held.model.resume();
    expect(held.client.asked).toHaveLength(2);
  });
});

describe('failures', () => {
  it('leave the hits, and offline asks again by itself', async () => {
    await held.typeAndAnswer('fit', ['a']);
    await held.type('fits');
    held.client.last.reject(new OfflineError('No answer.'));
    await held.settle();
    expect(held.model.state.failure?.kind).toBe('offline');
    expect(held.shownKeys).toEqual(['a']);
    await vi.advanceTimersByTimeAsync(5000);
    await held.answer(['b']);
    expect(held.model.state.failure).toBeNull();
    expect(held.shownKeys).toEqual(['b']);
  });

  it('show what needs no answer, and Enter means it', async () => {
    held.client.alone = query => (query === 'fits' ? [hit('own')] : []);
    await held.typeAndAnswer('fit', ['a']);
    await held.type('fits');
    held.client.last.reject(new OfflineError('No answer.'));
    await held.settle();
    expect(held.shownKeys).toEqual(['own']);
    expect((await held.model.settled())?.key).toBe('own');
    await held.type('fit');
    held.client.last.reject(new OfflineError('No answer.'));
    await held.settle();
    expect(await held.model.settled()).toBeNull();
  });

  it('of an unreadable query are told from the others', async () => {
    await held.type('year:');
    held.client.last.reject(
      new PaperLookupError('year: needs a year.', 'UnreadableQuery', 400)
    );
    await held.settle();
    expect(held.model.state.failure).toEqual({
      kind: 'query',
      message: 'year: needs a year.'
    });
  });
});

it('says nothing after it is disposed', async () => {
  await held.type('fit');
  let changes = 0;
  held.model.changed.connect(() => {
    changes += 1;
  });
  held.model.dispose();
  await held.answer(['a']);
  expect(changes).toBe(0);
});
