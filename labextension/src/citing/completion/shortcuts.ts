import { completionStatus } from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import type { CommandRegistry } from '@lumino/commands';

import { CommandIDs } from '../../commands';
import { pressCompletionKey } from './keys';
import { triggerIn } from './source';

/** The class of an editor's text while the completions have its keys. */
const COMPLETING_CLASS = 'jp-PaperLookup-mod-completing';

/** The keys for which the applications have shortcuts of their own in a cell. */
const KEYS = ['Escape', 'Tab'];

/** Marks an editor while the completions have its keys. */
export const completingExtension: Extension = EditorView.contentAttributes.of(
  (view): Record<string, string> => {
    const status = completionStatus(view.state);
    const isCompleting =
      status === 'active' || (status === 'pending' && triggerIn(view) !== null);
    return isCompleting ? { class: COMPLETING_CLASS } : {};
  }
);

/**
 * Gives the completions the keys that Notebook looks at before the editor does. JupyterLab looks at
 * them after it, where they have been dealt with.
 */
export function addCompletionShortcuts(commands: CommandRegistry): void {
  commands.addCommand(CommandIDs.completionKey, {
    execute: ({ key }) => {
      const { activeElement } = document;
      const view =
        activeElement instanceof HTMLElement &&
        EditorView.findFromDOM(activeElement);
      if (view && typeof key === 'string') {
        pressCompletionKey(key, view);
      }
    }
  });
  for (const key of KEYS) {
    commands.addKeyBinding({
      command: CommandIDs.completionKey,
      args: { key },
      keys: [key],
      selector: `.jp-Notebook .cm-content.${COMPLETING_CLASS}`
    });
  }
}
