import { Dialog, Notification, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { JSX } from 'react';

import type { CitedNotebook, ExportingClient } from '../api/exporting-client';
import { download } from '../download';
import type { ExportFormat } from '../export-formats';
import { messageOf } from '../message-of';
import type { IOpenNotebook } from '../notebooks/tokens';
import { CitedFacts, FormatForm } from './format-form';
import type { KeepChoice, KeepFormOptions } from './keep-form';
import { KeepForm } from './keep-form';
import { DEFAULT_NAME, keptPath } from './kept-path';
import { KeptList } from './kept-list';
import { unknownLine } from './words';

/** What the dialogs work with; `written` is told when the server has written a file. */
export type DialogParts = {
  client: ExportingClient;
  trans: TranslationBundle;
  written: () => void;
};

/** Saves the works that a notebook cites as a file, in a format that the user chooses. */
export async function exportCited(
  { client, trans }: DialogParts,
  notebook: IOpenNotebook
): Promise<void> {
  const sent = sentOf(notebook);
  const cited = await client.cited(sent);
  const facts = <CitedFacts cited={cited} name={notebook.name} trans={trans} />;
  const to = await askFormat(trans.__('Export Cited Works'), facts, trans);
  if (to) {
    const file = await client.exportCited(sent, to);
    download(file.text, file.filename, file.mediaType);
  }
}

/** Saves the papers of a source as a file, in a format that the user chooses. */
export async function exportSource(
  { client, trans }: DialogParts,
  source: string
): Promise<void> {
  const facts = <p>{trans.__('All papers of %1.', source)}</p>;
  const to = await askFormat(trans.__('Export a Source'), facts, trans);
  if (to) {
    const file = await client.exportSource(source, to);
    download(file.text, file.filename, file.mediaType);
  }
}

/** Keeps a file up to date with a notebook; asks again until that works or is given up. */
export async function keepCited(
  parts: DialogParts,
  notebook: IOpenNotebook
): Promise<void> {
  const { client, trans } = parts;
  const cited = await client.cited(sentOf(notebook));
  const words = {
    place: trans.__('File, as seen from the notebook'),
    follows: trans.__('The file follows the notebook whenever it is saved.')
  };
  const facts = <CitedFacts cited={cited} name={notebook.name} trans={trans} />;
  await askUntilKept(parts, { facts, words }, async ({ typed, format }) => {
    await notebook.save();
    const path = keptPath(notebook.path, typed);
    await client.keep({ path, notebook: notebook.path, to: format });
    const unknown = unknownLine(cited, trans);
    const done = trans.__('%1 follows %2 from now on.', path, notebook.name);
    tell(unknown ? `${done} ${unknown}` : done, unknown !== '');
  });
}

/** Keeps a file up to date with a source; asks again until that works or is given up. */
export async function keepSource(
  parts: DialogParts,
  source: string
): Promise<void> {
  const { client, trans } = parts;
  const words = {
    place: trans.__('File, as seen from the top of the file browser'),
    follows: trans.__('The file follows the source whenever that changes.')
  };
  const facts = <p>{trans.__('All papers of %1.', source)}</p>;
  await askUntilKept(parts, { facts, words }, async ({ typed, format }) => {
    const path = keptPath('', typed);
    await client.keep({ path, source, to: format });
    tell(trans.__('%1 follows %2 from now on.', path, source), false);
  });
}

/** Shows the files that are kept up to date. */
export async function showKept({ client, trans }: DialogParts): Promise<void> {
  const { files } = await client.kept();
  await showDialog({
    title: trans.__('Files Kept Up to Date'),
    body: new KeptList({ client, files, trans }),
    buttons: [Dialog.cancelButton({ label: trans.__('Close') })]
  });
}

/** The texts in which somebody writes, and what the notebook keeps itself. */
function sentOf(notebook: IOpenNotebook): CitedNotebook {
  const { cells, metadata } = notebook.sent();
  return {
    cells: cells.map(({ source }) => source),
    metadata:
      'paperlookup' in metadata ? { paperlookup: metadata.paperlookup } : {}
  };
}

async function askFormat(
  title: string,
  facts: JSX.Element,
  trans: TranslationBundle
): Promise<ExportFormat | null> {
  const { button, value } = await showDialog({
    title,
    body: new FormatForm(facts, trans),
    buttons: [
      Dialog.cancelButton({ label: trans.__('Cancel') }),
      Dialog.okButton({ label: trans.__('Export') })
    ]
  });
  return button.accept ? value : null;
}

async function askUntilKept(
  { trans, written }: DialogParts,
  form: Pick<KeepFormOptions, 'facts' | 'words'>,
  keep: (choice: KeepChoice) => Promise<void>
): Promise<void> {
  let choice: KeepChoice = { typed: DEFAULT_NAME, format: 'bibtex' };
  let failure = '';
  for (;;) {
    const { button, value } = await showDialog({
      title: trans.__('Keep a .bib Updated'),
      body: new KeepForm({ ...form, choice, failure, trans }),
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
      await keep(choice);
      written();
      return;
    } catch (error) {
      failure = messageOf(error);
    }
  }
}

function tell(words: string, isWarning: boolean): void {
  Notification.emit(words, isWarning ? 'warning' : 'success', {
    autoClose: 6000
  });
}
