import type { Contents } from '@jupyterlab/services';

import type { ImportJobRequest } from '../api/types';

/** Drives whose files lie on the server under the same path: its own, and the shared editing's. */
const SERVER_DRIVES = ['', 'RTC'];

/** A file of the file browser on its way to an import. */
type ServerFile = { name: string; request: () => Promise<ImportJobRequest> };

/** What to ask for files of the file browser; those of another drive are sent by their text. */
export function requestsOf(
  contents: Contents.IManager,
  paths: readonly string[],
  watch: boolean
): ServerFile[] {
  return paths.map(path => {
    const local = contents.localPath(path);
    if (SERVER_DRIVES.includes(contents.driveName(path))) {
      return {
        name: local,
        request: () => Promise.resolve({ path: local, watch })
      };
    }
    const name = local.slice(local.lastIndexOf('/') + 1);
    return {
      name,
      request: async () => {
        const file = await contents.get(path, {
          type: 'file',
          format: 'base64'
        });
        return { name, data: String(file.content).replace(/\s/gu, '') };
      }
    };
  });
}
