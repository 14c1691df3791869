import { Dialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { FeedsClient } from '../api/feeds-client';
import type { IPaperImports, IPaperPanel } from '../tokens';
import { allowedNetwork } from './allowed';
import { FetchForm } from './fetch-form';
import { FetchModel } from './fetch-model';

export type FetchPapersOptions = {
  client: FeedsClient;
  imports: IPaperImports;
  panel: IPaperPanel;
  trans: TranslationBundle;
};

/**
 * Asks what to fetch from the network, and fetches it; the panel shows how far that is.
 *
 * @throws what the client throws.
 */
export async function fetchPapers(options: FetchPapersOptions): Promise<void> {
  const { client, imports, panel, trans } = options;
  const network = await allowedNetwork(client, trans.__('Fetch papers'), trans);
  if (!network) {
    return;
  }
  const model = new FetchModel(client, trans, network, new Date());
  const dialog = new FetchDialog(model, trans);
  const { button } = await dialog.launch();
  const chosen = button.accept ? model.check() : null;
  if (chosen) {
    panel.reveal();
    await imports.follow(chosen.name, () => client.fetch(chosen.request));
  }
}

/** The dialog that asks what to fetch; it stays open while something is wrong with that. */
class FetchDialog extends Dialog<unknown> {
  constructor(
    private readonly _model: FetchModel,
    trans: TranslationBundle
  ) {
    super({
      title: trans.__('Fetch papers'),
      body: new FetchForm(_model, trans),
      buttons: [
        Dialog.cancelButton({ label: trans.__('Cancel') }),
        Dialog.okButton({ label: trans.__('Fetch') })
      ],
      focusNodeSelector: 'input:checked'
    });
  }

  override resolve(index?: number): void {
    const { allowed: mayFetch } = this._model.state.network;
    if (index === CANCEL || (mayFetch && this._model.check())) {
      super.resolve(index);
      return;
    }
    requestAnimationFrame(() =>
      this.node.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
    );
  }

  /** Enter on a button of the body, and in what unfolds, is theirs. */
  override handleEvent(event: Event): void {
    const { target } = event;
    const isOfBody =
      event instanceof KeyboardEvent &&
      event.key === 'Enter' &&
      target instanceof Element &&
      target.closest('.jp-PaperLookup-network') !== null &&
      target.matches('button, summary');
    if (!isOfBody) {
      super.handleEvent(event);
    }
  }
}

/** The place of the button among the others. */
const CANCEL = 0;
