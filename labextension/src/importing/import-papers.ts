import { Dialog, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { PaperLookupClient } from '../api/client';
import { ImportForm } from './choice';
import { ImportReport } from './report';

/** The largest file that is sent, in bytes. */
const MOST_BYTES = 50_000_000;

/** Asks for a file, imports it, and says what came of it. */
export async function importPapers(
  client: Pick<PaperLookupClient, 'importText'>,
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
  const file = value?.file;
  if (!button.accept || !file) {
    return;
  }
  const { name } = file;
  if (file.size > MOST_BYTES) {
    await say(
      trans.__('%1 is too large: import at most 50 MB at a time.', name),
      trans
    );
    return;
  }
  try {
    const answer = await client.importText({
      name,
      text: await file.text(),
      captureYear: value.captureYear
    });
    await say(new ImportReport(answer, trans), trans, name);
  } catch (error) {
    await say(error instanceof Error ? error.message : String(error), trans);
  }
}

async function say(
  body: string | ImportReport,
  trans: TranslationBundle,
  name?: string
): Promise<void> {
  await showDialog({
    title: name ? trans.__('Imported %1', name) : trans.__('Nothing imported'),
    body,
    buttons: [Dialog.cancelButton({ label: trans.__('Close') })]
  });
}
