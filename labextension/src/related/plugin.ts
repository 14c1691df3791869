import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { CommandIDs } from '../commands';
import {
  IPaperLookup,
  IPaperPanel,
  PluginIDs,
  TRANSLATION_DOMAIN
} from '../tokens';
import type { RelatedSession } from './session';

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
    let loading: Promise<RelatedSession> | null = null;
    const load = (): Promise<RelatedSession> => {
      loading ??= import('./session').then(
        ({ RelatedSession }) =>
          new RelatedSession({
            lookup,
            panel,
            back: () => void commands.execute(CommandIDs.openSearch),
            trans
          })
      );
      // Without the server it is loaded when it is asked for again.
      loading.catch(() => (loading = null));
      return loading;
    };
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
