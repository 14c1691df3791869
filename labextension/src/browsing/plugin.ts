import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { CommandIDs } from '../commands';
import { loadedOnce } from '../loaded-once';
import { citedKeys } from '../notebooks/cited-keys';
import {
  IPaperLookup,
  IPaperPanel,
  PluginIDs,
  TRANSLATION_DOMAIN
} from '../tokens';
import type { BrowseView } from './browse-view';

/** Lists the papers by the day on which they came, and by how popular they are. */
export const BROWSING_PLUGIN: JupyterFrontEndPlugin<void> = {
  id: PluginIDs.browsing,
  description: 'Lists papers by day, week and month, and what is popular.',
  autoStart: true,
  requires: [IPaperLookup, IPaperPanel],
  optional: [ITranslator, ICommandPalette],
  activate: (
    app: JupyterFrontEnd,
    lookup: IPaperLookup,
    panel: IPaperPanel,
    translator: ITranslator | null,
    palette: ICommandPalette | null
  ): void => {
    const trans = (translator ?? nullTranslator).load(TRANSLATION_DOMAIN);
    const load = loadedOnce(() => makeView(app, lookup, panel));
    const { browse } = CommandIDs;
    app.commands.addCommand(browse, {
      label: trans.__('Browse Papers'),
      caption: trans.__('List papers by day, week or month, newest first'),
      execute: async () => {
        const view = await load();
        panel.showView(view, view);
        view.focusList();
      }
    });
    palette?.addItem({ command: browse, category: trans.__('Paper Lookup') });
  }
};

async function makeView(
  app: JupyterFrontEnd,
  lookup: IPaperLookup,
  panel: IPaperPanel
): Promise<BrowseView> {
  const { commands } = app;
  const [parts, { BrowseView }, { BrowseModel }, { Visits }] =
    await Promise.all([
      panel.search.partsFor(() => view.focusList()),
      import('./browse-view'),
      import('./browse-model'),
      import('./visits')
    ]);
  const { browsing } = lookup.client;
  const model = new BrowseModel(browsing, () => citedKeys(lookup.notebooks));
  const view: BrowseView = new BrowseView(
    {
      ...parts,
      model,
      papers: parts,
      language: document.documentElement.lang || 'en',
      leave: () => void commands.execute(CommandIDs.openSearch)
    },
    new Visits(() => browsing.visit())
  );
  panel.refreshed.connect(() => view.refresh());
  return view;
}
