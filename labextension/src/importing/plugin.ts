import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ILabShell } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { IFileBrowserFactory } from '@jupyterlab/filebrowser';
import { INotebookTracker } from '@jupyterlab/notebook';
import { IStateDB } from '@jupyterlab/statedb';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { CommandIDs } from '../commands';
import { loadedOnce } from '../loaded-once';
import {
  IPaperImports,
  IPaperLookup,
  IPaperPanel,
  PluginIDs,
  TRANSLATION_DOMAIN
} from '../tokens';
import { addImportCommands } from './commands';
import { DropZone } from './drop-zone';

/** Adds papers to the library, and shows where they come from. */
export const IMPORTING_PLUGIN: JupyterFrontEndPlugin<IPaperImports> = {
  id: PluginIDs.importing,
  description: 'Imports papers from files, and shows the sources.',
  autoStart: true,
  provides: IPaperImports,
  requires: [IPaperLookup, IPaperPanel],
  optional: [
    ITranslator,
    ICommandPalette,
    INotebookTracker,
    IStateDB,
    IFileBrowserFactory,
    ILabShell
  ],
  activate: (
    app: JupyterFrontEnd,
    lookup: IPaperLookup,
    panel: IPaperPanel,
    translator: ITranslator | null,
    palette: ICommandPalette | null,
    tracker: INotebookTracker | null,
    state: IStateDB | null,
    browsers: IFileBrowserFactory | null,
    labShell: ILabShell | null
  ): IPaperImports => {
    const trans = (translator ?? nullTranslator).load(TRANSLATION_DOMAIN);
    const session = loadedOnce(async () => {
      const { ImportingSession } = await import('./session');
      return new ImportingSession({
        app,
        lookup,
        panel,
        tracker,
        // Notebook keeps no state beyond the page.
        state: labShell ? state : null,
        trans
      });
    });
    const { client } = lookup;
    addImportCommands({ app, client, panel, browsers, session, trans });
    for (const command of [
      CommandIDs.importPapers,
      CommandIDs.addZotero,
      CommandIDs.showSources
    ]) {
      palette?.addItem({ command, category: trans.__('Paper Lookup') });
    }
    new DropZone(
      panel.node,
      {
        addFiles: files =>
          void session().then(it => it.imports.addFiles(files)),
        addPaths: paths => void session().then(it => it.imports.addPaths(paths))
      },
      trans
    );
    // A panel that was open last time must not slow down the start.
    const begin = (): void => {
      if (panel.isVisible) {
        void app.restored
          .then(session)
          .then(() => panel.visibilityChanged.disconnect(begin));
      }
    };
    panel.visibilityChanged.connect(begin);
    begin();
    return {
      follow: async (name, beginImport) => {
        const { imports } = await session();
        await imports.follow(name, beginImport);
      }
    };
  }
};
