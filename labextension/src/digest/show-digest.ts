import { Dialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { IPaperLookup } from '../tokens';
import { DigestView } from './digest-view';
import { PreviewModel } from './preview-model';
import { SubscriptionModel } from './subscription-model';

/** Shows the digest and the subscription to it, until the person closes them. */
export async function showDigest(
  lookup: IPaperLookup,
  cited: () => Promise<readonly string[]>,
  trans: TranslationBundle
): Promise<void> {
  const { digest } = lookup.client;
  const preview = new PreviewModel(digest, cited);
  const subscription = new SubscriptionModel(digest, trans);
  void preview.load();
  void subscription.load();
  const language = document.documentElement.lang || 'en';
  const dialog = new DigestDialog({
    title: trans.__('Digest'),
    body: new DigestView({ preview, subscription, trans, language }),
    buttons: [Dialog.okButton({ label: trans.__('Close') })],
    hasClose: true,
    focusNodeSelector: '[role="tab"]'
  });
  dialog.addClass('jp-PaperLookup-digestDialog');
  await dialog.launch();
}

/** The dialog of the digest; Enter in its fields is theirs. */
class DigestDialog extends Dialog<unknown> {
  override handleEvent(event: Event): void {
    const { target } = event;
    const isOfBody =
      event instanceof KeyboardEvent &&
      event.key !== 'Escape' &&
      event.key !== 'Tab' &&
      target instanceof Element &&
      target.closest('.jp-PaperLookup-digest') !== null;
    if (!isOfBody) {
      super.handleEvent(event);
    }
  }
}
