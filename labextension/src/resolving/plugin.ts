import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';

import { CommandIDs, lookUpArgs, paperArgs } from '../commands';
import { loadedOnce } from '../loaded-once';
import {
  IPaperLookup,
  IPaperPanel,
  PluginIDs,
  TRANSLATION_DOMAIN
} from '../tokens';
import type { ResolvingSession } from './session';

/** Completes papers from public services, once the network is allowed. */
export const RESOLVING_PLUGIN: JupyterFrontEndPlugin<void> = {
  id: PluginIDs.resolving,
  description: 'Completes papers from public services when one asks for it.',
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
    const load = loadedOnce(async () => {
      const { ResolvingSession } = await import('./session');
      return new ResolvingSession({ lookup, panel, trans });
    });
    panel.search.addParts(async () => (await load()).parts);
    addCommands(app.commands, panel, load, trans);
    for (const command of IN_PALETTE) {
      palette?.addItem({ command, category: trans.__('Paper Lookup') });
    }
    app.contextMenu.addItem({
      command: CommandIDs.complete,
      selector: '.jp-PaperLookup-hit',
      rank: 104
    });
  }
};

const IN_PALETTE = [
  CommandIDs.complete,
  CommandIDs.completeCited,
  CommandIDs.answers
];

function addCommands(
  commands: CommandRegistry,
  panel: IPaperPanel,
  load: () => Promise<ResolvingSession>,
  trans: ReturnType<ITranslator['load']>
): void {
  commands.addCommand(CommandIDs.complete, {
    label: args => {
      const count = paperArgs(args).keys?.length ?? 0;
      return count > 1
        ? trans.__('Complete %1 Papers…', String(count))
        : trans.__('Complete Paper…');
    },
    caption: trans.__('Ask public services for what is missing'),
    execute: async args => {
      const current = panel.search.currentKey();
      const keys = paperArgs(args).keys ?? (current ? [current] : []);
      if (keys.length > 0) {
        await (await load()).complete(keys);
        return;
      }
      await commands.execute(CommandIDs.openSearch);
      panel.search.report(
        trans.__('Search for a paper and choose it first.'),
        true
      );
    }
  });
  commands.addCommand(CommandIDs.completeCited, {
    label: trans.__('Complete Cited Papers'),
    caption: trans.__('Ask public services about all that this notebook cites'),
    execute: async () => (await load()).completeCited()
  });
  commands.addCommand(CommandIDs.answers, {
    label: trans.__('Suggestions of Services…'),
    caption: trans.__('Look at what services say that may be about a paper'),
    execute: async args =>
      (await load()).showAnswers(paperArgs(args).keys?.[0] ?? '')
  });
  commands.addCommand(CommandIDs.lookUp, {
    label: trans.__('Look Up an Identifier…'),
    execute: async args => (await load()).lookUp(lookUpArgs(args)),
    isEnabled: args => lookUpArgs(args).text !== ''
  });
}
