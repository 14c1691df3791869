import type { JupyterFrontEnd } from '@jupyterlab/application';
import { InputDialog, Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';

import { CommandIDs, exportArgs, openSearchArgs, paperArgs } from '../commands';
import type { ExportFormat } from '../export-formats';
import { EXPORT_FORMATS, exportFormat, exportTitle } from '../export-formats';
import {
  bibtexIcon,
  citationIcon,
  paperLookupIcon,
  referenceIcon
} from '../icons';
import type { InsertionKind, IPaperLookup } from '../tokens';
import type { PaperActions } from './actions';
import { addReindexCommand } from './library-commands';
import type { SearchContent } from './content';
import type { SearchPanel } from './panel';

/** What the commands of the search act on. */
export type SearchCommandsOptions = {
  app: JupyterFrontEnd;
  panel: SearchPanel;
  lookup: IPaperLookup;
  trans: TranslationBundle;
};

/** Adds the commands of the search, which stay for the life of the application. */
export function addSearchCommands(options: SearchCommandsOptions): void {
  addOpenCommand(options);
  addInsertCommands(options);
  addCopyCommands(options);
  addExportCommands(options);
  addDetailsCommand(options);
  addReindexCommand(options);
}

function addOpenCommand({ app, panel, trans }: SearchCommandsOptions): void {
  app.commands.addCommand(CommandIDs.openSearch, {
    label: trans.__('Search Papers'),
    caption: trans.__('Search the library and insert a citation'),
    icon: paperLookupIcon,
    execute: async args => {
      panel.rememberOrigin(document.activeElement);
      panel.showView(null);
      const { query } = openSearchArgs(args);
      const content = await panel.whenLoaded();
      if (query !== undefined) {
        content.searchFor(query);
      }
      content.focusBox();
    }
  });
}

function addInsertCommands(options: SearchCommandsOptions): void {
  const { app, trans } = options;
  const inserts: [string, InsertionKind, string, typeof citationIcon][] = [
    [
      CommandIDs.insertCitation,
      'citation',
      trans.__('Insert Citation'),
      citationIcon
    ],
    [
      CommandIDs.insertReference,
      'reference',
      trans.__('Insert Reference'),
      referenceIcon
    ],
    [CommandIDs.insertBibtex, 'bibtex', trans.__('Insert BibTeX'), bibtexIcon]
  ];
  for (const [id, kind, label, icon] of inserts) {
    app.commands.addCommand(id, {
      label,
      caption: trans.__('Of the current paper in the search'),
      icon,
      execute: args =>
        act(options, args, async (actions, keys) => {
          const { inserted } = await actions.insert(kind, keys);
          if (inserted) {
            options.panel.content?.selection.settle(keys);
          }
        })
    });
  }
}

function addCopyCommands(options: SearchCommandsOptions): void {
  const { app, trans } = options;
  app.commands.addCommand(CommandIDs.copyKey, {
    label: trans.__('Copy Key'),
    execute: args =>
      act(options, args, (actions, keys) => actions.copyKey(keys))
  });
  app.commands.addCommand(CommandIDs.copyReference, {
    label: trans.__('Copy Reference'),
    execute: args =>
      act(options, args, (actions, keys) => actions.copyReference(keys))
  });
  app.commands.addCommand(CommandIDs.copyBibtex, {
    label: trans.__('Copy BibTeX'),
    execute: args =>
      act(options, args, (actions, keys) => actions.copyBibtex(keys))
  });
}

function addExportCommands(options: SearchCommandsOptions): void {
  const { app, panel, trans } = options;
  app.commands.addCommand(CommandIDs.exportPapers, {
    label: args => exportLabel(args, trans),
    execute: args =>
      act(options, args, async (actions, keys) => {
        const to = exportArgs(args).to ?? (await chooseFormat(trans));
        if (to) {
          await actions.export(keys, to);
        }
      })
  });
  app.commands.addCommand(CommandIDs.exportLibrary, {
    label: trans.__('Export the Library…'),
    execute: async args => {
      const to = exportArgs(args).to ?? (await chooseFormat(trans));
      if (to) {
        await (await panel.whenLoaded()).actions.export([], to);
      }
    }
  });
}

function exportLabel(
  args: ReadonlyPartialJSONObject,
  trans: TranslationBundle
): string {
  const { keys, to } = exportArgs(args);
  const isSeveral = keys !== undefined && keys.length > 1;
  if (!to) {
    return isSeveral
      ? trans.__('Export %1 Papers…', String(keys.length))
      : trans.__('Export…');
  }
  return isSeveral
    ? trans.__('Export %1 Papers as %2', String(keys.length), exportTitle(to))
    : trans.__('Export as %1', exportTitle(to));
}

async function chooseFormat(
  trans: TranslationBundle
): Promise<ExportFormat | null> {
  const titles = EXPORT_FORMATS.map(({ title }) => title);
  const { value } = await InputDialog.getItem({
    title: trans.__('Export as'),
    items: titles,
    okLabel: trans.__('Export')
  });
  return exportFormat(value);
}

function addDetailsCommand({ app, panel, trans }: SearchCommandsOptions): void {
  app.commands.addCommand(CommandIDs.showDetails, {
    label: trans.__('Show Details'),
    execute: async args => {
      const { search, details } = await panel.whenLoaded();
      const [key] = paperArgs(args).keys ?? [];
      if (key !== undefined && panel.list?.showDetails(key)) {
        return;
      }
      const position = search.state.hits.findIndex(hit => hit.key === key);
      if (position >= 0) {
        search.setActive(position);
      }
      if (search.activeHit) {
        panel.showView(null);
        details.show(search.activeHit);
      }
    }
  });
}

/** Acts on the papers of the arguments, else on the marked ones, else on the current hit. */
async function act(
  { app, panel, trans }: SearchCommandsOptions,
  args: ReadonlyPartialJSONObject,
  action: (actions: PaperActions, keys: string[]) => Promise<void>
): Promise<void> {
  const content = await panel.whenLoaded();
  const { actions } = content;
  let { keys } = paperArgs(args);
  if (!keys || keys.length === 0) {
    keys = panel.list
      ? [...(await panel.list.currentKeys())]
      : await chosenPapers(content, args.isOfRow === true);
  }
  if (keys.length > 0) {
    await action(actions, keys);
    return;
  }
  if (panel.list) {
    actions.report(trans.__('Choose a paper of the list first.'), true);
    return;
  }
  await app.commands.execute(CommandIDs.openSearch);
  actions.report(trans.__('Search for a paper and choose it first.'), true);
}

/** The marked papers, else the current one; of a row that is not marked, that one alone. */
async function chosenPapers(
  { search, selection }: SearchContent,
  isOfRow: boolean
): Promise<string[]> {
  const hit = await search.settled();
  const marked = selection.state;
  const isElsewhere = isOfRow && hit !== null && !selection.has(hit.key);
  if (marked.length > 0 && !isElsewhere) {
    return [...marked];
  }
  return hit ? [hit.key] : [];
}

/** Shows outcomes as notifications while the panel, which has a line for them, is not seen. */
export function notifyWhenHidden(
  panel: SearchPanel,
  actions: PaperActions
): void {
  actions.reported.connect((_, { message, isProblem, action }) => {
    if (!panel.isVisible && message) {
      Notification.emit(message, isProblem ? 'error' : 'success', {
        autoClose: 5000,
        actions: action ? [{ label: action.label, callback: action.run }] : []
      });
    }
  });
}
