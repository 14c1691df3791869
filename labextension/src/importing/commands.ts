import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IFileBrowserFactory } from '@jupyterlab/filebrowser';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';

import type { PaperLookupClient } from '../api/client';
import { addFilesArgs, CommandIDs } from '../commands';
import { paperLookupIcon } from '../icons';
import type { IPaperPanel } from '../tokens';
import { isReadable } from './endings';
import type { ImportingSession } from './session';

/** What the commands of importing act on. */
export type ImportCommandsOptions = {
  app: JupyterFrontEnd;
  client: PaperLookupClient;
  panel: IPaperPanel;
  browsers: IFileBrowserFactory | null;
  /** Loads what does the work. */
  session: () => Promise<ImportingSession>;
  trans: TranslationBundle;
};

/** Adds the commands of importing, which stay for the life of the application. */
export function addImportCommands(options: ImportCommandsOptions): void {
  const { app, client, panel, session, trans } = options;
  app.commands.addCommand(CommandIDs.importPapers, {
    label: trans.__('Import Papers…'),
    caption: trans.__('Add the papers of files to the library'),
    execute: async () => {
      const { importPapers } = await import('./import-papers');
      const { imports } = await session();
      await importPapers(imports, () => panel.reveal(), trans);
    }
  });
  app.commands.addCommand(CommandIDs.addZotero, {
    label: trans.__('Add Zotero Library…'),
    caption: trans.__('Add the papers of a Zotero library, and their changes'),
    execute: async () => {
      const { addZotero } = await import('./zotero/add-zotero');
      const { imports } = await session();
      await addZotero(client, imports, () => panel.reveal(), trans);
    }
  });
  app.commands.addCommand(CommandIDs.showSources, {
    label: trans.__('Sources of Papers'),
    caption: trans.__(
      'Show where the papers come from; add, read again, remove'
    ),
    execute: async () => (await session()).showSources()
  });
  addFilesCommand(options);
}

/** Adds files of the file browser: those that are named, else those that are selected there. */
function addFilesCommand(options: ImportCommandsOptions): void {
  const { app, session, trans } = options;
  const chosen = (args: ReadonlyPartialJSONObject): readonly string[] =>
    addFilesArgs(args).paths ?? selectedFiles(options);
  app.commands.addCommand(CommandIDs.addFiles, {
    label: trans.__('Add to Paper Library'),
    caption: trans.__('Add the papers of the file, and watch it for changes'),
    icon: paperLookupIcon,
    isVisible: args => {
      const paths = chosen(args);
      return paths.length > 0 && paths.every(isReadable);
    },
    execute: async args => {
      const paths = chosen(args);
      const { imports } = await session();
      await imports.addPaths(paths, addFilesArgs(args).watch);
    }
  });
  app.contextMenu.addItem({
    command: CommandIDs.addFiles,
    selector: '.jp-DirListing-item[data-isdir="false"]',
    rank: 12
  });
}

/** The files that are selected in the file browser; none when a folder is among them. */
function selectedFiles({ browsers }: ImportCommandsOptions): string[] {
  const items = [...(browsers?.tracker.currentWidget?.selectedItems() ?? [])];
  return items.some(({ type }) => type === 'directory')
    ? []
    : items.map(({ path }) => path);
}
