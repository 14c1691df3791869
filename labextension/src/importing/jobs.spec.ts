import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { OfflineError, ServerMissingError } from '../api/request';
import type { ImportJob, ImportJobRequest } from '../api/types';
import type { JobsClient } from './jobs';
import { ImportJobs } from './jobs';

const OPTIONS = { poll: 100, retry: 1000 };

function job(id: string, change: Partial<ImportJob> = {}): ImportJob {
  return {
    id,
    name: `${id}.bib`,
    phase: 'storing',
    done: 1,
    total: 10,
    message: '',
    report: null,
    ...change
  };
}

/** A server whose imports the test moves on. */
class FakeServer implements JobsClient {
  jobs: ImportJob[] = [];
  asked = 0;
  error: Error | null = null;

  startImport({ name }: ImportJobRequest): Promise<ImportJob> {
    const started = job(name ?? 'file', { phase: 'waiting', total: 0 });
    this.jobs.unshift(started);
    return Promise.resolve(started);
  }

  importJobs(): Promise<{ jobs: ImportJob[] }> {
    this.asked += 1;
    return this.error
      ? Promise.reject(this.error)
      : Promise.resolve({ jobs: this.jobs });
  }

  cancelImport(id: string): Promise<ImportJob> {
    this.change(id, { phase: 'cancelled', message: 'Cancelled.' });
    const cancelled = this.jobs.find(each => each.id === id);
    return cancelled
      ? Promise.resolve(cancelled)
      : Promise.reject(new Error('There is no such import any more.'));
  }

  change(id: string, change: Partial<ImportJob>): void {
    this.jobs = this.jobs.map(each =>
      each.id === id ? { ...each, ...change } : each
    );
  }
}

let server: FakeServer;
let remembered: readonly string[];
let model: ImportJobs;
let ended: string[];

function open(): ImportJobs {
  const opened = new ImportJobs(
    server,
    {
      load: () => Promise.resolve(remembered),
      save: ids => {
        remembered = ids;
      }
    },
    OPTIONS
  );
  opened.ended.connect((_, { id }) => ended.push(id));
  return opened;
}

function phases(): Record<string, string> {
  return Object.fromEntries(
    model.state.jobs.map(({ id, phase }) => [id, phase])
  );
}

async function pass(milliseconds: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(milliseconds);
}

beforeEach(() => {
  vi.useFakeTimers();
  server = new FakeServer();
  remembered = [];
  ended = [];
  model = open();
});

afterEach(() => {
  model.dispose();
  vi.useRealTimers();
});

describe('an import', () => {
  it('is followed until it ends, and then nobody asks any more', async () => {
    await model.start({ name: 'a', data: '' });
    expect(phases()).toEqual({ a: 'waiting' });
    server.change('a', { phase: 'storing', done: 5 });
    await pass(100);
    expect(model.state.jobs[0]?.done).toBe(5);
    server.change('a', { phase: 'done' });
    await pass(100);
    expect(phases()).toEqual({ a: 'done' });
    expect(ended).toEqual(['a']);
    const { asked } = server;
    await pass(5000);
    expect(server.asked).toBe(asked);
    expect(ended).toEqual(['a']);
  });

  it('waits behind others, and all are shown in their order', async () => {
    await model.start({ name: 'a', data: '' });
    await model.start({ name: 'b', data: '' });
    server.change('a', { phase: 'done' });
    await pass(100);
    expect(phases()).toEqual({ a: 'done', b: 'waiting' });
    server.change('b', { phase: 'failed', message: 'b.bib is an image.' });
    await pass(100);
    expect(phases()).toEqual({ a: 'done', b: 'failed' });
    expect(ended).toEqual(['a', 'b']);
  });

  it('is cancelled', async () => {
    await model.start({ name: 'a', data: '' });
    await model.cancel('a');
    expect(phases()).toEqual({ a: 'cancelled' });
    expect(ended).toEqual(['a']);
  });

  it('that cannot be cancelled says why', async () => {
    await model.cancel('unknown');
    expect(model.state.failure).toBe('There is no such import any more.');
  });

  it('stays until it is dismissed, and does not come back', async () => {
    await model.start({ name: 'a', data: '' });
    server.change('a', { phase: 'done' });
    await pass(100);
    model.dismiss('a');
    expect(phases()).toEqual({});
    await model.look();
    expect(phases()).toEqual({});
    expect(remembered).toEqual([]);
  });

  it('that could not begin is shown with its reason', () => {
    const { id } = model.refuse('big.bib', 'big.bib is too large.');
    expect(model.state.jobs[0]).toMatchObject({
      id,
      phase: 'failed',
      message: 'big.bib is too large.'
    });
    expect(ended).toEqual([id]);
  });
});

describe('a new page', () => {
  it('finds the imports under way, of other pages too', async () => {
    server.jobs = [job('b'), job('a', { phase: 'done' })];
    await model.look();
    expect(phases()).toEqual({ b: 'storing' });
    server.change('b', { phase: 'done' });
    await pass(100);
    expect(ended).toEqual(['b']);
  });

  it('shows what ended while the old one was being left', async () => {
    await model.start({ name: 'a', data: '' });
    model.dispose();
    server.change('a', { phase: 'done' });
    server.jobs.push(job('older', { phase: 'done' }));
    model = open();
    await model.look();
    expect(phases()).toEqual({ a: 'done' });
  });

  it('asks once when nothing is under way', async () => {
    await model.look();
    await pass(5000);
    expect(server.asked).toBe(1);
  });
});

describe('a page that nobody sees', () => {
  it('asks for nothing, and goes on when it is seen', async () => {
    await model.start({ name: 'a', data: '' });
    await pass(0);
    model.suspend();
    const { asked } = server;
    await pass(5000);
    expect(server.asked).toBe(asked);
    server.change('a', { phase: 'done' });
    model.resume();
    await pass(0);
    expect(phases()).toEqual({ a: 'done' });
  });
});

describe('a server', () => {
  it('that cannot be reached is asked again after a while', async () => {
    await model.start({ name: 'a', data: '' });
    server.error = new OfflineError('Is it still running?');
    await pass(100);
    expect(model.state.failure).toBe('Is it still running?');
    expect(phases()).toEqual({ a: 'waiting' });
    server.error = null;
    await pass(1000);
    expect(model.state.failure).toBe('');
  });

  it('without its half is not asked again', async () => {
    await model.start({ name: 'a', data: '' });
    server.error = new ServerMissingError('Enable it.');
    await pass(100);
    const { asked } = server;
    await pass(10_000);
    expect(server.asked).toBe(asked);
  });

  it('that was started again knows nothing of the import', async () => {
    await model.start({ name: 'a', data: '' });
    server.jobs = [];
    await pass(100);
    expect(phases()).toEqual({});
    expect(model.state.failure).toBe('');
  });
});
