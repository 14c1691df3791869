import { nullTranslator } from '@jupyterlab/translation';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { KeyPatternResponse } from '../api/types';
import { KeyPatternModel } from './key-pattern-model';
import { keyProblem } from './key-validity';

const DEFAULT = '[auth:lower][year]';

function answered(pattern: string, problem = ''): KeyPatternResponse {
  const previews = problem
    ? []
    : [{ key: 'turing1936', title: 'T', preview: `of ${pattern}` }];
  return { pattern, inUse: DEFAULT, default: DEFAULT, previews, problem };
}

function made() {
  const client = {
    keyPattern: vi.fn((pattern?: string) =>
      Promise.resolve(
        answered(pattern ?? DEFAULT, pattern?.includes('!') ? 'No.' : '')
      )
    ),
    setKeyPattern: vi.fn((pattern: string) =>
      Promise.resolve({ ...answered(pattern), inUse: pattern })
    )
  };
  return { model: new KeyPatternModel(client), client };
}

describe('KeyPatternModel', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it('previews what is typed, once the typing pauses', async () => {
    const { model, client } = made();
    await model.load();
    expect(model.state.pattern).toBe(DEFAULT);
    expect(model.isReady).toBe(false);
    model.setPattern('[a');
    model.setPattern('[auth]');
    expect(model.isReady).toBe(false);
    await vi.runAllTimersAsync();
    expect(client.keyPattern).toHaveBeenCalledTimes(2);
    expect(model.state.answer?.previews[0]?.preview).toBe('of [auth]');
    expect(model.isReady).toBe(true);
    await model.save();
    expect(client.setKeyPattern).toHaveBeenCalledWith('[auth]');
    expect(model.state.isSaved).toBe(true);
    expect(model.isReady).toBe(false);
  });

  it('keeps the last previews while a pattern cannot be read, and does not take it', async () => {
    const { model, client } = made();
    await model.load();
    model.setPattern('[!');
    await vi.runAllTimersAsync();
    expect(model.state.answer?.problem).toBe('No.');
    expect(model.state.answer?.previews).toHaveLength(1);
    await model.save();
    expect(client.setKeyPattern).not.toHaveBeenCalled();
    model.setDefault();
    expect(model.state.pattern).toBe(DEFAULT);
  });
});

describe('keyProblem', () => {
  const trans = nullTranslator.load('jupyter_paperlookup');

  it.each(['', 'turing1936', 'Poincaré:1905', 'a/b+c.d-e?', '_x', '1936'])(
    'takes %j',
    key => {
      expect(keyProblem(key, trans)).toBe('');
    }
  );

  it.each([
    ['a b', 'A key has no blanks.'],
    ['a,b', 'A key cannot have , in it.'],
    ['{a}', 'A key cannot have { in it.'],
    ['-a', 'A key begins with a letter or a digit.'],
    ['a'.repeat(201), 'A key has at most 200 characters.']
  ])('says what is wrong with %j', (key, problem) => {
    expect(keyProblem(key, trans)).toBe(problem);
  });
});
