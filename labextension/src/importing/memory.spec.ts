import { beforeEach, describe, expect, it } from 'vitest';

import { browserStore } from './browser-store';
import type { JSONStore } from './memory';
import { ImportMemory } from './memory';

const URL = 'http://localhost:8888/';

beforeEach(() => localStorage.clear());

/** Until what was saved is written. */
function settle(): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve);
  });
}

describe('what is remembered', () => {
  it('is there on the next page', async () => {
    const memory = new ImportMemory(browserStore(URL));
    expect(await memory.load('declined')).toEqual([]);
    memory.save('declined', ['thesis/refs.bib']);
    memory.save('notice', 'Broken off.');
    await settle();
    const next = new ImportMemory(browserStore(URL));
    expect(await next.load('declined')).toEqual(['thesis/refs.bib']);
    expect(await next.load('notice')).toBe('Broken off.');
    expect(await next.load('jobs')).toEqual([]);
  });

  it('stays when something else is saved first', async () => {
    new ImportMemory(browserStore(URL)).save('declined', ['thesis/refs.bib']);
    await settle();
    new ImportMemory(browserStore(URL)).save('jobs', ['a']);
    await settle();
    const next = new ImportMemory(browserStore(URL));
    expect(await next.load('declined')).toEqual(['thesis/refs.bib']);
    expect(await next.load('jobs')).toEqual(['a']);
  });

  it('is of one server', async () => {
    new ImportMemory(browserStore(URL)).save('jobs', ['a']);
    await settle();
    const other = new ImportMemory(browserStore('http://localhost:8889/'));
    expect(await other.load('jobs')).toEqual([]);
  });

  const damaged = ['7', '[]', 'null', '{"jobs": 1, "declined": [2, "a"]}', '{'];
  it.each(damaged)('is nothing where it is damaged: %s', async text => {
    localStorage.setItem(`${URL}:jupyter-paperlookup:importing`, text);
    const memory = new ImportMemory(browserStore(URL));
    expect(await memory.load('jobs')).toEqual([]);
    expect(await memory.load('notice')).toBe('');
  });

  it('is kept for the page where nothing else keeps it', async () => {
    const store: JSONStore = {
      fetch: () => Promise.reject(new Error('No storage.')),
      save: () => Promise.reject(new Error('No storage.'))
    };
    const memory = new ImportMemory(store);
    memory.save('notice', 'Broken off.');
    expect(await memory.load('jobs')).toEqual([]);
    expect(await memory.load('notice')).toBe('Broken off.');
  });
});
