import { InputDialog } from '@jupyterlab/apputils';

import { CommandIDs } from '../commands';
import type { SearchCommandsOptions } from './commands';

/** Lets the user choose the style of references from a list. */
export function addStyleCommand(options: SearchCommandsOptions): void {
  const { app, panel, lookup, trans } = options;
  app.commands.addCommand(CommandIDs.chooseStyle, {
    label: trans.__('Choose Citation Style…'),
    execute: async () => {
      const { actions } = await panel.whenLoaded();
      try {
        const { styles } = await lookup.client.styles();
        const titles = styles.map(style => style.title);
        const current = styles.findIndex(
          style => style.name === lookup.settings.style
        );
        const { value } = await InputDialog.getItem({
          title: trans.__('Citation style'),
          items: titles,
          current: Math.max(current, 0),
          okLabel: trans.__('Use this style')
        });
        const chosen = styles.find(style => style.title === value);
        if (chosen) {
          await lookup.settings.set('style', chosen.name);
        }
      } catch (error) {
        actions.reportError(error);
      }
    }
  });
}

/** Has the index built anew. */
export function addReindexCommand(options: SearchCommandsOptions): void {
  const { app, panel, lookup, trans } = options;
  app.commands.addCommand(CommandIDs.reindex, {
    label: trans.__('Rebuild the Index'),
    execute: async () => {
      const { actions } = await panel.whenLoaded();
      try {
        const { records } = await lookup.client.reindex();
        actions.report(
          trans._n(
            'The index of %1 paper is built anew.',
            'The index of %1 papers is built anew.',
            records
          )
        );
      } catch (error) {
        actions.reportError(error);
      }
    }
  });
}
