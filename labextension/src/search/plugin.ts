import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ILayoutRestorer } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { CommandIDs } from '../commands';
import { MENU_FORMATS } from '../export-formats';
import {
  IPaperLookup,
  IPaperPanel,
  PluginIDs,
  TRANSLATION_DOMAIN
} from '../tokens';
import { addSearchCommands, notifyWhenHidden } from './commands';
import type { SearchContent } from './content';
import { SearchPanel } from './panel';

/** The search in the side panel, with its commands. */
export const SEARCH_PLUGIN: JupyterFrontEndPlugin<IPaperPanel> = {
  id: PluginIDs.search,
  description: 'Searches papers in a side panel and inserts citations.',
  autoStart: true,
  provides: IPaperPanel,
  requires: [IPaperLookup],
  optional: [ITranslator, ICommandPalette, ILayoutRestorer],
  activate: (
    app: JupyterFrontEnd,
    lookup: IPaperLookup,
    translator: ITranslator | null,
    palette: ICommandPalette | null,
    restorer: ILayoutRestorer | null
  ): IPaperPanel => {
    const trans = (translator ?? nullTranslator).load(TRANSLATION_DOMAIN);
    const load = async (panel: SearchPanel): Promise<SearchContent> => {
      // A panel that was open last time must not slow down the start.
      await app.restored;
      const [{ SearchContent }, foreign] = await Promise.all([
        import('./content'),
        panel.search.loadParts()
      ]);
      const content = new SearchContent({
        lookup,
        commands: app.commands,
        foreign,
        trans,
        leave: () => leave(panel, lookup)
      });
      notifyWhenHidden(panel, content.actions);
      return content;
    };
    const panel = new SearchPanel(
      load,
      trans,
      id => app.shell.activateById(id),
      lookup.client
    );
    app.shell.add(panel, 'left', { rank: 550 });
    restorer?.add(panel, panel.id);

    addSearchCommands({ app, panel, lookup, trans });
    refreshAfterChanges(app, panel);
    addContextMenu(app);
    for (const command of IN_PALETTE) {
      palette?.addItem({ command, category: trans.__('Paper Lookup') });
    }
    return panel;
  }
};

const IN_PALETTE = [
  CommandIDs.openSearch,
  CommandIDs.insertCitation,
  CommandIDs.insertReference,
  CommandIDs.insertBibtex,
  CommandIDs.exportLibrary,
  CommandIDs.reindex
];

/** Puts the focus back to where the person came from, else into the cell used last. */
function leave(panel: SearchPanel, { inserter }: IPaperLookup): void {
  panel.origin?.focus();
  if (panel.node.contains(document.activeElement)) {
    void inserter.focusTarget();
  }
}

/** Shows what an import or a new index has changed. */
function refreshAfterChanges(app: JupyterFrontEnd, panel: SearchPanel): void {
  const changing: string[] = [CommandIDs.importPapers, CommandIDs.reindex];
  app.commands.commandExecuted.connect((_, { id, result }) => {
    if (changing.includes(id)) {
      void result.then(() => panel.refresh());
    }
  });
}

/** The actions of a row under the right mouse button, for the row that is clicked. */
function addContextMenu(app: JupyterFrontEnd): void {
  const selector = '.jp-PaperLookup-hit';
  // What is marked is meant only where the row is one of the marked ones.
  const args = { isOfRow: true };
  const separator = { type: 'separator' as const };
  const entries = [
    { command: CommandIDs.insertCitation, args },
    { command: CommandIDs.insertReference, args },
    { command: CommandIDs.insertBibtex, args },
    separator,
    { command: CommandIDs.copyKey, args },
    { command: CommandIDs.copyReference, args },
    { command: CommandIDs.copyBibtex, args },
    separator,
    ...MENU_FORMATS.map(to => ({
      command: CommandIDs.exportPapers,
      args: { ...args, to }
    })),
    { command: CommandIDs.exportPapers, args }
  ];
  entries.forEach((entry, rank) =>
    app.contextMenu.addItem({ ...entry, selector, rank })
  );
}
