import * as apputils from '@jupyterlab/apputils';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { CommandRegistry } from '@lumino/commands';

import type { INotebooks } from '../notebooks/tokens';
import type { CellJSON } from './carried';
import { withCarried } from './carried';

const CELLS = 'application/vnd.jupyter.cells';
const COPYING: readonly string[] = ['notebook:copy-cell', 'notebook:cut-cell'];
const TRACKER = '@jupyterlab/notebook-extension:tracker';

/** The clipboard that windows share; JupyterLab has it since 4.6. */
type SharedClipboard = {
  getData(type: string): Promise<unknown>;
  setData(type: string, data: unknown): Promise<void>;
};

/** Lays the data of cited works beside cells that are copied or cut, in whatever clipboard. */
export function carryItems(
  commands: CommandRegistry,
  notebooks: INotebooks,
  registry: ISettingRegistry | null
): void {
  commands.commandExecuted.connect((_, { id, result }) => {
    const items = notebooks.current?.items() ?? {};
    if (!COPYING.includes(id) || Object.keys(items).length === 0) {
      return;
    }
    const carried = (data: unknown): unknown =>
      Array.isArray(data)
        ? data.map((cell: CellJSON) => withCarried(cell, items))
        : data;
    const carry = async (): Promise<void> => {
      const own = apputils.Clipboard.getInstance();
      if (own.hasData(CELLS)) {
        own.setData(CELLS, carried(own.getData(CELLS)));
      }
      const shared = await sharedClipboard(registry);
      const data = await shared?.getData(CELLS);
      if (shared && data) {
        await shared.setData(CELLS, carried(data));
      }
    };
    // Cells that could not be copied, or a browser that keeps its clipboard, are told by JupyterLab.
    result.then(carry).catch(() => undefined);
  });
}

/** Asked only where cells are copied to it: browsers ask the person before it is read. */
async function sharedClipboard(
  registry: ISettingRegistry | null
): Promise<SharedClipboard | null> {
  const { SystemClipboard } = apputils as {
    SystemClipboard?: { getInstance(): SharedClipboard };
  };
  const setting = await registry
    ?.get(TRACKER, 'useSystemClipboardForCells')
    .catch(() => null);
  return SystemClipboard && setting?.composite === true
    ? SystemClipboard.getInstance()
    : null;
}
