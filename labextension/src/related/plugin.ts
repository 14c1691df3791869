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

/** Finds papers about the same as another one, or as a cell. */
export const RELATED_PLUGIN: JupyterFrontEndPlugin<void> = {
  id: PluginIDs.related,
  description: 'Finds papers related to a paper or to a cell.',
  autoStart: true,
  requires: [IPaperLookup, IPaperPanel],
  optional: [ITranslator, ICommandPalette],
  activate: (
    { commands }: JupyterFrontEnd,
    lookup: IPaperLookup,
    panel: IPaperPanel,
    translator: ITranslator | null,
    palette: ICommandPalette | null
  ): void => {
    const trans = (translator ?? nullTranslator).load(TRANSLATION_DOMAIN);
    const load = loadedOnce(async () => {
      const { RelatedSession } = await import('./session');
      const back = (): void => void commands.execute(CommandIDs.openSearch);
      return new RelatedSession({ lookup, panel, back, trans });
    });
    panel.search.addParts(async () => (await load()).parts);
    const command = CommandIDs.relatedToCell;
    const hasNotebook = (): boolean => lookup.notebooks.current !== null;
    commands.addCommand(command, {
      label: trans.__('Papers Related to This Cell'),
      caption: trans.__('Show the papers about the same as the current cell'),
      isEnabled: hasNotebook,
      execute: async () => (await load()).showForCell()
    });
    lookup.notebooks.currentChanged.connect(() =>
      commands.notifyCommandChanged(command)
    );
    palette?.addItem({ command, category: trans.__('Paper Lookup') });
  }
};
