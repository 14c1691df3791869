import { describe, expect, it } from 'vitest';

import type { MetadataHolder } from './metadata';
import {
  keepUncited,
  mergeMetadata,
  noteBibliography,
  noteInserted,
  uncitedKeys
} from './metadata';
import { citeOf } from './ordering';

const choices = { style: 'apa', locale: 'en-US', dialect: 'html' };
const turing = { turing1936: { title: 'On Computable Numbers' } };

describe('mergeMetadata', () => {
  it('begins what is not there', () => {
    expect(mergeMetadata(undefined, choices, turing)).toEqual({
      version: 1,
      ...choices,
      items: turing
    });
  });

  it('keeps other works and what it does not know', () => {
    const current = {
      version: 1,
      style: 'ieee',
      mine: [1],
      items: { godel1931: { title: 'Über formal unentscheidbare Sätze' } }
    };
    expect(mergeMetadata(current, choices, turing)).toEqual({
      ...current,
      ...choices,
      items: { ...current.items, ...turing }
    });
  });

  it.each([
    { version: 2, items: {} },
    { version: 1, items: [] },
    { version: 1, items: 'x' },
    [],
    'x'
  ])('leaves %j alone', current => {
    expect(mergeMetadata(current, choices, turing)).toBeNull();
  });

  it('leaves the choices that are not named', () => {
    const merged = mergeMetadata({ version: 1, style: 'ieee' }, {}, turing);
    expect(merged?.style).toBe('ieee');
  });
});

describe('noteInserted', () => {
  function cellOf(source: string, paperlookup?: unknown) {
    const metadata = new Map<string, unknown>([['paperlookup', paperlookup]]);
    return {
      getSource: () => source,
      getMetadata: (name: string) => metadata.get(name),
      setMetadata: (name: string, value: unknown) =>
        void metadata.set(name, value),
      kept: () => metadata.get('paperlookup')
    };
  }

  const cites = [citeOf('turing1936')];

  it('keeps distinct words and what it does not know', () => {
    const cell = cellOf('', { words: ['(A)', '(Turing, 1936)'], mine: 1 });
    const words = '(Turing, 1936)';
    noteInserted(cell, { words, cites, dialect: 'html', offset: 0 });
    noteInserted(cell, { words: '(B)', cites, dialect: 'html', offset: 0 });
    noteInserted(cell, { words: '', cites, dialect: 'pandoc', offset: 0 });
    expect(cell.kept()).toEqual({
      words: ['(A)', '(Turing, 1936)', '(B)'],
      mine: 1
    });
  });

  it('notes what bare words cite, in the order of the text', () => {
    const noted = [
      { words: '(A)', cites: [{ key: 'a' }] },
      { words: '(gone)', cites: [{ key: 'gone' }] },
      { words: '(A)', cites: [{ key: 'b' }] }
    ];
    const source = 'See (A) and (T) and (A).';
    const cell = cellOf(source, { citations: noted });
    const detailed = { ...citeOf('t'), locator: '12', suppressAuthor: true };
    noteInserted(cell, {
      words: '(T)',
      cites: [detailed, citeOf('u')],
      dialect: 'text',
      offset: source.indexOf('(T)')
    });
    expect(cell.kept()).toEqual({
      words: ['(T)'],
      citations: [
        ...noted.slice(0, 2),
        {
          words: '(T)',
          cites: [
            {
              key: 't',
              locator: '12',
              label: 'page',
              'suppress-author': true
            },
            { key: 'u' }
          ]
        },
        noted[2]
      ]
    });
  });

  it('leaves damaged metadata alone', () => {
    const cell = cellOf('', 'damaged');
    noteInserted(cell, { words: '(A)', cites, dialect: 'html', offset: 0 });
    expect(cell.kept()).toBe('damaged');
  });
});

describe('uncited works', () => {
  it('are kept, replaced and forgotten, and nothing else is', () => {
    const notebook = holder({ version: 1, style: 'ieee', later: 1 });
    keepUncited(notebook, ['turing1936', 'church1936']);
    expect(uncitedKeys(notebook)).toEqual(['turing1936', 'church1936']);
    keepUncited(notebook, []);
    expect(notebook.getMetadata('paperlookup')).toEqual({
      version: 1,
      style: 'ieee',
      later: 1,
      items: {}
    });
  });

  it('are none in damaged metadata, which stay', () => {
    const notebook = holder({ version: 1, nocite: ['a', 7, null] });
    expect(uncitedKeys(notebook)).toEqual(['a']);
    const newer = holder({ version: 2 });
    keepUncited(newer, ['a']);
    expect(newer.getMetadata('paperlookup')).toEqual({ version: 2 });
  });
});

describe('a bibliography of ours', () => {
  it('is noted once, newest last', () => {
    const cell = holder({ words: ['(A)'], bibliography: ['one', 'two'] });
    noteBibliography(cell, 'one');
    expect(cell.getMetadata('paperlookup')).toEqual({
      words: ['(A)'],
      bibliography: ['two', 'one']
    });
  });
});

function holder(kept: object): MetadataHolder {
  let value: unknown = kept;
  return {
    getMetadata: () => value,
    setMetadata: (_, changed) => {
      value = changed;
    }
  };
}
