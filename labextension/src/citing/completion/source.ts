import type {
  Completion,
  CompletionContext,
  CompletionResult,
  CompletionSource
} from '@codemirror/autocomplete';
import { startCompletion } from '@codemirror/autocomplete';
import type { EditorView } from '@codemirror/view';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { PaperLookupClient } from '../../api/client';
import { isAbort, PaperLookupError } from '../../api/request';
import type { PaperHit, SearchResponse } from '../../api/types';
import type { CitationTrigger } from '../trigger';
import { findTrigger } from '../trigger';
import type { PaperRow } from './row';
import { isPaperRow, titleMatchesOf } from './row';

/** How many papers to offer: as many as are seen without scrolling. */
const ROWS = 7;
/** When to look again while the index is being built, in milliseconds. */
const LOOK_AGAIN = 1000;

/** What the completions work with. */
export type SourceParts = {
  client: PaperLookupClient;
  trans: TranslationBundle;
  /** Writes the citation of a paper over what was typed. */
  accept: (view: EditorView, hit: PaperHit) => void;
  /** Opens the search panel with some words. */
  search: (view: EditorView, query: string) => void;
};

/** Where a citation is being written in an editor. */
export function triggerIn(view: EditorView): CitationTrigger | null {
  const { main } = view.state.selection;
  return main.empty ? findTrigger(view.state.doc.toString(), main.head) : null;
}

/** Completions from the library, in its order. */
export function papersSource(parts: SourceParts): CompletionSource {
  return async context => {
    const trigger = findTrigger(context.state.doc.toString(), context.pos);
    if (!trigger || context.state.readOnly) {
      return null;
    }
    const controller = new AbortController();
    context.addEventListener('abort', () => controller.abort(), {
      onDocChange: true
    });
    try {
      const answer = await parts.client.search(trigger.query, {
        limit: ROWS,
        typing: true,
        signal: controller.signal
      });
      return resultOf(trigger, rowsOf(answer, trigger, context, parts));
    } catch (error) {
      if (isAbort(error)) {
        return null;
      }
      if (error instanceof PaperLookupError) {
        return resultOf(trigger, [notice(error.message, trigger, parts)]);
      }
      throw error;
    }
  };
}

function resultOf(
  { from }: CitationTrigger,
  options: readonly Completion[]
): CompletionResult {
  return {
    from,
    options,
    // The library has ranked them, and finds more than what begins with the words.
    filter: false,
    getMatch: row => (isPaperRow(row) ? titleMatchesOf(row.hit) : [])
  };
}

function rowsOf(
  { hits, index, query }: SearchResponse,
  trigger: CitationTrigger,
  { view }: CompletionContext,
  parts: SourceParts
): Completion[] {
  const { trans } = parts;
  if (index.phase === 'building') {
    lookAgain(view, trigger);
    const progress = trans.__(
      'Reading the library: %1 of %2 papers.',
      index.done,
      index.total
    );
    return [notice(progress, trigger, parts)];
  }
  if (hits.length > 0) {
    return hits.map(hit => paperRow(hit, parts));
  }
  if (index.phase === 'failed') {
    return [notice(index.message, trigger, parts)];
  }
  const nothing = query.trim()
    ? trans.__('No paper found for “%1”.', query.trim())
    : trans.__('The library is empty.');
  return [notice(nothing, trigger, parts)];
}

function paperRow(hit: PaperHit, parts: SourceParts): PaperRow {
  const title = hit.title || parts.trans.__('(without a title)');
  return {
    label: hit.key,
    displayLabel: title,
    apply: view => parts.accept(view, hit),
    hit
  };
}

/** One quiet row, which opens the panel with the same words when it is chosen by hand. */
function notice(
  text: string,
  { query }: CitationTrigger,
  { trans, search }: SourceParts
): Completion {
  return {
    label: text,
    detail: trans.__('Tab opens the search.'),
    type: 'notice',
    apply: view => search(view, query)
  };
}

function lookAgain(
  view: EditorView | undefined,
  trigger: CitationTrigger
): void {
  setTimeout(() => {
    const now = view?.hasFocus && triggerIn(view);
    if (
      view &&
      now &&
      now.from === trigger.from &&
      now.query === trigger.query
    ) {
      startCompletion(view);
    }
  }, LOOK_AGAIN);
}
