import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { JSX } from 'react';

import type { NetworkService } from '../api/types';

/** Whom would be asked for what. */
export function Services(props: {
  services: readonly NetworkService[];
}): JSX.Element {
  return (
    <ul className="jp-PaperLookup-services">
      {props.services.map(({ name, purpose, host }) => (
        <li key={`${name} ${host}`}>
          <span dir="auto">{name}</span>
          <code>{host}</code>
          <span className="jp-PaperLookup-quiet" dir="auto">
            {purpose}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What one is asked before the network is used for the first time. */
export class NetworkQuestion extends ReactWidget {
  constructor(
    private readonly _services: readonly NetworkService[],
    private readonly _trans: TranslationBundle
  ) {
    super();
    this.addClass('jp-PaperLookup-network');
    // A long list scrolls, by keys too.
    this.node.tabIndex = 0;
  }

  protected override render(): JSX.Element {
    const trans = this._trans;
    return (
      <>
        <p>
          {trans.__(
            'Nothing has left this machine so far. When you ask for something from the network, Paper lookup would ask:'
          )}
        </p>
        <Services services={this._services} />
        <p className="jp-PaperLookup-quiet">
          {trans.__(
            'You can take this back at any time: Use of the Network…, among the commands.'
          )}
        </p>
      </>
    );
  }
}
