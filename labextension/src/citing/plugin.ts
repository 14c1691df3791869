import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { INotebookTracker } from '@jupyterlab/notebook';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { PaperLookupClient } from '../api/client';
import { CurrentChoices } from '../notebooks/current-choices';
import { Notebooks } from '../notebooks/notebooks';
import { PaperLookupSettings } from '../settings';
import { IPaperLookup, PluginIDs, TRANSLATION_DOMAIN } from '../tokens';
import { Inserter } from './inserter';

/** Provides the library's client, the settings, and the insertion into notebooks. */
export const LOOKUP_PLUGIN: JupyterFrontEndPlugin<IPaperLookup> = {
  id: PluginIDs.lookup,
  description: 'Looks up papers and inserts citations into notebooks.',
  autoStart: true,
  provides: IPaperLookup,
  requires: [INotebookTracker],
  optional: [ISettingRegistry, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    tracker: INotebookTracker,
    registry: ISettingRegistry | null,
    translator: ITranslator | null
  ): IPaperLookup => {
    const trans = (translator ?? nullTranslator).load(TRANSLATION_DOMAIN);
    const client = new PaperLookupClient(
      app.serviceManager.serverSettings,
      trans
    );
    const settings = new PaperLookupSettings();
    // Without its settings the plugin works with their defaults.
    registry?.load(PluginIDs.lookup).then(
      loaded => settings.bind(loaded),
      () => undefined
    );
    const { contents } = app.serviceManager;
    const notebooks = new Notebooks(tracker, { client, settings, contents });
    const inserter = new Inserter({
      tracker,
      client,
      settings,
      trans,
      notebook: panel => notebooks.of(panel),
      reveal: panel => app.shell.activateById(panel.id)
    });
    const choices = new CurrentChoices(notebooks, settings);
    return { client, settings, inserter, notebooks, choices };
  }
};
