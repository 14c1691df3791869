import type { Cell, MarkdownCell } from '@jupyterlab/cells';
import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import type { PaperLookupClient } from '../api/client';
import { PaperLookupError } from '../api/request';
import type { IOpenNotebook } from '../notebooks/tokens';
import type { PaperLookupSettings } from '../settings';
import type {
  IInserter,
  InsertCursor,
  Insertion,
  InsertOptions,
  InsertOrder,
  InsertOutcome,
  InsertTarget
} from '../tokens';
import type { CellCursor } from './cursor';
import { keepItems, noteInserted } from './metadata';
import type { Delivery } from './ordering';
import { orderInsertion } from './ordering';
import type { Place } from './place';
import { Places } from './place';
import { endsWithFence, spacedBlock } from './spacing';
import { asOneUndoStep } from './undo';

/** What the inserter works with. */
export type InserterParts = {
  tracker: INotebookTracker;
  client: PaperLookupClient;
  settings: PaperLookupSettings;
  trans: TranslationBundle;
  /** How a notebook cites, and what it has itself. */
  notebook: (panel: NotebookPanel) => IOpenNotebook;
  /** Brings a notebook to the front. */
  reveal: (panel: NotebookPanel) => void;
};

/** A text, with what was asked for it where it was asked for. */
type TextToWrite = Partial<Omit<Delivery, 'insertion'>> & {
  insertion: Insertion;
};

/** A cell to write into, and where. */
type Site = { panel: NotebookPanel; cell: Cell; cursor: CellCursor };

/** How long to wait for the editor of a cell that is scrolled into view, in milliseconds. */
const EDITOR_PATIENCE = 2000;

/** Writes citations at the cursor of the Markdown cell that was used last. */
export class Inserter implements IInserter {
  constructor(private readonly _parts: InserterParts) {
    this._places = new Places(_parts.tracker, _parts.trans);
    this._places.changed.connect(() => this._targetChanged.emit());
  }

  get targetChanged(): ISignal<this, void> {
    return this._targetChanged;
  }

  target(): InsertTarget | null {
    const place = this._places.find();
    return place && this._places.describe(place);
  }

  cursor(): InsertCursor | null {
    const place = this._places.find();
    return place && !place.isNew
      ? { panel: place.panel, cell: place.cell, offset: place.cursor.offset }
      : null;
  }

  async insert(
    order: InsertOrder,
    options: InsertOptions = {}
  ): Promise<InsertOutcome> {
    // The place is the one at the time of asking, wherever the person goes meanwhile.
    const place = this._places.find(options.path);
    const refusal = this._refusal(place);
    if (refusal) {
      return refusal;
    }
    try {
      const notebook = place && this._parts.notebook(place.panel);
      const delivery = await orderInsertion(order, notebook, this._parts);
      return await this._write(place, delivery, options);
    } catch (error) {
      return this._failed(error);
    }
  }

  async insertText(
    insertion: Insertion,
    options: InsertOptions = {}
  ): Promise<InsertOutcome> {
    try {
      const place = this._places.find(options.path);
      return await this._write(place, { insertion }, options);
    } catch (error) {
      return this._failed(error);
    }
  }

  async focusTarget(): Promise<void> {
    const place = this._places.find();
    if (!place) {
      return;
    }
    if (place.isNew) {
      this._parts.reveal(place.panel);
      place.panel.content.activate();
      return;
    }
    await this._focus(place);
  }

  private async _write(
    place: Place | null,
    delivery: TextToWrite,
    options: InsertOptions
  ): Promise<InsertOutcome> {
    const refusal = this._refusal(place);
    if (!place || refusal) {
      return refusal ?? this._nowhere();
    }
    const site = this._site(place);
    if (!site) {
      return this._nowhere();
    }
    show(site.cell);
    this._edit(site, delivery);
    const notebook = site.panel.content.model?.sharedModel;
    if (notebook) {
      keepItems(notebook, delivery.kept ?? {}, delivery.insertion.items);
    }
    const index = site.panel.content.widgets.indexOf(site.cell);
    const message = this._parts.trans.__(
      'Inserted into cell %1 of %2.',
      index + 1,
      site.panel.context.localPath.split('/').pop() ?? ''
    );
    if (options.keepFocus) {
      await scrollTo(site);
    } else {
      await this._focus(site);
    }
    return { inserted: true, message };
  }

