import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { CommandIDs, editCitationArgs, paperArgs } from '../commands';
import { citationIcon } from '../icons';
import { loadedOnce } from '../loaded-once';
import { IPaperLookup, PluginIDs, TRANSLATION_DOMAIN } from '../tokens';
import { showEditHint } from './edit-hint';

/** The form for citations with pages, prefixes and several works. */
export const CITATION_FORM_PLUGIN: JupyterFrontEndPlugin<void> = {
  id: PluginIDs.citationForm,
  description: 'Makes and changes citations in a form.',
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
    const load = loadedOnce(async () => {
      const { CitationFormSession } = await import('./session');
      return new CitationFormSession(lookup, trans);
    });
    const isEnabled = (): boolean => lookup.notebooks.current !== null;
    app.commands.addCommand(CommandIDs.newCitation, {
      label: trans.__('New Citation…'),
      caption: trans.__('Of one or several works, with pages and prefixes'),
      icon: citationIcon,
      isEnabled,
      execute: async args => (await load()).compose(paperArgs(args).keys)
    });
    app.commands.addCommand(CommandIDs.editCitation, {
      label: trans.__('Edit Citation…'),
      caption: trans.__('Change the citation under the cursor, or make one'),
      icon: citationIcon,
      isEnabled,
      execute: async args => (await load()).edit(editCitationArgs(args))
    });
    lookup.notebooks.currentChanged.connect(() => {
      app.commands.notifyCommandChanged(CommandIDs.newCitation);
      app.commands.notifyCommandChanged(CommandIDs.editCitation);
    });
    showEditHint(app.commands, lookup, trans);
    for (const command of [CommandIDs.newCitation, CommandIDs.editCitation]) {
      palette?.addItem({ command, category: trans.__('Paper Lookup') });
    }
  }
};
