import { Dialog, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { JSX } from 'react';

import type { FeedsClient } from '../api/feeds-client';
import type { NetworkState } from '../api/types';
import { allowedNetwork } from './allowed';
import { Services } from './services';

/**
 * Shows which services may be asked, and takes the permission back if one wants that; who has not
 * allowed the network is asked.
 *
 * @returns what was decided, in one sentence; empty where nothing was.
 * @throws what the client throws.
 */
export async function networkUse(
  client: Pick<FeedsClient, 'network' | 'allow'>,
  trans: TranslationBundle
): Promise<string> {
  const title = trans.__('Use of the network');
  const network = await client.network();
  if (!network.allowed) {
    const allowed = await allowedNetwork(client, title, trans);
    return allowed ? trans.__('The network is allowed from now on.') : '';
  }
  const { button } = await showDialog({
    title,
    body: new NetworkUse(network, trans),
    buttons: [
      ...(network.isFixed
        ? []
        : [
            Dialog.warnButton({
              label: trans.__('Allow the network no longer')
            })
          ]),
      Dialog.cancelButton({ label: trans.__('Close') })
    ],
    // Enter shall not take it back.
    defaultButton: network.isFixed ? 0 : 1
  });
  if (!button.accept) {
    return '';
  }
  await client.allow(false);
  return trans.__('The network is not allowed any more: nobody is asked.');
}

class NetworkUse extends ReactWidget {
  constructor(
    private readonly _network: NetworkState,
    private readonly _trans: TranslationBundle
  ) {
    super();
    this.addClass('jp-PaperLookup-network');
    // A long list scrolls, by keys too.
    this.node.tabIndex = 0;
  }

  protected override render(): JSX.Element {
    const trans = this._trans;
    const { isFixed, message, services } = this._network;
    return (
      <>
        <p>
          {isFixed
            ? trans.__(
                'The administrator of this server allows the network. When you ask for something, these are asked:'
              )
            : trans.__(
                'You have allowed the network. When you ask for something, these are asked:'
              )}
        </p>
        <Services services={services} />
        {message && <p className="jp-PaperLookup-quiet">{message}</p>}
      </>
    );
  }
}
