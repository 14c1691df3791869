import { Dialog, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';

import { ImportForm } from './choice';
import type { Imports } from './imports';

/** Asks for files and imports them; the panel shows what comes of it. */
export async function importPapers(
  imports: Imports,
  reveal: () => void,
  trans: TranslationBundle
): Promise<void> {
  const { button, value } = await showDialog({
    title: trans.__('Import papers'),
    body: new ImportForm(trans),
    buttons: [
      Dialog.cancelButton({ label: trans.__('Cancel') }),
      Dialog.okButton({ label: trans.__('Import') })
    ]
  });
  if (button.accept && value && value.files.length > 0) {
    reveal();
    await imports.addFiles(value.files, value.captureYear);
  }
}
