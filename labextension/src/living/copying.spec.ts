import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import { CommandRegistry } from '@lumino/commands';
import { MimeData } from '@lumino/coreutils';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import type { INotebooks } from '../notebooks/tokens';
import type { Items } from './carried';
import { carryItems } from './copying';

const CELLS = 'application/vnd.jupyter.cells';
const TURING = { title: 'On Computable Numbers' };
const ITEMS = { turing1936: TURING, church1936: { title: 'Unsolvable' } };
const CITING = {
  cell_type: 'markdown',
  source: ['As [@tur', 'ing1936] says'],
  metadata: { mine: true, paperlookup: { words: ['(A)'] } }
};
const CARRYING = {
  ...CITING,
  metadata: {
    mine: true,
    paperlookup: { words: ['(A)'], items: { turing1936: TURING } }
  }
};
const CODE = { cell_type: 'code', source: '[@turing1936]', metadata: {} };

/** The clipboard of JupyterLab, and the one that windows share. */
let clipboard: MimeData;
let shared: MimeData;

// The package as a whole wants more of a browser than jsdom is.
vi.mock('@jupyterlab/apputils', () => ({
  Clipboard: { getInstance: () => clipboard },
  SystemClipboard: { getInstance: () => shared }
}));

/** Executes a command that lays cells into the clipboard, where works are carried with them. */
async function copied(
  command: string,
  cells: unknown,
  items: Items | null = ITEMS,
  registry: ISettingRegistry | null = null
): Promise<unknown> {
  const commands = new CommandRegistry();
  const current = items && { items: () => items };
  carryItems(commands, { current } as unknown as INotebooks, registry);
  commands.addCommand(command, {
    execute: () => clipboard.setData(CELLS, cells)
  });
  await commands.execute(command);
  await new Promise(resolve => setTimeout(resolve));
  return clipboard.getData(CELLS);
}

beforeEach(() => {
  clipboard = new MimeData();
  shared = new MimeData();
});

describe('carryItems', () => {
  it.each(['notebook:copy-cell', 'notebook:cut-cell'])(
    'lays the cited works beside cells for %s, and changes nothing else',
    async command => {
      const cells = await copied(command, [CITING, CODE]);
      expect(cells).toEqual([CARRYING, CODE]);
      expect(CITING.metadata.paperlookup).toEqual({ words: ['(A)'] });
    }
  );

  it.each<[string, string, Items | null]>([
    ['another command', 'notebook:run-cell', ITEMS],
    ['a notebook without works', 'notebook:copy-cell', {}],
    ['no notebook', 'notebook:copy-cell', null]
  ])('carries nothing for %s', async (_, command, items) => {
    const cells = [CITING];
    expect(await copied(command, cells, items)).toBe(cells);
    expect(cells).toEqual([CITING]);
  });

  it.each<[string, unknown]>([
    ['a text', '[@turing1936]'],
    ['cells without a text', [{ cell_type: 'markdown' }]]
  ])('leaves %s in the clipboard as it is', async (_, data) => {
    expect(await copied('notebook:copy-cell', data)).toEqual(data);
  });

  it.each([
    [true, [CARRYING]],
    [false, [CITING]]
  ])(
    'goes to the clipboard of windows where that is chosen: %s',
    async (composite, cells) => {
      shared.setData(CELLS, [CITING]);
      const get = vi.fn().mockResolvedValue({ composite });
      const registry = { get } as unknown as ISettingRegistry;
      await copied('notebook:copy-cell', [CITING], ITEMS, registry);
      expect(shared.getData(CELLS)).toEqual(cells);
    }
  );

  it('does no harm where the settings or a clipboard cannot be read', async () => {
    const get = vi.fn().mockRejectedValue(new Error('away'));
    const registry = { get } as unknown as ISettingRegistry;
    const command = 'notebook:copy-cell';
    const cells = await copied(command, [CITING], ITEMS, registry);
    expect(cells).toEqual([CARRYING]);
    // A rejection that nobody handles fails the run.
    expect(await copied(command, [null])).toEqual([null]);
  });
});
