import { describe, expect, it, vi } from 'vitest';

import type { SuggestedPaper, SuggestionInfo } from '../api/types';
import { SuggestionsModel } from './suggestions-model';

function pair(
  first: string,
  second: string,
  kind: SuggestionInfo['kind'] = 'duplicate'
): SuggestionInfo {
  const paper = (key: string): SuggestedPaper => ({
    key,
    title: '',
    creators: '',
    year: null,
    container: '',
    sources: []
  });
  return {
    kind,
    first: paper(first),
    second: paper(second),
    evidence: ['equal titles'],
    score: 100
  };
}

function made(...suggestions: SuggestionInfo[]) {
  const curating = {
    suggestions: vi.fn().mockResolvedValue({ suggestions, hasMore: false }),
    merge: vi.fn().mockResolvedValue({}),
    link: vi.fn().mockResolvedValue({}),
    keepApart: vi.fn().mockResolvedValue({})
  };
  const record = vi.fn((key: string) => Promise.resolve({ key } as never));
  const decisions = { tell: vi.fn().mockResolvedValue(undefined) };
  const model = new SuggestionsModel({ record, curating }, decisions);
  return { model, curating, decisions };
}

describe('SuggestionsModel', () => {
  it('shows the first pair with all that is known of both', async () => {
    const { model } = made(pair('a', 'b'), pair('c', 'd'));
    await model.load();
    expect(model.state.records?.map(record => record.key)).toEqual(['a', 'b']);
    expect(model.state.kept).toBe('a');
  });

  it('merges into the key that was chosen, and goes on', async () => {
    const { model, curating, decisions } = made(pair('a', 'b'), pair('c', 'd'));
    await model.load();
    model.keep('b');
    await model.merge();
    expect(curating.merge).toHaveBeenCalledWith(['b', 'a']);
    expect(decisions.tell).toHaveBeenCalledTimes(1);
    expect(model.pair?.first.key).toBe('c');
  });

  it('passes over pairs of records that were just decided', async () => {
    const { model } = made(pair('a', 'b'), pair('b', 'x'), pair('c', 'd'));
    await model.load();
    await model.merge();
    expect(model.pair?.first.key).toBe('c');
  });

  it('links in the direction that is named', async () => {
    const { model, curating } = made(
      pair('a', 'b'),
      pair('c', 'd', 'versions')
    );
    await model.load();
    await model.link('b');
    expect(curating.link).toHaveBeenLastCalledWith({
      preprint: 'b',
      published: 'a',
      linked: true
    });
    await model.link('c');
    expect(curating.link).toHaveBeenLastCalledWith({
      preprint: 'c',
      published: 'd',
      linked: true
    });
  });

  it('does not come back to what was skipped', async () => {
    const { model, curating } = made(pair('a', 'b'));
    await model.load();
    await model.skip();
    expect(curating.suggestions).toHaveBeenCalledTimes(2);
    expect(model.pair).toBeNull();
    expect(model.state.phase).toBe('ready');
  });

  it('stays with a pair that cannot be decided, and says why', async () => {
    const { model, curating } = made(pair('a', 'b'));
    curating.keepApart.mockRejectedValue(new Error('The server is away.'));
    await model.load();
    await model.keepApart();
    expect(model.state.failure).toBe('The server is away.');
    expect(model.pair?.first.key).toBe('a');
    expect(model.state.phase).toBe('ready');
  });
});
