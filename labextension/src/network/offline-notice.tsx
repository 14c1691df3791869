import type { TranslationBundle } from '@jupyterlab/translation';
import { closeIcon, ReactWidget } from '@jupyterlab/ui-components';
import type { JSX } from 'react';

import type { FeedsClient } from '../api/feeds-client';
import type { IPaperPanel } from '../tokens';
import { IconButton } from '../ui/buttons';
import { useModel } from '../ui/use-model';
import { OfflineModel } from './offline-model';

const MODELS = new WeakMap<IPaperPanel, OfflineModel>();

/** What knows whether a panel has said that one is offline; the notice stands below the panel. */
export function offlineModel(
  panel: IPaperPanel,
  client: Pick<FeedsClient, 'network'>,
  trans: TranslationBundle
): OfflineModel {
  const known = MODELS.get(panel);
  if (known) {
    return known;
  }
  const model = new OfflineModel(client);
  MODELS.set(panel, model);
  panel.addBelow(new OfflineNotice(model, trans));
  return model;
}

/** One quiet line, which goes away when one is online again or has read it. */
class OfflineNotice extends ReactWidget {
  constructor(
    private readonly _model: OfflineModel,
    private readonly _trans: TranslationBundle
  ) {
    super();
    this.addClass('jp-PaperLookup-below');
  }

  protected override render(): JSX.Element {
    return <Notice model={this._model} trans={this._trans} />;
  }
}

function Notice(props: {
  model: OfflineModel;
  trans: TranslationBundle;
}): JSX.Element {
  const { model, trans } = props;
  const { isShown } = useModel(model);
  return (
    <div role="status">
      {isShown && (
        <div className="jp-PaperLookup-card jp-PaperLookup-offline">
          <div className="jp-PaperLookup-cardHead">
            <span className="jp-PaperLookup-cardText jp-PaperLookup-quiet">
              {trans.__(
                'Offline: services cannot be asked now. Searching and citing go on without them.'
              )}
            </span>
            <IconButton
              label={trans.__('Dismiss the notice of being offline')}
              icon={closeIcon}
              onClick={() => model.dismiss()}
            />
          </div>
        </div>
      )}
    </div>
  );
}
