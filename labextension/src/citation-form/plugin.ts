import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { CommandIDs, editCitationArgs, paperArgs } from '../commands';
import { citationIcon } from '../icons';
import { IPaperLookup, PluginIDs, TRANSLATION_DOMAIN } from '../tokens';
import { showEditHint } from './edit-hint';
import type { CitationFormSession } from './session';

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
    let loading: Promise<CitationFormSession> | null = null;
    const load = (): Promise<CitationFormSession> => {
      loading ??= import('./session').then(
        ({ CitationFormSession }) => new CitationFormSession(lookup, trans)
      );
      // Without the server it is loaded when it is asked for again.
      loading.catch(() => (loading = null));
      return loading;
    };
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
