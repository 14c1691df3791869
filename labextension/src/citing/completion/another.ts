import { closeCompletion, startCompletion } from '@codemirror/autocomplete';
import type { EditorView } from '@codemirror/view';

import type { PaperHit } from '../../api/types';
import type { CitationTrigger } from '../trigger';
import { triggerIn } from './source';
import { isWritableKey } from './written';

/** What stands behind an `@` without braces, by the manual of pandoc. */
const BARE_KEY = /^\w(?:\w|[:.#$%&+?<>~/-](?=\w))*$/;

/**
 * Writes the key of a paper and goes on with another work of the same citation: `[@chen2023fit; @`,
 * `` {cite:p}`chen2023fit, ``.
 *
 * @param separator The sign that was typed to go on.
 * @returns Whether it did; an `@` without brackets begins no list, and not every sign goes on.
 */
export function continueWithAnother(
  view: EditorView,
  { key }: PaperHit,
  separator: string
): boolean {
  const trigger = triggerIn(view);
  if (!trigger || !goesOn(trigger, separator) || view.state.readOnly) {
    return false;
  }
  const part =
    trigger.dialect === null
      ? inBrackets(trigger, key)
      : inBegunForm(trigger, key, separator, view.state.selection.main.head);
  if (!part) {
    return false;
  }
  const { from, to, before, after } = part;
  closeCompletion(view);
  view.dispatch({
    changes: { from, to, insert: before + after },
    selection: { anchor: from + before.length },
    userEvent: 'input.complete'
  });
  startCompletion(view);
  return true;
}

/** Whether a sign goes on with another work of what is being written. */
export function goesOn(trigger: CitationTrigger, separator: string): boolean {
  return trigger.form !== 'bare' && trigger.separators.includes(separator);
}

/** What is replaced, and what by, before and behind the cursor. */
type Part = { from: number; to: number; before: string; after: string };

function inBrackets({ from, to, form }: CitationTrigger, key: string): Part {
  const work = `@${BARE_KEY.test(key) ? key : `{${key}}`}; @`;
  return form === 'bracketed'
    ? { from, to, before: `[${work}`, after: ']' }
    : { from, to, before: work, after: '' };
}

function inBegunForm(
  { form, to, query, closing, dialect }: CitationTrigger,
  key: string,
  separator: string,
  head: number
): Part | null {
  if (!isWritableKey(key)) {
    return null;
  }
  const from = head - query.length;
  // Sphinx reads a semicolon in a role as a part of the key; MyST takes both.
  const before = key + (dialect === 'myst' ? ',' : separator);
  return form === 'key'
    ? { from, to, before, after: closing }
    : { from, to: head, before, after: '' };
}
