import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { OfflineError, ServerMissingError } from '../api/request';
import type { StatusResponse } from '../api/types';
import { LibraryWatch } from './library-watch';

const STATUS: StatusResponse = {
  library: '/library',
  records: 315,
  revision: 7,
  sources: [],
  index: { phase: 'ready', done: 315, total: 315, message: '' },
  notice: '',
  version: '0.1.0'
};

const status = vi.fn<() => Promise<StatusResponse>>();
let watch: LibraryWatch;
let changes: number[];

beforeEach(() => {
  vi.useFakeTimers();
  status.mockReset().mockResolvedValue(STATUS);
  changes = [];
  watch = new LibraryWatch({ status }, { poll: 100, longest: 400 });
  watch.libraryChanged.connect((_, { revision }) => changes.push(revision));
});

afterEach(() => {
  watch.dispose();
  vi.useRealTimers();
});

it('asks while somebody looks', async () => {
  watch.start();
  watch.start();
  await vi.advanceTimersByTimeAsync(250);
  expect(status).toHaveBeenCalledTimes(3);
  watch.stop();
  await vi.advanceTimersByTimeAsync(1000);
  expect(status).toHaveBeenCalledTimes(3);
});

it('tells a change, and not the first answer', async () => {
  watch.start();
  await vi.advanceTimersByTimeAsync(150);
  expect(changes).toEqual([]);
  status.mockResolvedValue({ ...STATUS, revision: 8 });
  await vi.advanceTimersByTimeAsync(200);
  expect(changes).toEqual([8]);
});

it('tells what changed while nobody looked', async () => {
  watch.start();
  await vi.advanceTimersByTimeAsync(50);
  watch.stop();
  status.mockResolvedValue({ ...STATUS, revision: 9 });
  watch.start();
  await vi.advanceTimersByTimeAsync(0);
  expect(changes).toEqual([9]);
});

it('asks a server that does not answer ever more seldom', async () => {
  status.mockRejectedValue(new OfflineError('No answer.'));
  watch.start();
  await vi.advanceTimersByTimeAsync(0);
  const times: number[] = [];
  for (let time = 50; time <= 1500; time += 50) {
    const before = status.mock.calls.length;
    await vi.advanceTimersByTimeAsync(50);
    if (status.mock.calls.length > before) {
      times.push(time);
    }
  }
  expect(times).toEqual([200, 600, 1000, 1400]);
  status.mockResolvedValue(STATUS);
  await vi.advanceTimersByTimeAsync(400);
  const answered = status.mock.calls.length;
  await vi.advanceTimersByTimeAsync(100);
  expect(status).toHaveBeenCalledTimes(answered + 1);
});

it('does not ask a server without its half again, before somebody looks anew', async () => {
  status.mockRejectedValue(new ServerMissingError('Enable it.'));
  watch.start();
  await vi.advanceTimersByTimeAsync(5000);
  expect(status).toHaveBeenCalledTimes(1);
  watch.stop();
  watch.start();
  await vi.advanceTimersByTimeAsync(0);
  expect(status).toHaveBeenCalledTimes(2);
});
