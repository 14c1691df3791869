import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { Dialog, ICommandPalette, showDialog } from '@jupyterlab/apputils';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import type { PaperLookupClient } from '../api/client';
import { ServerMissingError } from '../api/request';
import { CommandIDs } from '../commands';
import { IPaperLookup, PluginIDs, TRANSLATION_DOMAIN } from '../tokens';
import { messageOf } from '../message-of';
import type { Facts } from './findings';

/** Says what both halves are and what is wrong with them. */
export const DIAGNOSIS_PLUGIN: JupyterFrontEndPlugin<void> = {
  id: PluginIDs.diagnosis,
  description: 'Explains what is wrong when the server half is missing.',
  autoStart: true,
  requires: [IPaperLookup],
  optional: [ITranslator, ICommandPalette, ISettingRegistry],
  activate: (
    app: JupyterFrontEnd,
    { client }: IPaperLookup,
    translator: ITranslator | null,
    palette: ICommandPalette | null,
    registry: ISettingRegistry | null
  ): void => {
    const trans = (translator ?? nullTranslator).load(TRANSLATION_DOMAIN);
    const command = CommandIDs.diagnose;
    app.commands.addCommand(command, {
      label: trans.__('Check Paper Lookup'),
      caption: trans.__('Say what is installed and what is wrong with it'),
      execute: async () => {
        const { Report } = await import('./report');
        const facts = await collect(client, registry);
        await showDialog({
          title: trans.__('Paper lookup'),
          body: new Report(facts, trans),
          buttons: [Dialog.cancelButton({ label: trans.__('Close') })]
        });
      }
    });
    palette?.addItem({ command, category: trans.__('Paper Lookup') });
  }
};

async function collect(
  client: PaperLookupClient,
  registry: ISettingRegistry | null
): Promise<Facts> {
  const frontEnd = await frontEndVersion(registry);
  try {
    return { frontEnd, status: await client.status(), failure: null };
  } catch (error) {
    const isMissing = error instanceof ServerMissingError;
    const message = messageOf(error);
    return { frontEnd, status: null, failure: { isMissing, message } };
  }
}

/** The version that the settings of the front end were shipped with. */
async function frontEndVersion(
  registry: ISettingRegistry | null
): Promise<string> {
  try {
    return (await registry?.load(PluginIDs.lookup))?.version ?? '';
  } catch {
    return '';
  }
}
