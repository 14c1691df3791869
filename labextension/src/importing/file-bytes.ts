import type { TranslationBundle } from '@jupyterlab/translation';

import type { ImportJobRequest } from '../api/types';

/** The largest file that is sent, in bytes: what the library reads at most. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * A file of the person's own machine, as an import.
 *
 * @throws Error with one sentence, when the file is too large or cannot be read.
 */
export async function requestOf(
  file: File,
  trans: TranslationBundle
): Promise<ImportJobRequest> {
  const { name, size } = file;
  if (size > MOST_BYTES) {
    throw new Error(
      trans.__(
        '%1 is too large: a file of at most 64 MB can be imported. Split it.',
        name
      )
    );
  }
  return { name, data: await base64Of(file, trans) };
}

/** The browser's own encoder reads megabytes without a stop of the page. */
function base64Of(file: File, trans: TranslationBundle): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      const url = typeof reader.result === 'string' ? reader.result : '';
      resolve(url.slice(url.indexOf(',') + 1));
    };
    reader.onerror = () =>
      reject(
        new Error(
          trans.__('%1 cannot be read: choose a file, not a folder.', file.name)
        )
      );
    reader.readAsDataURL(file);
  });
}
