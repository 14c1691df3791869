import type { Cell } from '@jupyterlab/cells';
import type { TranslationBundle } from '@jupyterlab/translation';
import { Signal } from '@lumino/signaling';

import type { PaperLookupClient } from '../api/client';
import { PaperLookupError } from '../api/request';
import type { CitationInCell, CiteMessage } from '../api/types';
import { keepItems } from '../citing/metadata';
import type { TextChange } from '../citing/offsets';
import { mapOffset } from '../citing/offsets';
import type { Delivery } from '../citing/ordering';
import { orderInsertion } from '../citing/ordering';
import { asOneUndoStep } from '../citing/undo';
import type { IOpenNotebook } from '../notebooks/tokens';
import type { DialectName, PaperLookupSettings } from '../settings';
import type { InsertOutcome } from '../tokens';
import { inKeptForm } from './kept-form';
import { renoteCitation } from './noted-citations';
import { readInNotebook } from './reading';
import { smallestEdit } from './smallest-edit';
import type { ICitationTarget } from './target';

/** What a citation is changed with. */
export type EditedCitationParts = {
  client: PaperLookupClient;
  settings: PaperLookupSettings;
  trans: TranslationBundle;
  /** Puts the focus back to where the person wrote. */
  leave: (end: number) => Promise<void>;
};

/** A citation that is there, followed while the text around it changes. */
export class EditedCitation implements ICitationTarget {
  constructor(
    private readonly _parts: EditedCitationParts,
    private readonly _notebook: IOpenNotebook,
    private readonly _cell: Cell,
    private readonly _citation: CitationInCell
  ) {
    const { sharedModel } = _cell.model;
    const { start, end } = _citation;
    this._start = start;
    this._text = sharedModel.getSource().slice(start, end);
    sharedModel.changed.connect((_, change) => {
      const steps = (change as { sourceChange?: TextChange[] }).sourceChange;
      if (steps) {
        this._start = followed(this._start, steps);
      }
    }, this);
    const index = _notebook.panel.content.widgets.indexOf(_cell);
    this.label = _parts.trans.__('Cell %1 of %2', index + 1, _notebook.name);
  }

  readonly isEdit = true;
  readonly label: string;

  get dialect(): DialectName {
    return this._citation.dialect;
  }

  async order(cites: readonly CiteMessage[]): Promise<Delivery> {
    const delivery = await orderInsertion(
      {
        kind: 'citation',
        keys: cites.map(({ key }) => key),
        cites,
        dialect: this.dialect
      },
      this._notebook,
      this._parts
    );
    const { insertion } = delivery;
    const text = inKeptForm(insertion.text, this._text, this.dialect);
    return { ...delivery, insertion: { ...insertion, text } };
  }

  async read(delivery: Delivery, signal: AbortSignal): Promise<string> {
    if (this.dialect === 'text') {
      return '';
    }
    return readInNotebook(
      this._parts.client.notebooks,
      this._notebook,
      {
        cell: this._cell.model.id,
        from: this._start,
        to: this._start + this._text.length
      },
      delivery,
      signal
    );
  }

  async save(cites: readonly CiteMessage[]): Promise<InsertOutcome> {
    const { trans } = this._parts;
    try {
      const delivery = await this.order(cites);
      return this._replace(delivery)
        ? { inserted: true, message: trans.__('The citation was changed.') }
        : {
            inserted: false,
            message: trans.__(
              'The citation was changed meanwhile in its cell: close the form and open it again.'
            )
          };
    } catch (error) {
      if (!(error instanceof PaperLookupError)) {
        throw error;
      }
      return { inserted: false, message: error.message };
    }
  }

  leave(): Promise<void> {
    return this._parts.leave(this._start + this._text.length);
  }

  dispose(): void {
    Signal.clearData(this);
  }

  private _replace({ insertion, cites }: Delivery): boolean {
    const cell = this._cell;
    const notebook = this._notebook.panel.content.model?.sharedModel;
    if (cell.isDisposed || !notebook) {
      return false;
    }
    const { sharedModel } = cell.model;
    const start = this._start;
    const before = this._text;
    const there = sharedModel.getSource().slice(start, start + before.length);
    if (there !== before) {
      return false;
    }
    const { from, to, text } = smallestEdit(before, insertion.text);
    // The works come first, so that nobody finds a citation whose works are not there.
    keepItems(notebook, {}, insertion.items);
    if (from < to || text) {
      asOneUndoStep(sharedModel, () =>
        sharedModel.updateSource(start + from, start + to, text)
      );
    }
    this._start = start;
    this._text = insertion.text;
    renoteCitation(sharedModel, before, {
      words: insertion.words,
      cites,
      dialect: this.dialect,
      offset: start
    });
    return true;
  }

  private _start: number;
  private _text: string;
}

/** Where the citation begins after a change; what is typed right before it stands before it. */
function followed(start: number, steps: readonly TextChange[]): number {
  return mapOffset(start + 1, steps) - 1;
}
