import { describe, expect, it, vi } from 'vitest';

import type { ZoteroLibrary, ZoteroResponse } from '../../api/types';
import { ZoteroModel } from './zotero-model';

function library(path: string, source = ''): ZoteroLibrary {
  return { kind: 'local', path, name: path, source };
}

function offered(
  libraries: ZoteroLibrary[],
  rest: Partial<ZoteroResponse> = {}
): ZoteroResponse {
  return { hasKey: false, libraries, message: '', ...rest };
}

const MINE = library('users/0');
const GROUP = library('groups/12345');

describe('ZoteroModel', () => {
  it('chooses what there is no choice between', async () => {
    const model = new ZoteroModel({
      zotero: () => Promise.resolve(offered([MINE])),
      setZoteroKey: vi.fn()
    });
    await model.look('local');
    expect(model.chosen).toEqual([MINE]);
  });

  it('leaves a choice to the person', async () => {
    const model = new ZoteroModel({
      zotero: () => Promise.resolve(offered([MINE, GROUP])),
      setZoteroKey: vi.fn()
    });
    await model.look('local');
    expect(model.chosen).toEqual([]);
    model.toggle(GROUP.path);
    model.toggle(MINE.path);
    expect(model.chosen).toEqual([MINE, GROUP]);
    model.toggle(GROUP.path);
    expect(model.chosen).toEqual([MINE]);
  });

  it('does not choose what is a source already', async () => {
    const model = new ZoteroModel({
      zotero: () =>
        Promise.resolve(offered([library('users/0', 'Zotero: My Library')])),
      setZoteroKey: vi.fn()
    });
    await model.look('local');
    expect(model.chosen).toEqual([]);
  });

  it('says why there is nothing, and what failed', async () => {
    const zotero = vi
      .fn()
      .mockResolvedValueOnce(offered([], { message: 'Start Zotero.' }))
      .mockRejectedValueOnce(new Error('The server is gone.'));
    const model = new ZoteroModel({ zotero, setZoteroKey: vi.fn() });
    await model.look('local');
    expect(model.state.message).toBe('Start Zotero.');
    await model.look('local');
    expect(model.state).toMatchObject({
      message: 'The server is gone.',
      isAsking: false
    });
  });

  it('passes over the answer to a question of before', async () => {
    let answer: (response: ZoteroResponse) => void = () => undefined;
    const late = new Promise<ZoteroResponse>(resolve => {
      answer = resolve;
    });
    const zotero = vi
      .fn()
      .mockReturnValueOnce(late)
      .mockResolvedValueOnce(offered([], { message: 'No key.' }));
    const model = new ZoteroModel({ zotero, setZoteroKey: vi.fn() });
    const first = model.look('local');
    await model.look('web');
    answer(offered([MINE]));
    await first;
    expect(model.state).toMatchObject({
      kind: 'web',
      libraries: [],
      message: 'No key.'
    });
  });

  it('sends a key to the server, and keeps none of it', async () => {
    const setZoteroKey = vi
      .fn()
      .mockResolvedValueOnce(offered([GROUP], { hasKey: true }))
      .mockResolvedValueOnce(offered([], { message: 'No key.' }));
    const model = new ZoteroModel({ zotero: vi.fn(), setZoteroKey });
    await model.setKey(' P9NiFoyLeZu2bZNvvuQPDWsd\n');
    expect(setZoteroKey).toHaveBeenCalledWith('P9NiFoyLeZu2bZNvvuQPDWsd');
    expect(model.state).toMatchObject({ kind: 'web', hasKey: true });
    expect(JSON.stringify(model.state)).not.toContain('P9Ni');
    await model.setKey(null);
    expect(setZoteroKey).toHaveBeenLastCalledWith(null);
    expect(model.state.hasKey).toBe(false);
  });
});
