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
import type { CitedView } from './cited-view';

/** Shows what a notebook cites, where, and what to look at in it. */
export const CITED_PLUGIN: JupyterFrontEndPlugin<void> = {
  id: PluginIDs.cited,
  description: 'Shows what a notebook cites, and checks it.',
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
    const load = loadedOnce(() => makeView(app, lookup, panel, trans));
    const show = async (): Promise<CitedView> => {
      const view = await load();
      panel.showView(view);
      return view;
    };
    app.commands.addCommand(CommandIDs.citedHere, {
      label: trans.__('Cited Here'),
      caption: trans.__('Show what this notebook cites, and where'),
      execute: async () => {
        await show();
      }
    });
    app.commands.addCommand(CommandIDs.checkNotebook, {
      label: trans.__('Check the Citations of the Notebook'),
      caption: trans.__('Show what to look at in the citations'),
      execute: async () => (await show()).focusFindings()
    });
    for (const command of [CommandIDs.citedHere, CommandIDs.checkNotebook]) {
      palette?.addItem({ command, category: trans.__('Paper Lookup') });
    }
  }
};

async function makeView(
  app: JupyterFrontEnd,
  lookup: IPaperLookup,
  panel: IPaperPanel,
  trans: ReturnType<ITranslator['load']>
): Promise<CitedView> {
  const [{ CitedView }, { CitedModel }, { CitedActions }] = await Promise.all([
    import('./cited-view'),
    import('./cited-model'),
    import('./cited-actions')
  ]);
  const { commands, shell } = app;
  const model = new CitedModel(lookup.notebooks, lookup.client.notebooks);
  const reveal = (id: string): void => shell.activateById(id);
  const actions = new CitedActions({
    lookup,
    panel,
    commands,
    model,
    reveal,
    trans
  });
  return new CitedView({ model, actions, commands, trans });
}
