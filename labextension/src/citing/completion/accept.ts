import { closeCompletion } from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import type { EditorView, ViewUpdate } from '@codemirror/view';
import { ViewPlugin } from '@codemirror/view';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { PaperLookupClient } from '../../api/client';
import { PaperLookupError } from '../../api/request';
import type { PaperHit } from '../../api/types';
import type { IOpenNotebook } from '../../notebooks/tokens';
import type { PaperLookupSettings } from '../../settings';
import type { MetadataHolder, NotingCell } from '../metadata';
import { keepItems, noteInserted } from '../metadata';
import type { Delivery } from '../ordering';
import { orderInsertion } from '../ordering';
import { asOneUndoStep } from '../undo';
import type { CitationTrigger } from '../trigger';
import { triggerIn } from './source';
import { writtenText } from './written';

/** The shared model of the cell that is being written in. */
export type EditedCell = NotingCell & { notebook: MetadataHolder | null };

/** What accepting works with. */
export type AcceptParts = {
  client: PaperLookupClient;
  settings: PaperLookupSettings;
  /** The notebook that is being written in; null where none is open. */
  notebook: () => IOpenNotebook | null;
  trans: TranslationBundle;
  /** Says one sentence to the person. */
  tell: (message: string) => void;
};

/** A part of the text that waits for its citation, followed while the text around it changes. */
type Waiting = { from: number; to: number; text: string };

class WaitingParts {
  readonly parts = new Set<Waiting>();
  isDestroyed = false;

  update({ docChanged, changes }: ViewUpdate): void {
    if (docChanged) {
      for (const part of this.parts) {
        part.from = changes.mapPos(part.from, 1);
        part.to = Math.max(part.from, changes.mapPos(part.to, -1));
      }
    }
  }

  destroy(): void {
    this.isDestroyed = true;
  }
}

const waitingParts = ViewPlugin.fromClass(WaitingParts);

/** Follows what waits for a citation; part of every editor that `acceptPaper` is used in. */
export const acceptExtension: Extension = waitingParts;

/**
 * Writes the citation of a paper over what was typed for it. What was typed stays when there is no
 * citation to be had, or when it was changed while the citation was being made.
 */
export async function acceptPaper(
  view: EditorView,
  hit: Pick<PaperHit, 'key'>,
  cell: EditedCell,
  parts: AcceptParts
): Promise<void> {
  const trigger = triggerIn(view);
  const waiting = view.plugin(waitingParts);
  closeCompletion(view);
  if (!trigger || !waiting) {
    return;
  }
  const notebook = parts.notebook();
  const dialect =
    trigger.dialect ?? (notebook?.choices ?? parts.settings).dialect;
  const { from, to, form, keys } = coveredBy(trigger, dialect);
  const part = { from, to, text: view.state.sliceDoc(from, to) };
  waiting.parts.add(part);
  try {
    const delivery = await orderInsertion(
      { kind: 'citation', keys: [...keys, hit.key], dialect },
      notebook,
      parts
    );
    const { insertion } = delivery;
    const text =
      form === 'key'
        ? hit.key + trigger.closing
        : writtenText(insertion.text, dialect, form);
    const offset = part.from;
    if (waiting.isDestroyed || !replace(view, part, text, cell)) {
      parts.tell(
        parts.trans.__(
          'The text was changed meanwhile: nothing was inserted for %1.',
          hit.key
        )
      );
      return;
    }
    keep(cell, delivery, offset);
  } catch (error) {
    if (!(error instanceof PaperLookupError)) {
      throw error;
    }
    parts.tell(error.message);
  } finally {
    waiting.parts.delete(part);
  }
}

/**
 * Keeps the data of a paper in the notebook, whose key stands in a citation that goes on: what
 * follows may be written by hand, or nothing may follow.
 */
export async function keepPaper(
  { key }: PaperHit,
  { notebook: metadata }: EditedCell,
  parts: AcceptParts
): Promise<void> {
  if (!metadata) {
    return;
  }
  try {
    const { insertion, choices } = await orderInsertion(
      { kind: 'citation', keys: [key] },
      parts.notebook(),
      parts
    );
    // In which dialect, the citation says when it is whole.
    const { style, locale } = choices;
    keepItems(metadata, { style, locale }, insertion.items);
  } catch (error) {
    if (!(error instanceof PaperLookupError)) {
      throw error;
    }
    parts.tell(error.message);
  }
}

/**
 * What a citation replaces, and the keys that it begins with: in pandoc's dialect the works beside
 * it in the brackets are written already, in all others the brackets become one citation.
 */
function coveredBy(
  { from, to, form, earlier }: CitationTrigger,
  dialect: string
): Pick<CitationTrigger, 'from' | 'to' | 'form'> & { keys: readonly string[] } {
  return earlier && dialect !== 'pandoc'
    ? { ...earlier, form: 'bracketed' }
    : { from, to, form, keys: [] };
}

function replace(
  view: EditorView,
  { from, to, text }: Waiting,
  insert: string,
  cell: EditedCell
): boolean {
  if (view.state.readOnly || view.state.sliceDoc(from, to) !== text) {
    return false;
  }
  const { main } = view.state.selection;
  // Somebody who has moved on meanwhile is not called back.
  const isThere = main.empty && main.head >= from && main.head <= to;
  asOneUndoStep(cell, () =>
    view.dispatch({
      changes: { from, to, insert },
      ...(isThere && { selection: { anchor: from + insert.length } }),
      scrollIntoView: isThere,
      userEvent: 'input.complete'
    })
  );
  return true;
}

function keep(
  cell: EditedCell,
  { insertion, cites, choices: { dialect }, kept }: Delivery,
  offset: number
): void {
  const { words, items } = insertion;
  noteInserted(cell, { words, cites, dialect, offset });
  if (cell.notebook) {
    keepItems(cell.notebook, kept, items);
  }
}
