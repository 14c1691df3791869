import { Dialog, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { IPaperLookup } from '../tokens';
import { StyleChooser } from './chooser';
import { StyleChooserModel } from './chooser-model';

/** Lets the user choose the style of the notebook that was used last, by what it makes of its references. */
export async function chooseStyle(
  { client, choices }: IPaperLookup,
  trans: TranslationBundle
): Promise<void> {
  const { notebook, style, locale } = choices;
  const model = new StyleChooserModel(client, {
    style,
    locale,
    tooLarge: trans.__('This file is too large for a style.'),
    notebook: notebook?.sent() ?? { path: '', cells: [], metadata: {} }
  });
  void model.load();
  const { button, value } = await showDialog({
    title: notebook
      ? trans.__('Citation Style of %1', notebook.name)
      : trans.__('Citation Style'),
    body: new StyleChooser(model, trans),
    buttons: [
      Dialog.cancelButton({ label: trans.__('Cancel') }),
      Dialog.okButton({ label: trans.__('Use this style') })
    ],
    focusNodeSelector: 'input'
  });
  if (button.accept && value) {
    choices.choose(value);
  }
}
