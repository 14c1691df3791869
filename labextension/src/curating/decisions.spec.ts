import { nullTranslator } from '@jupyterlab/translation';
import { describe, expect, it, vi } from 'vitest';

import type { ReportAction } from '../search-view';
import { Decisions } from './decisions';

const trans = nullTranslator.load('jupyter_paperlookup');

function made(...changes: string[]) {
  const client = {
    changes: vi.fn().mockResolvedValue({ changes, undone: '' }),
    curation: vi.fn().mockResolvedValue({ aliases: ['turing36'] }),
    undo: vi.fn().mockResolvedValue({ changes: [], undone: changes[0] })
  };
  const view = {
    currentKey: () => 'turing1936',
    refresh: vi.fn().mockResolvedValue(undefined),
    report: vi.fn()
  };
  return { decisions: new Decisions(client, view, trans), client, view };
}

describe('Decisions', () => {
  it("tells of a change in the library's words, with a way back", async () => {
    const { decisions, client, view } = made('Edited turing1936.');
    await decisions.tell('turing1936');
    expect(view.refresh).toHaveBeenCalledWith(['turing1936']);
    const [message, isProblem, action] = view.report.mock.lastCall as [
      string,
      boolean,
      ReportAction
    ];
    expect([message, isProblem]).toEqual(['Edited turing1936.', false]);
    action.run();
    await vi.waitFor(() => expect(client.undo).toHaveBeenCalledTimes(1));
    await vi.waitFor(() =>
      expect(decisions.state.message).toBe('Taken back: Edited turing1936.')
    );
    expect(decisions.state.change).toBe('');
  });

  it('takes back nothing but what it offered to', async () => {
    const { decisions, client } = made('Renamed the key a to b.');
    await decisions.undo('Edited turing1936.');
    expect(client.undo).not.toHaveBeenCalled();
    expect(decisions.state).toMatchObject({
      isProblem: true,
      change: 'Renamed the key a to b.'
    });
  });

  it('takes back the last one where none is named', async () => {
    const { decisions, client, view } = made('Added a.');
    await decisions.undo();
    expect(client.undo).toHaveBeenCalledTimes(1);
    // A renamed key may be gone, so the record is looked for by its others too.
    expect(view.refresh).toHaveBeenCalledWith(['turing1936', 'turing36']);
  });

  it('says that there is nothing to undo, or why it cannot be done', async () => {
    const none = made();
    await none.decisions.undo();
    expect(none.decisions.state.message).toBe('There is no change to undo.');
    const away = made('Added a.');
    away.client.undo.mockRejectedValue(new Error('The server is away.'));
    await away.decisions.undo();
    expect(away.view.report).toHaveBeenLastCalledWith(
      'The server is away.',
      true,
      undefined
    );
  });
});
