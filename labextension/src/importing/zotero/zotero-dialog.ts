import { Dialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { ZoteroLibrary } from '../../api/types';
import { ZoteroForm } from './zotero-form';
import type { ZoteroModel } from './zotero-model';

/** The dialog that asks for libraries; it can be accepted once one is chosen. */
export class ZoteroDialog extends Dialog<readonly ZoteroLibrary[]> {
  constructor(model: ZoteroModel, trans: TranslationBundle) {
    super({
      title: trans.__('Add a Zotero library'),
      body: new ZoteroForm(model, trans),
      buttons: [
        Dialog.cancelButton({ label: trans.__('Cancel') }),
        Dialog.okButton({ label: trans.__('Add') })
      ]
    });
    this._model = model;
    model.changed.connect(this._onChange);
    this._onChange();
  }

  override dispose(): void {
    this._model.changed.disconnect(this._onChange);
    super.dispose();
  }

  /** Enter in the field of the key and on the buttons of the body is theirs. */
  override handleEvent(event: Event): void {
    const { target } = event;
    const isOfBody =
      event instanceof KeyboardEvent &&
      event.key === 'Enter' &&
      target instanceof Element &&
      target.closest('.jp-PaperLookup-zotero') !== null &&
      target.matches('button, a, input[type="password"]');
    if (!isOfBody) {
      super.handleEvent(event);
    }
  }

  override resolve(index?: number): void {
    if (index === CANCEL || this._model.chosen.length > 0) {
      super.resolve(index);
    }
  }

  private readonly _onChange = (): void => {
    const accept = this.node.querySelector<HTMLButtonElement>(
      '.jp-Dialog-footer .jp-mod-accept'
    );
    if (accept) {
      accept.disabled = this._model.chosen.length === 0;
    }
  };

  private readonly _model: ZoteroModel;
}

/** The place of the button among the others. */
const CANCEL = 0;
