import {
  acceptCompletion,
  closeCompletion,
  completionStatus,
  moveCompletionSelection,
  selectedCompletion
} from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import { Prec } from '@codemirror/state';
import type { Command, ViewUpdate } from '@codemirror/view';
import { EditorView, ViewPlugin } from '@codemirror/view';

import { continueWithAnother, goesOn } from './another';
import { isPaperRow, isTakenByEnter } from './row';
import { triggerIn } from './source';

/** The signs that may go on with another work of the same citation. */
const SEPARATORS = [';', ','];

const MOVES: Readonly<Record<string, Command>> = {
  ArrowDown: moveCompletionSelection(true),
  ArrowUp: moveCompletionSelection(false),
  PageDown: moveCompletionSelection(true, 'page'),
  PageUp: moveCompletionSelection(false, 'page')
};

/** A key that came too early: what it does with the rows, and what when they do not come. */
type Early = { at: number; run: Command; instead?: (at: number) => void };

/** Waits with a key that came before the rows that it is meant for. */
class EarlyKey {
  waiting: Early | null = null;

  update({ docChanged, changes, state, view }: ViewUpdate): void {
    const { waiting } = this;
    if (!waiting || (completionStatus(state) === 'pending' && !docChanged)) {
      return;
    }
    this.waiting = null;
    const at = changes.mapPos(waiting.at, -1);
    // Nothing can be dispatched while an update is going on.
    queueMicrotask(() => {
      if (docChanged || !waiting.run(view)) {
        waiting.instead?.(at);
      }
    });
  }
}

const earlyKey = ViewPlugin.fromClass(EarlyKey);

/** A key that belongs to the completions does nothing else in the notebook. */
function onKey(event: KeyboardEvent, view: EditorView): boolean {
  // On some keyboards the semicolon takes Shift, on others the comma.
  const hasModifier =
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    (event.shiftKey && !SEPARATORS.includes(event.key));
  if (
    event.isComposing ||
    hasModifier ||
    !pressCompletionKey(event.key, view)
  ) {
    return false;
  }
  event.preventDefault();
  event.stopPropagation();
  return true;
}

/** Gives a key to the completions; false when it is none of theirs. */
export function pressCompletionKey(key: string, view: EditorView): boolean {
  switch (completionStatus(view.state)) {
    case 'active':
      return handleActive(key, view);
    case 'pending':
      return handlePending(key, view);
    default:
      return false;
  }
}

function handleActive(key: string, view: EditorView): boolean {
  switch (key) {
    case 'Escape':
      return closeCompletion(view);
    case 'Enter':
      return acceptPaperRow(view) || (closeCompletion(view), false);
    case 'Tab':
      return acceptCompletion(view);
    default:
      return SEPARATORS.includes(key)
        ? chooseAndContinue(view, key)
        : (MOVES[key]?.(view) ?? false);
  }
}

/** The rows of the last keystroke are on their way. */
function handlePending(key: string, view: EditorView): boolean {
  const trigger = triggerIn(view);
  if (!trigger) {
    return false;
  }
  if (key === 'Escape') {
    return closeCompletion(view);
  }
  // Without a bracket the line may just end here.
  if (trigger.form === 'bare') {
    return false;
  }
  const early = view.plugin(earlyKey);
  const at = view.state.selection.main.head;
  if (early && (key === 'Enter' || key === 'Tab')) {
    early.waiting = { at, run: acceptPaperRow };
    return true;
  }
  if (early && goesOn(trigger, key)) {
    // Nobody loses a semicolon that was meant as one.
    const instead = (place: number): void => typeSign(view, place, key);
    early.waiting = { at, run: now => chooseAndContinue(now, key), instead };
    return true;
  }
  return key in MOVES;
}

/** Accepts a paper; a notice is not in the way of a new line. */
function acceptPaperRow(view: EditorView): boolean {
  const row = selectedCompletion(view.state);
  return row !== null && isTakenByEnter(row) && acceptCompletion(view);
}

function chooseAndContinue(view: EditorView, separator: string): boolean {
  const row = selectedCompletion(view.state);
  if (
    row === null ||
    !isPaperRow(row) ||
    !continueWithAnother(view, row.hit, separator)
  ) {
    return false;
  }
  row.keep?.();
  return true;
}

function typeSign(view: EditorView, from: number, sign: string): void {
  const isThere = view.state.selection.main.head === from;
  view.dispatch({
    changes: { from, insert: sign },
    ...(isThere && { selection: { anchor: from + 1 } })
  });
}

/**
 * The keys of the completions. JupyterLab moves to the next cell before CodeMirror's keymaps are
 * asked, so these are heard as events, before it.
 */
export const keysExtension: Extension = [
  earlyKey,
  Prec.highest(EditorView.domEventHandlers({ keydown: onKey }))
];
