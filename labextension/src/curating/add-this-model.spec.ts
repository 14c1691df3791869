import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { RecognizeResponse } from '../api/types';
import { AddThisModel } from './add-this-model';

const DOI: RecognizeResponse = {
  kind: 'doi',
  label: 'DOI 10.1000/182',
  known: [],
  item: { DOI: '10.1000/182' },
  entries: 0,
  problems: []
};
const NOTHING: RecognizeResponse = { ...DOI, kind: 'nothing', item: {} };
const ENTRIES: RecognizeResponse = {
  ...DOI,
  kind: 'entries',
  label: '2 BibTeX entries',
  item: {},
  entries: 2
};
const BIB = '@book{a, title={A}}\n@book{b, title={B}}';

function made(answer: RecognizeResponse) {
  const client = {
    recognize: vi.fn().mockResolvedValue(answer),
    addEntries: vi
      .fn()
      .mockResolvedValue({ added: ['a', 'b'], known: [], problems: [] })
  };
  const targets = {
    show: vi.fn(),
    complete: vi.fn(),
    lookUp: vi.fn(),
    added: vi.fn(),
    search: vi.fn()
  };
  return { model: new AddThisModel(client, targets), client, targets };
}

describe('AddThisModel', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it('asks nothing about words', async () => {
    const { model, client } = made(NOTHING);
    model.setQuery('far-reaching transformers');
    await vi.runAllTimersAsync();
    expect(client.recognize).not.toHaveBeenCalled();
    expect(model.enter('far-reaching transformers')).toBe(false);
    expect(model.paste('far-reaching transformers')).toBe(false);
  });

  it('asks once the typing pauses, and about the last text alone', async () => {
    const { model, client } = made(DOI);
    model.setQuery('10.1000/1');
    model.setQuery('10.1000/18');
    model.setQuery('10.1000/182');
    await vi.runAllTimersAsync();
    expect(client.recognize).toHaveBeenCalledTimes(1);
    expect(model.state.found).toBe(DOI);
    model.setQuery('chen');
    expect(model.state.found).toBeNull();
  });

  it('drops an answer about an older text', async () => {
    const { model, client } = made(DOI);
    let answer: (found: RecognizeResponse) => void = () => undefined;
    client.recognize.mockReturnValueOnce(
      new Promise(resolve => {
        answer = resolve;
      })
    );
    model.setQuery('10.1000/182');
    await vi.runAllTimersAsync();
    model.setQuery('chen');
    answer(DOI);
    await vi.runAllTimersAsync();
    expect(model.state.found).toBeNull();
  });

  it('looks up what is new, or adds it by hand, shows what is there', async () => {
    const { model, targets } = made(DOI);
    model.setQuery('10.1000/182');
    await vi.runAllTimersAsync();
    expect(model.enter('10.1000/182')).toBe(true);
    await vi.runAllTimersAsync();
    expect(targets.lookUp).toHaveBeenCalledWith('10.1000/182');
    model.addByHand();
    expect(targets.complete).toHaveBeenCalledWith(DOI.item);
    const isbn = made({ ...DOI, kind: 'isbn', label: 'ISBN 0-201-89683-4' });
    isbn.model.setQuery('10.1000/182');
    await vi.runAllTimersAsync();
    isbn.model.enter('10.1000/182');
    expect(isbn.targets.complete).toHaveBeenCalledWith(DOI.item);
    expect(isbn.targets.lookUp).not.toHaveBeenCalled();

    const there = made({ ...DOI, known: ['handbook'] });
    there.model.setQuery('10.1000/182');
    await vi.runAllTimersAsync();
    there.model.enter('10.1000/182');
    await vi.runAllTimersAsync();
    expect(there.targets.show).toHaveBeenCalledWith('handbook');
  });

  it('acts on an Enter that was faster than the answer', async () => {
    const { model, targets } = made(DOI);
    model.setQuery('10.1000/182');
    expect(model.enter('10.1000/182')).toBe(true);
    await vi.runAllTimersAsync();
    expect(targets.lookUp).toHaveBeenCalledTimes(1);
  });

  it('takes pasted entries with all their lines, and adds them', async () => {
    const { model, client, targets } = made(ENTRIES);
    expect(model.paste(BIB)).toBe(true);
    await vi.runAllTimersAsync();
    expect(client.recognize.mock.calls[0]?.[0]).toBe(BIB);
    // The box is still empty, which is no other text.
    model.setQuery('');
    expect(model.state.found).toBe(ENTRIES);
    await model.act();
    expect(client.addEntries).toHaveBeenCalledWith(BIB);
    expect(targets.added).toHaveBeenCalledWith(['a', 'b']);
    expect(model.state.outcome?.added).toEqual(['a', 'b']);
    expect(model.enter('')).toBe(false);
    model.forgetOutcome();
    expect(model.state.outcome).toBeNull();
  });

  it('knows entries that are all there from those of which some are', async () => {
    const some = made({ ...ENTRIES, known: ['a'] });
    some.model.paste(BIB);
    await vi.runAllTimersAsync();
    expect(some.model.isKnown).toBe(false);
    const all = made({ ...ENTRIES, known: ['a', 'b'] });
    all.model.paste(BIB);
    await vi.runAllTimersAsync();
    expect(all.model.isKnown).toBe(true);
    await all.model.act();
    expect(all.targets.show).toHaveBeenCalledWith('a');
  });

  it('puts what only looked like entries into the box', async () => {
    const { model, targets } = made(NOTHING);
    model.paste('@article{\n is no entry');
    await vi.runAllTimersAsync();
    expect(targets.search).toHaveBeenCalledWith('@article{ is no entry');
  });

  it('says why entries cannot be added, and keeps them', async () => {
    const { model, client } = made(ENTRIES);
    client.addEntries.mockRejectedValueOnce(new Error('The disk is full.'));
    model.paste(BIB);
    await vi.runAllTimersAsync();
    await model.act();
    expect(model.state.failure).toBe('The disk is full.');
    await model.act();
    expect(model.state.outcome?.added).toEqual(['a', 'b']);
  });

  it('asks again after the library has changed', async () => {
    const { model, client } = made(DOI);
    model.setQuery('10.1000/182');
    await vi.runAllTimersAsync();
    client.recognize.mockResolvedValue({ ...DOI, known: ['handbook'] });
    model.again();
    await vi.runAllTimersAsync();
    expect(model.isKnown).toBe(true);
  });
});
