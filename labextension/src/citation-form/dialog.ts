import { Dialog } from '@jupyterlab/apputils';

import type { InsertOutcome } from '../tokens';
import { CitationForm } from './form';
import type { CitationFormParts } from './form-parts';

/** The place of the button among the others. */
const CANCEL = 0;

/** What can have the focus. */
const FOCUSABLE = 'input, select, textarea, button:not([disabled]), a[href]';

/** The dialog of a citation: Enter writes it, Escape goes back. */
export class CitationDialog extends Dialog<unknown> {
  constructor(private readonly _parts: CitationFormParts) {
    const { model, trans } = _parts;
    const { isEdit, label } = model.target;
    super({
      title: isEdit
        ? trans.__('Edit citation: %1', label)
        : trans.__('New citation: %1', label),
      body: new CitationForm(_parts),
      buttons: [
        Dialog.cancelButton({ label: trans.__('Cancel') }),
        Dialog.okButton({
          label: isEdit ? trans.__('Update') : trans.__('Insert citation')
        })
      ],
      // Who opens works wants their pages; without works there is one to be found.
      focusNodeSelector:
        model.state.works.length > 0
          ? '[data-field$="locator"]'
          : '[data-search]'
    });
    this.addClass('jp-PaperLookup-citationDialog');
  }

  /** What was written; null where nothing was. */
  outcome: InsertOutcome | null = null;

  override handleEvent(event: Event): void {
    if (event instanceof KeyboardEvent && event.type === 'keydown') {
      if (event.isComposing || this._isOfForm(event)) {
        return;
      }
      if (event.key === 'Tab') {
        this._keepInside(event);
        return;
      }
    }
    super.handleEvent(event);
  }

  override resolve(index?: number): void {
    if (index === CANCEL) {
      super.resolve(index);
      return;
    }
    void this._parts.model.save().then(outcome => {
      if (outcome) {
        this.outcome = outcome;
        super.resolve(index);
      }
    });
  }

  /** Keys that the form itself knows. */
  private _isOfForm({ key, target }: KeyboardEvent): boolean {
    if (!(target instanceof HTMLElement) || !this._formNode.contains(target)) {
      return false;
    }
    const isSearching =
      target.matches('[data-search]') &&
      this._parts.search.state.query.trim() !== '';
    switch (key) {
      case 'Enter':
        return isSearching || target instanceof HTMLButtonElement;
      case 'Escape':
        return isSearching;
      case 'ArrowLeft':
      case 'ArrowRight':
        return true;
      default:
        return false;
    }
  }

  /** The dialog of JupyterLab counts what can have the focus before the form is there. */
  private _keepInside(event: KeyboardEvent): void {
    const all = [...this.node.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
      each => each.tabIndex >= 0 && each.offsetParent !== null
    );
    const [edge, other] = event.shiftKey
      ? [all[0], all[all.length - 1]]
      : [all[all.length - 1], all[0]];
    if (document.activeElement === edge) {
      event.preventDefault();
      event.stopPropagation();
      other?.focus();
    }
  }

  private get _formNode(): Element {
    return this.node.querySelector('.jp-Dialog-body') ?? this.node;
  }
}
