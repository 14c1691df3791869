import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette, Notification } from '@jupyterlab/apputils';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { CommandIDs, paperArgs } from '../commands';
import { messageOf } from '../message-of';
import type { IOpenNotebook } from '../notebooks/tokens';
import {
  IPaperLookup,
  IPaperPanel,
  PluginIDs,
  TRANSLATION_DOMAIN
} from '../tokens';

/** What concerns all citations of a notebook at once: its dialect and its bibliography. */
export const CONVERTING_PLUGIN: JupyterFrontEndPlugin<void> = {
  id: PluginIDs.converting,
  description:
    'Converts the citations of notebooks, and inserts bibliographies.',
  autoStart: true,
  requires: [IPaperLookup, IPaperPanel],
  optional: [ITranslator, ICommandPalette],
  activate: (
    { commands }: JupyterFrontEnd,
    lookup: IPaperLookup,
    { search }: IPaperPanel,
    translator: ITranslator | null,
    palette: ICommandPalette | null
  ): void => {
    const trans = (translator ?? nullTranslator).load(TRANSLATION_DOMAIN);
    const { notebooks } = lookup;
    const withNotebook = (
      work: (notebook: IOpenNotebook) => Promise<void>
    ): { isEnabled: () => boolean; execute: () => Promise<void> } => ({
      isEnabled: () => notebooks.current?.isReadOnly === false,
      execute: async () => {
        try {
          await (notebooks.current && work(notebooks.current));
        } catch (error) {
          Notification.error(messageOf(error), { autoClose: 8000 });
        }
      }
    });
    commands.addCommand(CommandIDs.convertNotebook, {
      label: trans.__('Convert Citations…'),
      caption: trans.__(
        'Write all citations of the notebook in another form, or take over those of other tools'
      ),
      ...withNotebook(async notebook => {
        const { convertNotebook } = await import('./convert');
        await convertNotebook(lookup, notebook, trans);
      })
    });
    commands.addCommand(CommandIDs.insertBibliography, {
      label: trans.__('Insert Bibliography'),
      caption: trans.__('List the works that the notebook cites'),
      ...withNotebook(async notebook => {
        const { insertBibliography } = await import('./bibliography');
        await insertBibliography(lookup, notebook, trans);
      })
    });
    commands.addCommand(CommandIDs.listUncited, {
      label: trans.__('List Without Citing'),
      caption: trans.__(
        'List the paper in the bibliography of the notebook, though nothing cites it'
      ),
      isEnabled: () => notebooks.current?.isReadOnly === false,
      execute: async args => {
        const keys = paperArgs(args).keys ?? [search.currentKey()];
        const notebook = notebooks.current;
        const named = keys.filter(key => key !== '');
        if (notebook && named.length > 0) {
          const { listUncited } = await import('./bibliography');
          await listUncited({ lookup, search, notebook, trans }, named);
        }
      }
    });
    const follow = (): void => commands.notifyCommandChanged();
    notebooks.currentChanged.connect(follow);
    for (const command of IN_PALETTE) {
      palette?.addItem({ command, category: trans.__('Paper Lookup') });
    }
  }
};

const IN_PALETTE = [
  CommandIDs.convertNotebook,
  CommandIDs.insertBibliography,
  CommandIDs.listUncited
];
