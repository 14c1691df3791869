import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { CommandIDs } from '../commands';
import { loadedOnce } from '../loaded-once';
import {
  IPaperLookup,
  IPaperPanel,
  PluginIDs,
  TRANSLATION_DOMAIN
} from '../tokens';
import { addCuratingCommands } from './commands';

/** Corrects, adds, merges and renames records. */
export const CURATING_PLUGIN: JupyterFrontEndPlugin<void> = {
  id: PluginIDs.curating,
  description: 'Corrects, adds, merges and renames records by hand.',
  autoStart: true,
  requires: [IPaperLookup, IPaperPanel],
  optional: [ITranslator, ICommandPalette],
  activate: (
    app: JupyterFrontEnd,
    { client }: IPaperLookup,
    panel: IPaperPanel,
    translator: ITranslator | null,
    palette: ICommandPalette | null
  ): void => {
    const trans = (translator ?? nullTranslator).load(TRANSLATION_DOMAIN);
    const { commands } = app;
    const load = loadedOnce(async () => {
      const { CuratingSession } = await import('./session');
      return new CuratingSession({ client, panel, trans, commands });
    });
    panel.search.addParts(async () => (await load()).parts);
    addCuratingCommands(commands, panel, load, trans);
    addContextMenu(app);
    for (const command of IN_PALETTE) {
      palette?.addItem({ command, category: trans.__('Paper Lookup') });
    }
  }
};

const IN_PALETTE = [
  CommandIDs.edit,
  CommandIDs.addRecord,
  CommandIDs.renameKey,
  CommandIDs.suggestions,
  CommandIDs.undoChange,
  CommandIDs.changes,
  CommandIDs.keyPattern
];

/** Behind the actions that the search has there. */
const RANK = 100;

function addContextMenu(app: JupyterFrontEnd): void {
  const selector = '.jp-PaperLookup-hit';
  app.contextMenu.addItem({ type: 'separator', selector, rank: RANK });
  [CommandIDs.edit, CommandIDs.renameKey].forEach((command, i) =>
    app.contextMenu.addItem({ command, selector, rank: RANK + 1 + i })
  );
}
