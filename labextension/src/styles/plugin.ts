import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { CommandIDs } from '../commands';
import { IPaperLookup, PluginIDs, TRANSLATION_DOMAIN } from '../tokens';

/** Chooses citation styles, with a preview of each. */
export const STYLES_PLUGIN: JupyterFrontEndPlugin<void> = {
  id: PluginIDs.styles,
  description: 'Chooses citation styles, with a preview of each.',
  autoStart: true,
  requires: [IPaperLookup],
  optional: [ITranslator, ICommandPalette],
  activate: (
    app: JupyterFrontEnd,
    lookup: IPaperLookup,
    translator: ITranslator | null,
    palette: ICommandPalette | null
  ): void => {
    const trans = (translator ?? nullTranslator).load(TRANSLATION_DOMAIN);
    app.commands.addCommand(CommandIDs.chooseStyle, {
      label: trans.__('Choose Citation Style…'),
      caption: trans.__('See the references of the notebook in each style'),
      execute: async () => {
        const { chooseStyle } = await import('./choose-style');
        await chooseStyle(lookup, trans);
      }
    });
    const command = CommandIDs.chooseStyle;
    palette?.addItem({ command, category: trans.__('Paper Lookup') });
  }
};
