import { Dialog, Notification, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';

import { applyEdits } from '../living/apply';
import type { IOpenNotebook } from '../notebooks/tokens';
import type { IPaperLookup } from '../tokens';
import { ConversionModel } from './conversion-model';
import { ConversionForm } from './form';
import { conversionSentence, otherTools } from './words';

/** Lets the user convert a notebook, after seeing what that changes; one click takes it back. */
export async function convertNotebook(
  { client }: IPaperLookup,
  notebook: IOpenNotebook,
  trans: TranslationBundle
): Promise<void> {
  const sent = notebook.sent();
  const { dialect, style, locale } = notebook.choices;
  const model = new ConversionModel(
    (request, signal) => client.notebooks.converted(request, signal),
    {
      notebook: sent,
      to: dialect,
      style,
      locale,
      migrate: otherTools(sent).length > 0
    }
  );
  void model.choose({});
  const { button } = await showDialog({
    title: trans.__('Convert the Citations of %1', notebook.name),
    body: new ConversionForm(model, trans),
    buttons: [
      Dialog.cancelButton({ label: trans.__('Cancel') }),
      Dialog.okButton({ label: trans.__('Convert') })
    ],
    focusNodeSelector: 'select'
  });
  const { edits, failure } = model.state;
  if (!button.accept) {
    return;
  }
  if (!edits) {
    const message = failure || trans.__('Nothing was converted: try again.');
    warn(message);
    return;
  }
  const applied = applyEdits(notebook, sent, edits);
  const left = applied.leftOut.length;
  if (left > 0) {
    warn(
      trans._n(
        '%1 cell was changed meanwhile, so it was left as it is: convert again.',
        '%1 cells were changed meanwhile, so they were left as they are: convert again.',
        left
      )
    );
  }
  Notification.success(conversionSentence(edits, true, trans), {
    autoClose: 20_000,
    actions: [
      {
        label: trans.__('Undo'),
        callback: () => tellUndone(applied.undo(), trans)
      }
    ]
  });
}

/** Says which cells stay because somebody has changed them since. */
function tellUndone(
  changed: readonly string[],
  trans: TranslationBundle
): void {
  if (changed.length > 0) {
    warn(
      trans._n(
        '%1 cell was changed since then, so it stays.',
        '%1 cells were changed since then, so they stay.',
        changed.length
      )
    );
  }
}

function warn(message: string): void {
  Notification.warning(message, { autoClose: 8000 });
}
