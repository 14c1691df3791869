import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { CommandIDs } from '../commands';
import { messageOf } from '../message-of';
import {
  IPaperImports,
  IPaperLookup,
  IPaperPanel,
  PluginIDs,
  TRANSLATION_DOMAIN
} from '../tokens';

/** Fetches papers from the network, once that is allowed. */
export const NETWORK_PLUGIN: JupyterFrontEndPlugin<void> = {
  id: PluginIDs.network,
  description: 'Fetches lists of papers from the network when one asks for it.',
  autoStart: true,
  requires: [IPaperLookup, IPaperPanel, IPaperImports],
  optional: [ITranslator, ICommandPalette],
  activate: (
    app: JupyterFrontEnd,
    lookup: IPaperLookup,
    panel: IPaperPanel,
    imports: IPaperImports,
    translator: ITranslator | null,
    palette: ICommandPalette | null
  ): void => {
    const trans = (translator ?? nullTranslator).load(TRANSLATION_DOMAIN);
    const command = CommandIDs.fetchPapers;
    app.commands.addCommand(command, {
      label: trans.__('Fetch Papers…'),
      caption: trans.__('Fetch Daily Papers, a category of arXiv or a feed'),
      execute: async () => {
        const { fetchPapers } = await import('./fetch-papers');
        const { feeds: client } = lookup.client;
        try {
          await fetchPapers({ client, imports, panel, trans });
        } catch (error) {
          panel.reveal();
          panel.search.report(messageOf(error), true);
        }
      }
    });
    app.commands.addCommand(CommandIDs.networkUse, {
      label: trans.__('Use of the Network…'),
      caption: trans.__(
        'Show which services may be asked, or ask them no more'
      ),
      execute: async () => {
        const { networkUse } = await import('./network-use');
        panel.reveal();
        try {
          const decided = await networkUse(lookup.client.feeds, trans);
          if (decided) {
            panel.search.report(decided, false);
          }
        } catch (error) {
          panel.search.report(messageOf(error), true);
        }
      }
    });
    for (const each of [command, CommandIDs.networkUse]) {
      palette?.addItem({
        command: each,
        category: trans.__('Paper Lookup')
      });
    }
  }
};
