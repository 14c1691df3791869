import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette, Notification } from '@jupyterlab/apputils';
import { IFileBrowserFactory } from '@jupyterlab/filebrowser';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { CommandIDs, sourceArg } from '../commands';
import { IPaperLookup, PluginIDs, TRANSLATION_DOMAIN } from '../tokens';
import { messageOf } from '../message-of';
import type { IOpenNotebook } from '../notebooks/tokens';
import type { DialogParts } from './dialogs';
import { followRenames } from './renames';

/** Exports what a notebook cites, and keeps files up to date with it. */
export const EXPORTING_PLUGIN: JupyterFrontEndPlugin<void> = {
  id: PluginIDs.exporting,
  description: 'Exports the works that a notebook cites.',
  autoStart: true,
  requires: [IPaperLookup],
  optional: [ITranslator, ICommandPalette, IFileBrowserFactory],
  activate: (
    app: JupyterFrontEnd,
    lookup: IPaperLookup,
    translator: ITranslator | null,
    palette: ICommandPalette | null,
    browsers: IFileBrowserFactory | null
  ): void => {
    const trans = (translator ?? nullTranslator).load(TRANSLATION_DOMAIN);
    const parts: DialogParts = {
      client: lookup.client.exporting,
      trans,
      // The file browser has not heard of what the server writes.
      written: () =>
        browsers?.tracker.forEach(({ model }) => void model.refresh())
    };
    const { notebooks } = lookup;
    const withNotebook = (
      work: (notebook: IOpenNotebook) => Promise<void>
    ): { isEnabled: () => boolean; execute: () => Promise<void> } => ({
      isEnabled: () => notebooks.current !== null,
      execute: () => {
        const notebook = notebooks.current;
        return notebook ? attempt(() => work(notebook)) : Promise.resolve();
      }
    });
    app.commands.addCommand(CommandIDs.exportCited, {
      label: trans.__('Export Cited Works…'),
      caption: trans.__('Save the works that this notebook cites as a file'),
      ...withNotebook(async notebook => {
        const { exportCited } = await import('./dialogs');
        await exportCited(parts, notebook);
      })
    });
    app.commands.addCommand(CommandIDs.keepCited, {
      label: trans.__('Keep a .bib Updated…'),
      caption: trans.__(
        'Write the works that this notebook cites into a file, now and whenever it changes'
      ),
      ...withNotebook(async notebook => {
        const { keepCited } = await import('./dialogs');
        await keepCited(parts, notebook);
      })
    });
    app.commands.addCommand(CommandIDs.showKept, {
      label: trans.__('Files Kept Up to Date…'),
      caption: trans.__('Show the .bib files that follow notebooks or sources'),
      execute: () =>
        attempt(async () => {
          const { showKept } = await import('./dialogs');
          await showKept(parts);
        })
    });
    notebooks.currentChanged.connect(() => {
      app.commands.notifyCommandChanged(CommandIDs.exportCited);
      app.commands.notifyCommandChanged(CommandIDs.keepCited);
    });
    addSourceCommands(app, parts);
    followRenames(app.serviceManager.contents, parts.client);
    for (const command of IN_PALETTE) {
      palette?.addItem({ command, category: trans.__('Paper Lookup') });
    }
  }
};

/** For the menu of a source, which names it. */
function addSourceCommands(app: JupyterFrontEnd, parts: DialogParts): void {
  const { trans } = parts;
  app.commands.addCommand(CommandIDs.exportSource, {
    label: trans.__('Export…'),
    execute: args =>
      attempt(async () => {
        const { exportSource } = await import('./dialogs');
        await exportSource(parts, sourceArg(args));
      })
  });
  app.commands.addCommand(CommandIDs.keepSource, {
    label: trans.__('Keep a .bib Updated…'),
    execute: args =>
      attempt(async () => {
        const { keepSource } = await import('./dialogs');
        await keepSource(parts, sourceArg(args));
      })
  });
}

const IN_PALETTE = [
  CommandIDs.exportCited,
  CommandIDs.keepCited,
  CommandIDs.showKept
];

/** Says in a notification what goes wrong. */
async function attempt(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    Notification.error(messageOf(error), {
      autoClose: false
    });
  }
}
