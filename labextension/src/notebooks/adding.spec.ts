import { describe, expect, it, vi } from 'vitest';

import { addToLibrary } from './adding';

function client() {
  const texts: string[] = [];
  const addEntries = vi.fn((text: string) => {
    texts.push(text);
    const items = JSON.parse(text) as { id: string }[];
    return Promise.resolve({
      added: items.map(({ id }) => id),
      known: [],
      problems: []
    });
  });
  return { addEntries, texts };
}

describe('addToLibrary', () => {
  it('sends the works under the keys by which the notebook cites them', async () => {
    const { addEntries, texts } = client();
    const item = { id: 'other', title: 'On Computable Numbers' };
    const { added } = await addToLibrary({ addEntries }, [
      { key: 'turing1936', item }
    ]);
    expect(added).toEqual(['turing1936']);
    expect(JSON.parse(texts[0]!)).toEqual([{ ...item, id: 'turing1936' }]);
  });

  it('sends many works in several requests', async () => {
    const { addEntries, texts } = client();
    const abstract = 'x'.repeat(30_000);
    const works = ['a', 'b', 'c', 'd', 'e'].map(key => ({
      key,
      item: { abstract }
    }));
    const { added } = await addToLibrary({ addEntries }, works);
    expect(added).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(texts.length).toBeGreaterThan(1);
    expect(Math.max(...texts.map(text => text.length))).toBeLessThan(100_100);
  });

  it('sends nothing where there is nothing', async () => {
    const { addEntries } = client();
    await addToLibrary({ addEntries }, []);
    expect(addEntries).not.toHaveBeenCalled();
  });
});
