import type { Cell } from '@jupyterlab/cells';
import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import type { InsertTarget } from '../tokens';
import type { CellCursor } from './cursor';
import { MarkdownCursors } from './cursor';

/** Where an insertion goes: the cursor of a cell, or a new cell at a position. */
export type Place = { panel: NotebookPanel; index: number } & (
  { isNew: false; cell: Cell; cursor: CellCursor } | { isNew: true }
);

/** Knows where a citation goes in every open notebook. */
export class Places {
  constructor(
    private readonly _tracker: INotebookTracker,
    private readonly _trans: TranslationBundle
  ) {
    _tracker.forEach(panel => this._watch(panel));
    _tracker.widgetAdded.connect((_, panel) => this._watch(panel));
    _tracker.currentChanged.connect(() => this._emit(), this);
    _tracker.activeCellChanged.connect(() => this._emit(), this);
  }

  /** Emitted when the next insertion may go somewhere else. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Where the next insertion goes: in the notebook used last, or in the one of a path. */
  find(path?: string): Place | null {
    const panel = this._panel(path);
    const cursors = panel && this._cursors.get(panel);
    if (!panel?.content.model || !cursors) {
      return null;
    }
    const cell = cursors.current;
    if (cell) {
      const index = panel.content.widgets.indexOf(cell);
      return { panel, index, isNew: false, cell, cursor: cursors.of(cell) };
    }
    return { panel, index: panel.content.activeCellIndex + 1, isNew: true };
  }

  /** The cursor of a cell of a notebook that is open. */
  cursorOf(panel: NotebookPanel, cell: Cell): CellCursor | null {
    return this._cursors.get(panel)?.of(cell) ?? null;
  }

  /** A place in words. */
  describe(place: Place): InsertTarget {
    const { panel, index, isNew } = place;
    const name = nameOf(panel);
    return {
      label: isNew
        ? this._trans.__('A new cell in %1', name)
        : this._trans.__('Cell %1 of %2', index + 1, name),
      path: panel.context.path,
      cellIndex: isNew ? null : index,
      refusal: this._refusal(place)
    };
  }

  private _refusal(place: Place): string {
    const { panel, index } = place;
    const name = nameOf(panel);
    const isReadOnly =
      panel.context.contentsModel?.writable === false ||
      panel.content.model?.readOnly;
    if (isReadOnly) {
      return this._trans.__(
        '%1 is read-only: save it under another name first.',
        name
      );
    }
    if (
      !place.isNew &&
      (place.cell.readOnly ||
        place.cell.model.getMetadata('editable') === false)
    ) {
      return this._trans.__(
        'Cell %1 of %2 is read-only: put the cursor into another cell.',
        index + 1,
        name
      );
    }
    return '';
  }

  private _panel(path: string | undefined): NotebookPanel | null {
    const current = this._tracker.currentWidget;
    if (path === undefined || current?.context.path === path) {
      return current;
    }
    return this._tracker.find(panel => panel.context.path === path) ?? null;
  }

  private _watch(panel: NotebookPanel): void {
    this._cursors.set(panel, new MarkdownCursors(panel));
    panel.content.modelContentChanged.connect(() => this._emit(), this);
    panel.context.pathChanged.connect(() => this._emit(), this);
    panel.context.fileChanged.connect(() => this._emit(), this);
  }

  private _emit(): void {
    const place = this.find();
    const target = JSON.stringify(place && this.describe(place));
    if (target !== this._lastTarget) {
      this._lastTarget = target;
      this._changed.emit();
    }
  }

  private readonly _cursors = new WeakMap<NotebookPanel, MarkdownCursors>();
  private readonly _changed = new Signal<this, void>(this);
  private _lastTarget = 'null';
}

function nameOf(panel: NotebookPanel): string {
  return panel.context.localPath.split('/').pop() ?? panel.context.path;
}
