import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { CommandIDs } from '../commands';
import { citedKeys } from '../notebooks/cited-keys';
import { IPaperLookup, PluginIDs, TRANSLATION_DOMAIN } from '../tokens';

/** Shows the digest of a day or a week, and has it mailed. */
export const DIGEST_PLUGIN: JupyterFrontEndPlugin<void> = {
  id: PluginIDs.digest,
  description: 'Shows a digest of what is new, and has it mailed.',
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
    const command = CommandIDs.digest;
    app.commands.addCommand(command, {
      label: trans.__('Digest…'),
      caption: trans.__('What is new, trending and near to what you cite'),
      execute: async () => {
        const { showDigest } = await import('./show-digest');
        await showDigest(lookup, () => citedKeys(lookup.notebooks), trans);
      }
    });
    palette?.addItem({ command, category: trans.__('Paper Lookup') });
  }
};
