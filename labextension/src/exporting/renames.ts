import type { Contents } from '@jupyterlab/services';

import type { ExportingClient } from '../api/exporting-client';

/** Has kept files follow a notebook that is renamed or moved in the file browser. */
export function followRenames(
  contents: Contents.IManager,
  client: Pick<ExportingClient, 'kept' | 'keep'>
): void {
  contents.fileChanged.connect((_, { type, oldValue, newValue }) => {
    const [from, to] = [oldValue?.path, newValue?.path];
    if (type === 'rename' && from?.endsWith('.ipynb') && to) {
      // Who cannot be asked now will say himself that the notebook is away.
      follow(client, contents.localPath(from), contents.localPath(to)).catch(
        () => undefined
      );
    }
  });
}

async function follow(
  client: Pick<ExportingClient, 'kept' | 'keep'>,
  from: string,
  to: string
): Promise<void> {
  const { files } = await client.kept();
  for (const file of files.filter(({ notebook }) => notebook === from)) {
    await client.keep({ path: file.path, notebook: to, to: file.to });
  }
}
