import type {
  Completion,
  CompletionContext,
  CompletionResult,
  CompletionSource
} from '@codemirror/autocomplete';
import { closeCompletion, startCompletion } from '@codemirror/autocomplete';
import type { EditorView } from '@codemirror/view';
import type { TranslationBundle } from '@jupyterlab/translation';

import { isAbort, PaperLookupError } from '../../api/request';
import type { PaperHit, SearchResponse } from '../../api/types';
import { isLookedUp } from '../../curating/recognizing';
import type { FoundPaper } from '../../notebooks/own-works';
import type { SearchWithOwn } from '../../notebooks/search-with-own';
import type { CitationTrigger } from '../trigger';
import { findTrigger } from '../trigger';
import { isKnown } from './identified';
import type { PaperRow } from './row';
import { isPaperRow, lookUpType, titleMatchesOf } from './row';
import { isWritableKey } from './written';

/** How many papers to offer: as many as are seen without scrolling. */
const ROWS = 7;
/** When to look again while the index is being built, in milliseconds. */
const LOOK_AGAIN = 1000;

/** What the completions work with. */
export type SourceParts = {
  /** Searches the library and what the notebook has itself. */
  papers: Pick<SearchWithOwn, 'search' | 'alone'>;
  trans: TranslationBundle;
  /** Writes the citation of a paper over what was typed. */
  accept: (view: EditorView, hit: PaperHit) => void;
  /** Keeps the data of a paper whose key was written, and behind which another work follows. */
  keep: (hit: PaperHit) => void;
  /** Says one sentence to the person. */
  tell: (message: string) => void;
  /** Opens the search panel with some words. */
  search: (view: EditorView, query: string) => void;
  /** Asks services what an identifier stands for, and writes its citation. */
  lookUp: (view: EditorView, text: string) => void;
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
      const answer = await parts.papers.search(trigger.query, {
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
        const own = parts.papers.alone(trigger.query).slice(0, ROWS - 1);
        return resultOf(trigger, [
          ...own.map(hit => paperRow(hit, trigger, parts)),
          notice(error.message, trigger, parts)
        ]);
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
  const rows: Completion[] = hits.map(hit => paperRow(hit, trigger, parts));
  if (index.phase === 'building') {
    lookAgain(view, trigger);
    const progress = trans.__(
      'Reading the library: %1 of %2 papers.',
      index.done,
      index.total
    );
    return [...rows.slice(0, ROWS - 1), notice(progress, trigger, parts)];
  }
  if (isLookedUp(trigger.query) && !hits.some(isKnown)) {
    return [lookUpRow(trigger, parts), ...rows.slice(0, ROWS - 1)];
  }
  if (rows.length > 0) {
    return rows;
  }
  if (index.phase === 'failed') {
    return [notice(index.message, trigger, parts)];
  }
  const nothing = query.trim()
    ? trans.__('No paper found for “%1”.', query.trim())
    : trans.__('The library is empty.');
  return [notice(nothing, trigger, parts)];
}

function paperRow(
  hit: FoundPaper,
  { form }: CitationTrigger,
  parts: SourceParts
): PaperRow {
  const title = hit.title || parts.trans.__('(without a title)');
  return {
    label: hit.key,
    displayLabel: title,
    apply: view => {
      if (form === 'key' && !isWritableKey(hit.key)) {
        closeCompletion(view);
        parts.tell(
          parts.trans.__('The key %1 cannot stand in this form.', hit.key)
        );
        return;
      }
      parts.accept(view, hit);
    },
    keep: () => parts.keep(hit),
    ...(hit.retracted && {
      retractedMark: parts.trans.__('Retracted, says %1', hit.retracted)
    }),
    ...(hit.isOwn && { ownMark: parts.trans.__('in this notebook') }),
    hit
  };
}

/** An identifier that the library lacks; services are asked when the row is chosen, not before. */
function lookUpRow(
  { query }: CitationTrigger,
  { trans, lookUp }: SourceParts
): Completion {
  const text = query.trim();
  return {
    label: text,
    displayLabel: trans.__('Look up %1', text),
    detail: trans.__('Asks services on the network.'),
    type: lookUpType,
    apply: view => lookUp(view, text)
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
