import { CommandIDs } from '../commands';
import type { SearchCommandsOptions } from './commands';

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
