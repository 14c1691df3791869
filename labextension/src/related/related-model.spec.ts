import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { RelatedRequest, RelatedResponse } from '../api/types';
import { RelatedModel } from './related-model';

type Asked = {
  request: RelatedRequest;
  signal: AbortSignal | undefined;
  resolve: (answer: RelatedResponse) => void;
  reject: (error: Error) => void;
};

const asked: Asked[] = [];
let model: RelatedModel;

function answer(
  keys: string[],
  phase: RelatedResponse['index']['phase'] = 'ready'
): RelatedResponse {
  return {
    papers: keys.map(key => ({
      key,
      title: '',
      creators: '',
      shortCreators: '',
      year: null,
      date: '',
      words: ['scaling'],
      retracted: ''
    })),
    index: { phase, done: 0, total: 1, message: '' }
  };
}

async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
}

function shown(): string[] {
  return model.state.papers.map(({ key }) => key);
}

beforeEach(() => {
  vi.useFakeTimers();
  asked.length = 0;
  model = new RelatedModel({
    related: (request, signal) =>
      new Promise((resolve, reject) => {
        asked.push({ request, signal, resolve, reject });
      })
  });
});

afterEach(() => {
  model.dispose();
  vi.useRealTimers();
});

describe('related papers', () => {
  it('are those of the newest question', async () => {
    void model.ask({ key: 'a' });
    await settle();
    void model.ask({ key: 'b' });
    await settle();
    expect(asked[0]?.signal?.aborted).toBe(true);
    asked[1]?.resolve(answer(['of b']));
    asked[0]?.resolve(answer(['of a']));
    await settle();
    expect(shown()).toEqual(['of b']);
    expect(model.state.phase).toBe('ready');
  });

  it('of an older question are not shown with a newer one', async () => {
    void model.ask({ key: 'a' });
    await settle();
    asked[0]?.resolve(answer(['of a']));
    await settle();
    void model.ask({ key: 'b' });
    expect(model.state).toMatchObject({ phase: 'asking', papers: [] });
  });

  it('are asked for again until there is an index', async () => {
    void model.ask({ key: 'a' });
    await settle();
    asked[0]?.resolve(answer([], 'building'));
    await settle();
    expect(model.state.phase).toBe('building');
    await vi.advanceTimersByTimeAsync(1000);
    asked[1]?.resolve(answer(['x']));
    await settle();
    expect(shown()).toEqual(['x']);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(asked).toHaveLength(2);
  });

  it('are not asked for any more once they are cleared', async () => {
    void model.ask({ key: 'a' });
    await settle();
    asked[0]?.resolve(answer([], 'building'));
    await settle();
    model.clear();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(asked).toHaveLength(1);
    expect(model.state.phase).toBe('idle');
  });

  it('are none where there is nothing to ask about', async () => {
    await model.ask(() => Promise.resolve(null));
    expect(asked).toHaveLength(0);
    expect(model.state).toMatchObject({ phase: 'ready', papers: [] });
  });

  it('are not asked for a request that came too late', async () => {
    let make: (request: RelatedRequest) => void = () => undefined;
    void model.ask(() => new Promise(resolve => (make = resolve)));
    model.clear();
    make({ text: 'scaling' });
    await settle();
    expect(asked).toHaveLength(0);
  });

  it('say why there are none', async () => {
    void model.ask({ key: 'a' });
    await settle();
    asked[0]?.reject(new Error('No record has the key.'));
    await settle();
    expect(model.state).toMatchObject({
      phase: 'failed',
      failure: 'No record has the key.'
    });
  });
});
