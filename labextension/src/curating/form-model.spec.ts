import { describe, expect, it, vi } from 'vitest';

import type { ContributionInfo, PaperDetails } from '../api/types';
import type { FormClient } from './form-model';
import { FormModel } from './form-model';

const RECORD = {
  key: 'turing1936',
  title: 'On Computable Numbers',
  item: { type: 'book', title: 'On Computable Numbers', volume: '42' }
} as unknown as PaperDetails;

function said(
  source: string,
  item: Record<string, unknown>,
  more: Partial<ContributionInfo> = {}
): ContributionInfo {
  const rest = { kind: 'bibtex', line: 1, entry: 'x', decides: [] };
  return { source, item, isGone: false, ...rest, ...more };
}

function formClient(contributions: ContributionInfo[] = []) {
  const curating = {
    curation: vi.fn().mockResolvedValue({
      key: 'turing1936',
      aliases: [],
      origins: { title: 'refs.bib', volume: 'by hand' },
      contributions,
      versions: []
    }),
    edit: vi.fn().mockResolvedValue(RECORD),
    add: vi.fn().mockResolvedValue(RECORD)
  };
  return { record: vi.fn().mockResolvedValue(RECORD), curating };
}

async function opened(client: FormClient): Promise<FormModel> {
  const model = new FormModel(client, { kind: 'edit', key: 'turing1936' });
  await model.load();
  return model;
}

describe('FormModel', () => {
  it('begins with what is known, and is not dirty', async () => {
    const model = await opened(formClient());
    expect(model.state.values.title).toBe('On Computable Numbers');
    expect(model.origin('title')).toBe('refs.bib');
    expect(model.isDirty).toBe(false);
  });

  it('says why a record cannot be read', async () => {
    const client = formClient();
    client.record.mockRejectedValue(new Error('No record is called x.'));
    const model = await opened(client);
    expect(model.state.failure).toBe('No record is called x.');
  });

  it('sends only what was changed', async () => {
    const client = formClient();
    const model = await opened(client);
    model.set('title', 'Other');
    expect(model.isDirty).toBe(true);
    expect(model.origin('title')).toBe('');
    expect(await model.save()).toBe(RECORD);
    expect(client.curating.edit).toHaveBeenCalledWith('turing1936', {
      changes: { title: 'Other' },
      restore: []
    });
    expect(model.isDirty).toBe(false);
  });

  it('keeps what was typed when the server says no, and says so at the field', async () => {
    const client = formClient();
    client.curating.edit.mockRejectedValue(
      new Error('A DOI looks like 10.1000/182, not like x.')
    );
    const model = await opened(client);
    model.set('DOI', 'x');
    model.set('title', 'Other');
    expect(await model.save()).toBeNull();
    expect(model.state.refusals.DOI).toContain('A DOI looks like');
    expect(model.state.failure).toBe('');
    expect(model.state.values).toMatchObject({ DOI: 'x', title: 'Other' });
    expect(model.isDirty).toBe(true);
    model.set('DOI', '10.1000/182');
    expect(model.state.refusals.DOI).toBe('');
  });

  it('says at the foot what belongs to no field', async () => {
    const client = formClient();
    client.curating.edit.mockRejectedValue(new Error('The server is away.'));
    const model = await opened(client);
    model.set('title', 'Other');
    await model.save();
    expect(model.state.failure).toBe('The server is away.');
    expect(model.state.phase).toBe('ready');
  });

  it('lets the sources decide again what was typed by hand', async () => {
    const client = formClient([
      said('old.bib', { volume: '40' }, { isGone: true }),
      said('refs.bib', { title: 'T', volume: '41' }),
      said(
        'by hand',
        { volume: '42' },
        { kind: 'by_hand', decides: ['volume'] }
      )
    ]);
    const model = await opened(client);
    expect(model.said('title')).toBeNull();
    expect(model.said('volume')).toEqual({ source: 'refs.bib', value: '41' });
    model.restore('volume');
    expect(model.state.values.volume).toBe('41');
    expect(model.said('volume')).toBeNull();
    await model.save();
    expect(client.curating.edit).toHaveBeenCalledWith('turing1936', {
      changes: {},
      restore: ['volume']
    });
  });

  it('shows a field in which a person decided that nothing shall stand', async () => {
    const client = formClient([
      said('refs.bib', { 'archive-place': 'London' }),
      said('by hand', {}, { kind: 'by_hand', decides: ['archive-place'] })
    ]);
    const model = await opened(client);
    expect(model.fields()).toContain('archive-place');
    model.restore('archive-place');
    model.set('archive-place', 'Cambridge');
    await model.save();
    expect(client.curating.edit).toHaveBeenCalledWith('turing1936', {
      changes: { 'archive-place': 'Cambridge' },
      restore: []
    });
  });

  it('adds a new record, prefilled or not', async () => {
    const client = formClient();
    const item = { DOI: '10.1000/182' };
    const model = new FormModel(client, { kind: 'add', item });
    expect(model.isDirty).toBe(false);
    model.set('title', 'A handbook');
    model.setKey('handbook');
    expect(model.isDirty).toBe(true);
    await model.save();
    expect(client.curating.add).toHaveBeenCalledWith({
      type: 'article-journal',
      DOI: '10.1000/182',
      title: 'A handbook',
      'citation-key': 'handbook'
    });
  });
});
