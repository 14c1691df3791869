import { closeCompletion, startCompletion } from '@codemirror/autocomplete';
import type { EditorView } from '@codemirror/view';

import type { PaperHit } from '../../api/types';
import { triggerIn } from './source';

/** What stands behind an `@` without braces, by the manual of pandoc. */
const BARE_KEY = /^\w(?:\w|[:.#$%&+?<>~/-](?=\w))*$/;

/**
 * Notes the key of a paper and goes on with another work of the same citation: `[@chen2023fit; @`.
 *
 * @returns Whether it did; an `@` without brackets begins no list.
 */
export function continueWithAnother(
  view: EditorView,
  { key }: PaperHit
): boolean {
  const trigger = triggerIn(view);
  if (!trigger || trigger.form === 'bare' || view.state.readOnly) {
    return false;
  }
  const { from, to, form } = trigger;
  const work = `@${BARE_KEY.test(key) ? key : `{${key}}`}; @`;
  const before = form === 'bracketed' ? `[${work}` : work;
  const after = form === 'bracketed' ? ']' : '';
  closeCompletion(view);
  view.dispatch({
    changes: { from, to, insert: before + after },
    selection: { anchor: from + before.length },
    userEvent: 'input.complete'
  });
  startCompletion(view);
  return true;
}
