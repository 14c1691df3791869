import { PathExt } from '@jupyterlab/coreutils';

/** What a file beside a notebook is called, unless somebody says otherwise. */
export const DEFAULT_NAME = 'references.bib';

/**
 * The path of a file that is named as seen from a notebook.
 *
 * @param notebook - The path of the notebook in the file browser.
 * @param typed - A name, a path from the notebook's folder, or one from the top with a slash.
 */
export function keptPath(notebook: string, typed: string): string {
  const name = typed.trim() || DEFAULT_NAME;
  const named = PathExt.extname(name) === '' ? `${name}.bib` : name;
  const folder = PathExt.dirname(notebook);
  const path = named.startsWith('/') ? named : PathExt.join(folder, named);
  return PathExt.removeSlash(PathExt.normalize(path));
}