  /** The cell of a place; a new one is made where there is none. */
  private _site(place: Place): Site | null {
    const { panel } = place;
    if (panel.isDisposed) {
      return null;
    }
    if (!place.isNew) {
      return place.cell.isDisposed ? this._movedSite(place) : place;
    }
    const { content } = panel;
    content.model?.sharedModel.insertCell(place.index, {
      cell_type: 'markdown',
      metadata: {},
      source: ''
    });
    content.activeCellIndex = place.index;
    const cell = content.widgets[place.index];
    const cursor = cell && this._places.cursorOf(panel, cell);
    return cell && cursor ? { panel, cell, cursor } : null;
  }

  /** A cell that was moved while the text was being made has a new view. */
  private _movedSite({ panel, cursor }: Place & { isNew: false }): Site | null {
    const cell = panel.content.widgets.find(
      candidate => candidate.model.id === cursor.id
    );
    const moved = cell && this._places.cursorOf(panel, cell);
    return cell && moved ? { panel, cell, cursor: moved } : null;
  }

  private _edit({ cell, cursor }: Site, delivery: TextToWrite): void {
    const { sharedModel } = cell.model;
    const { text, isBlock, words = '' } = delivery.insertion;
    const source = sharedModel.getSource();
    const { offset } = cursor;
    const before = source.slice(0, offset);
    const spaced =
      isBlock || endsWithFence(before)
        ? spacedBlock(before, text, source.slice(offset))
        : { text, cursor: text.length };
    asOneUndoStep(sharedModel, () =>
      sharedModel.updateSource(offset, offset, spaced.text)
    );
    const { cites = [], choices } = delivery;
    const dialect = choices?.dialect ?? '';
    noteInserted(sharedModel, { words, cites, dialect, offset });
    cursor.offset = offset + spaced.cursor;
    // An editor that has not the focus keeps its cursor before what is inserted there.
    placeCursor(cell, cursor.offset);
  }

  private async _focus(site: Site): Promise<void> {
    const { panel, cell, cursor } = site;
    const { offset } = cursor;
    this._parts.reveal(panel);
    panel.content.activeCellIndex = panel.content.widgets.indexOf(cell);
    await scrollTo(site);
    panel.content.mode = 'edit';
    show(cell);
    placeCursor(cell, offset);
    cell.editor?.focus();
  }

  private _refusal(place: Place | null): InsertOutcome | null {
    if (!place) {
      return this._nowhere();
    }
    const { refusal } = this._places.describe(place);
    return refusal ? { inserted: false, message: refusal } : null;
  }

  private _nowhere(): InsertOutcome {
    const message = this._parts.trans.__(
      'There is no notebook to insert into: open one first.'
    );
    return { inserted: false, message };
  }

  private _failed(error: unknown): InsertOutcome {
    if (error instanceof PaperLookupError) {
      return { inserted: false, message: error.message };
    }
    const message = this._parts.trans.__(
      'Nothing was inserted: %1',
      String(error)
    );
    return { inserted: false, message };
  }

  private readonly _places: Places;
  private readonly _targetChanged = new Signal<this, void>(this);
}

/** Shows the text of a Markdown cell in place of what it renders. */
function show(cell: Cell): void {
  (cell as MarkdownCell).rendered = false;
}

function placeCursor(cell: Cell, offset: number): void {
  const position = cell.editor?.getPositionAt(offset);
  if (position) {
    cell.editor?.setCursorPosition(position);
  }
}

/** Scrolls to a cell and waits for its editor, which it lacks while it is out of view. */
async function scrollTo({ panel, cell }: Site): Promise<void> {
  const index = panel.content.widgets.indexOf(cell);
  // A notebook that is hidden cannot be scrolled; the text is written all the same.
  await panel.content.scrollToItem(index).catch(() => undefined);
  await Promise.race([
    cell.ready,
    new Promise(resolve => setTimeout(resolve, EDITOR_PATIENCE))
  ]);
}
