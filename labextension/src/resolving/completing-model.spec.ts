import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { ResolveJob } from '../api/types';
import { CompletingModel } from './completing-model';

const ASKING: ResolveJob = {
  phase: 'asking',
  done: 1,
  total: 4,
  message: '',
  report: null
};
const DONE: ResolveJob = {
  ...ASKING,
  phase: 'done',
  report: {
    asked: 1,
    requests: 2,
    completed: ['Completed turing1936 from Crossref.'],
    linked: [],
    suggested: 0,
    retracted: [],
    unknown: [],
    failures: [],
    isOffline: false
  }
};

function made() {
  const client = {
    begin: vi.fn().mockResolvedValue(ASKING),
    job: vi.fn().mockResolvedValue(ASKING),
    cancel: vi.fn().mockResolvedValue(ASKING)
  };
  return { client, model: new CompletingModel(client) };
}

describe('CompletingModel', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it('follows what it began to its end, and asks no further', async () => {
    const { client, model } = made();
    const ended = vi.fn();
    model.ended.connect((_, report) => void ended(report));
    await model.begin(['turing1936']);
    expect(client.begin).toHaveBeenCalledWith(['turing1936']);
    await vi.advanceTimersByTimeAsync(500);
    expect(model.isBusy).toBe(true);
    client.job.mockResolvedValue(DONE);
    await vi.advanceTimersByTimeAsync(500);
    expect(model.state.job).toBe(DONE);
    expect(ended).toHaveBeenCalledExactlyOnceWith(DONE.report);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(client.job).toHaveBeenCalledTimes(2);
    model.dismiss();
    expect(model.state.job).toBeNull();
  });

  it('says why it cannot begin, and follows what is under way already', async () => {
    const { client, model } = made();
    client.begin.mockRejectedValueOnce(new Error('Wait, or cancel that.'));
    await model.begin(['turing1936']);
    expect(model.state).toMatchObject({
      job: null,
      failure: 'Wait, or cancel that.'
    });
    await model.look();
    expect(model.isBusy).toBe(true);
    model.dismiss();
    expect(model.isBusy).toBe(true);
    model.dispose();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(client.job).toHaveBeenCalledTimes(1);
  });

  it('is cancelling until the server says that it has ended', async () => {
    const { client, model } = made();
    await model.begin(['turing1936']);
    await model.cancel();
    await vi.advanceTimersByTimeAsync(500);
    expect(model.state.isCancelling).toBe(true);
    client.job.mockResolvedValue({ ...ASKING, phase: 'cancelled' });
    await vi.advanceTimersByTimeAsync(500);
    expect(model.state.isCancelling).toBe(false);
    expect(model.state.job?.phase).toBe('cancelled');
  });

  it('goes on after the server was away', async () => {
    const { client, model } = made();
    await model.begin(['turing1936']);
    client.job.mockRejectedValueOnce(new Error('Away.'));
    await vi.advanceTimersByTimeAsync(500);
    expect(model.state.failure).toBe('Away.');
    client.job.mockResolvedValue(DONE);
    await vi.advanceTimersByTimeAsync(4000);
    expect(model.state).toMatchObject({ job: DONE, failure: '' });
  });

  it('tells nothing of what ended before anybody looked', async () => {
    const { client, model } = made();
    client.job.mockResolvedValue(DONE);
    await model.look();
    expect(model.state.job).toBeNull();
  });
});
