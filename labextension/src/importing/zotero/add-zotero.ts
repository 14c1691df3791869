import type { TranslationBundle } from '@jupyterlab/translation';

import type { PaperLookupClient } from '../../api/client';
import type { Imports } from '../imports';
import { ZoteroDialog } from './zotero-dialog';
import { ZoteroModel } from './zotero-model';

/** Asks for libraries of Zotero and makes them sources; the panel shows how far that is. */
export async function addZotero(
  client: PaperLookupClient,
  imports: Imports,
  reveal: () => void,
  trans: TranslationBundle
): Promise<void> {
  const model = new ZoteroModel(client);
  void model.look('local');
  const { button, value } = await new ZoteroDialog(model, trans).launch();
  if (button.accept && value && value.length > 0) {
    reveal();
    await imports.addZotero(value);
  }
}
