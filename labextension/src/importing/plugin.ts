import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { CommandIDs } from '../commands';
import { IPaperLookup, PluginIDs, TRANSLATION_DOMAIN } from '../tokens';

/** Adds the papers of a file to the library. */
export const IMPORTING_PLUGIN: JupyterFrontEndPlugin<void> = {
  id: PluginIDs.importing,
  description: 'Imports papers from files.',
  autoStart: true,
  requires: [IPaperLookup],
  optional: [ITranslator, ICommandPalette],
  activate: (
    app: JupyterFrontEnd,
    { client }: IPaperLookup,
    translator: ITranslator | null,
    palette: ICommandPalette | null
  ): void => {
    const trans = (translator ?? nullTranslator).load(TRANSLATION_DOMAIN);
    const command = CommandIDs.importPapers;
    app.commands.addCommand(command, {
      label: trans.__('Import Papers…'),
      caption: trans.__('Add the papers of a file to the library'),
      execute: async () => {
        const { importPapers } = await import('./import-papers');
        await importPapers(client, trans);
      }
    });
    palette?.addItem({ command, category: trans.__('Paper Lookup') });
  }
};
