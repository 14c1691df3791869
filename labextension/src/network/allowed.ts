import { Dialog, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { FeedsClient } from '../api/feeds-client';
import type { NetworkState } from '../api/types';
import { NetworkQuestion } from './services';

/**
 * Whether the network may be used; who was never asked is asked. Null where it may not.
 *
 * @param title - What it is wanted for, over the sentence that says who forbids it.
 * @throws what the client throws.
 */
export async function allowedNetwork(
  client: Pick<FeedsClient, 'network' | 'allow'>,
  title: string,
  trans: TranslationBundle
): Promise<NetworkState | null> {
  const network = await client.network();
  if (network.allowed) {
    return network;
  }
  if (network.isFixed) {
    await showDialog({
      title,
      body:
        network.message ||
        trans.__(
          'The administrator of this server does not allow the network.'
        ),
      buttons: [Dialog.okButton({ label: trans.__('Close') })]
    });
    return null;
  }
  const { button } = await showDialog({
    title: trans.__('May Paper lookup use the network?'),
    body: new NetworkQuestion(network.services, trans),
    buttons: [
      Dialog.cancelButton({ label: trans.__('Not now') }),
      Dialog.okButton({ label: trans.__('Allow') })
    ]
  });
  return button.accept ? client.allow(true) : null;
}
