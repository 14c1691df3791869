import { describe, expect, it } from 'vitest';

import { fieldsOf, kindOf, otherFields, VARIABLES } from './csl-fields';
import {
  editsOf,
  fieldOfRefusal,
  itemOf,
  shownFields,
  valuesOf
} from './form-state';

const ITEM = {
  id: 'turing1936',
  type: 'article-journal',
  title: 'On Computable Numbers',
  author: [{ family: 'Turing', given: 'A. M.' }],
  issued: { 'date-parts': [[1936]] },
  volume: 42,
  'archive-place': 'London',
  custom: { paperlookup: {} }
};

describe('a form', () => {
  it('sends nothing when nothing was changed', () => {
    const values = valuesOf(ITEM);
    const typed = { ...values, title: ' On Computable Numbers ', issue: '' };
    const nothing = { changes: {}, restore: [] };
    expect(editsOf(values, values, new Set())).toEqual(nothing);
    expect(editsOf(values, typed, new Set())).toEqual(nothing);
  });

  it('sends only what was changed, null for what was emptied', () => {
    const values = valuesOf(ITEM);
    const typed = { ...values, volume: '', issued: '1936-11-12', page: '230' };
    expect(editsOf(values, typed, new Set()).changes).toEqual({
      volume: null,
      issued: { 'date-parts': [[1936, 11, 12]] },
      page: '230'
    });
  });

  it('sends a date that it cannot read as it was typed, for the server to refuse', () => {
    const edits = editsOf(valuesOf(ITEM), { issued: 'soon' }, new Set());
    expect(edits.changes).toEqual({ issued: 'soon' });
  });

  it('restores rather than changes', () => {
    const values = valuesOf(ITEM);
    const edits = editsOf(
      values,
      { ...values, title: 'As it was' },
      new Set(['title'])
    );
    expect(edits).toEqual({ changes: {}, restore: ['title'] });
  });

  it('makes an item of a new record, without what is empty', () => {
    const values = { type: 'book', title: ' T ', author: [], note: '  ' };
    expect(itemOf(values, '')).toEqual({ type: 'book', title: 'T' });
    expect(itemOf(values, ' knuth1968 ')).toMatchObject({
      'citation-key': 'knuth1968'
    });
  });

  it('shows what matters for the type, then what else is filled in or asked for', () => {
    const values = valuesOf(ITEM);
    const shown = shownFields(values, values, ['keyword']);
    expect(shown.slice(0, 6)).toEqual([
      'type',
      'title',
      'author',
      'issued',
      'container-title',
      'volume'
    ]);
    expect(shown.slice(-2)).toEqual(['archive-place', 'keyword']);
    expect(shown).not.toContain('custom');
    // A field that was emptied stays, so that one sees what one did.
    const emptied = { ...values, 'archive-place': '' };
    expect(shownFields(emptied, values, [])).toContain('archive-place');
  });

  it('reaches every variable, each once', () => {
    for (const type of ['article-journal', 'book', 'thesis', 'unheard-of']) {
      const shown = fieldsOf(type, []);
      const all = [...shown, ...otherFields(shown)];
      expect(new Set(all).size).toBe(all.length);
      expect([...all].sort()).toEqual([...VARIABLES].sort());
    }
    expect(kindOf('editor')).toBe('names');
    expect(kindOf('accessed')).toBe('date');
  });

  it.each([
    ['A DOI looks like 10.1000/182, not like x.', ['DOI', 'title'], 'DOI'],
    ['The variable title holds text.', ['title', 'title-short'], 'title'],
    [
      'The variable title-short holds text.',
      ['title', 'title-short'],
      'title-short'
    ],
    ['A name of author is empty.', ['author'], 'author'],
    ["There is no type of work 'x'.", ['type', 'note'], 'type'],
    ['The Jupyter server cannot be reached.', ['title'], null],
    ['A URL begins with https://, not like DOI.', ['DOI', 'URL'], null]
  ])('puts %j to its field', (message, sent, field) => {
    expect(fieldOfRefusal(message, sent)).toBe(field);
  });
});
