import { completionStatus, startCompletion } from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import type { EditorView, ViewUpdate } from '@codemirror/view';
import { ViewPlugin } from '@codemirror/view';

import { triggerIn } from './source';

/**
 * Searches again after text was pasted or deleted, as typing does by itself. JupyterLab pastes by
 * changing the text of the cell and then moving the cursor, so what tells is the event before it.
 */
class OtherEdits {
  update(update: ViewUpdate): void {
    const isPasted = this._isPasting && update.selectionSet;
    const isDeleted = update.transactions.some(transaction =>
      transaction.isUserEvent('delete.backward')
    );
    if (isPasted || isDeleted) {
      this._isPasting = false;
      // Nothing can be dispatched while an update is going on.
      queueMicrotask(() => searchAgain(update.view));
    }
  }

  onPaste(): void {
    this._isPasting = true;
  }

  private _isPasting = false;
}

function searchAgain(view: EditorView): void {
  const trigger = triggerIn(view);
  const isOfUse =
    (trigger?.form === 'bracketed' || trigger?.form === 'key') &&
    trigger.query !== '';
  if (isOfUse && completionStatus(view.state) === null) {
    startCompletion(view);
  }
}

export const editsExtension: Extension = ViewPlugin.fromClass(OtherEdits, {
  eventObservers: {
    paste(): void {
      this.onPaste();
    }
  }
});
