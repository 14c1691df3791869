import { Dialog, Notification, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { ExportingClient } from '../api/exporting-client';
import type { CitedResponse } from '../api/types';
import { download } from '../download';
import { CitedForm } from './cited-form';
import type { KeepChoice } from './keep-form';
import { KeepForm } from './keep-form';
import { DEFAULT_NAME, keptPath } from './kept-path';
import { KeptList } from './kept-list';
import type { OpenNotebook } from './notebook';
import { unknownLine } from './words';

/** Saves the works that a notebook cites as a file, in a format that the user chooses. */
export async function exportCited(
  client: ExportingClient,
  notebook: OpenNotebook,
  trans: TranslationBundle
): Promise<void> {
  const cells = notebook.cells();
  const cited = await client.cited(cells);
  const { button, value } = await showDialog({
    title: trans.__('Export Cited Works'),
    body: new CitedForm(cited, notebook.name, trans),
    buttons: [
      Dialog.cancelButton({ label: trans.__('Cancel') }),
      Dialog.okButton({ label: trans.__('Export') })
    ]
  });
  if (button.accept && value) {
    const file = await client.exportCited(cells, value);
    download(file.text, file.filename, file.mediaType);
  }
}

/** Keeps a file up to date with a notebook; asks again until that works or is given up. */
export async function keepCited(
  client: ExportingClient,
  notebook: OpenNotebook,
  written: () => void,
  trans: TranslationBundle
): Promise<void> {
  const cited = await client.cited(notebook.cells());
  let choice: KeepChoice = { typed: DEFAULT_NAME, format: 'bibtex' };
  let failure = '';
  for (;;) {
    const { button, value } = await showDialog({
      title: trans.__('Keep a .bib Updated'),
      body: new KeepForm({
        cited,
        name: notebook.name,
        choice,
        failure,
        trans
      }),
      buttons: [
        Dialog.cancelButton({ label: trans.__('Cancel') }),
        Dialog.okButton({ label: trans.__('Keep updated') })
      ],
      focusNodeSelector: 'input'
    });
    if (!button.accept || !value) {
      return;
    }
    choice = value;
    try {
      await keep(client, notebook, choice, cited, trans);
      written();
      return;
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
    }
  }
}

async function keep(
  client: ExportingClient,
  notebook: OpenNotebook,
  choice: KeepChoice,
  cited: CitedResponse,
  trans: TranslationBundle
): Promise<void> {
  await notebook.save();
  const path = keptPath(notebook.path, choice.typed);
  await client.keep({ path, notebook: notebook.path, to: choice.format });
  const words = trans.__('%1 follows %2 from now on.', path, notebook.name);
  const unknown = unknownLine(cited, trans);
  Notification.emit(
    unknown ? `${words} ${unknown}` : words,
    unknown ? 'warning' : 'success',
    { autoClose: 6000 }
  );
}

/** Shows the files that are kept up to date. */
export async function showKept(
  client: ExportingClient,
  trans: TranslationBundle
): Promise<void> {
  const { files } = await client.kept();
  await showDialog({
    title: trans.__('Files Kept Up to Date'),
    body: new KeptList({ client, files, trans }),
    buttons: [Dialog.cancelButton({ label: trans.__('Close') })]
  });
}
