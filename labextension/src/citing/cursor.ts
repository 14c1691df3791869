import type { Cell } from '@jupyterlab/cells';
import type { CodeEditor } from '@jupyterlab/codeeditor';
import type { Notebook, NotebookPanel } from '@jupyterlab/notebook';
import { Signal } from '@lumino/signaling';

import type { TextChange } from './offsets';
import { mapOffset, offsetAt } from './offsets';

/**
 * The cursor of one cell in one view. It outlives the editor, which a notebook throws away when the
 * cell is scrolled out of view, and stays right when the text is changed meanwhile.
 */
export class CellCursor {
  constructor(
    readonly cell: Cell,
    /** Where it was; null while nobody has put it anywhere. */
    offset: number | null,
    private readonly _moved: () => void
  ) {
    this._offset = offset;
    this.id = cell.model.id;
    const { selections, sharedModel } = cell.model;
    // Without the focus it is the application that sets the cursor, to its start for example.
    const { editor } = cell;
    const own = editor?.hasFocus() && selections.get(editor.uuid);
    if (own) {
      this._follow(own);
    }
    selections.changed.connect((_, { key, newValue }) => {
      const { editor: writer } = cell;
      if (newValue && writer?.hasFocus() && key === writer.uuid) {
        this._follow(newValue);
        this._moved();
      }
    }, this);
    sharedModel.changed.connect((_, change) => {
      const steps = (change as { sourceChange?: TextChange[] }).sourceChange;
      if (steps && this._offset !== null) {
        this._offset = mapOffset(this._offset, steps);
      }
    }, this);
  }

  readonly id: string;

  /** Whether somebody has put it anywhere. */
  get isPlaced(): boolean {
    return this._offset !== null;
  }

  /** Where it is in the text of the cell; the end while nobody has put it anywhere. */
  get offset(): number {
    // A cell that was taken away, by a notebook that is read anew, has no text to measure any more.
    if (this.cell.isDisposed) {
      return this._offset ?? 0;
    }
    const { length } = this.cell.model.sharedModel.getSource();
    return Math.min(this._offset ?? length, length);
  }

  set offset(offset: number) {
    this._offset = offset;
  }

  /** Stops following; the last place is kept. */
  dispose(): void {
    Signal.clearData(this);
  }

  private _follow(selections: readonly CodeEditor.ITextSelection[]): void {
    const [main] = selections;
    if (main) {
      const source = this.cell.model.sharedModel.getSource();
      // A selection is kept, so what is inserted goes behind it.
      this._offset = Math.max(
        offsetAt(source, main.start.line, main.start.column),
        offsetAt(source, main.end.line, main.end.column)
      );
    }
  }

  private _offset: number | null;
}

/** Remembers the Markdown cell of a notebook view that was used last, and the cursors of the others. */
export class MarkdownCursors {
  constructor(panel: NotebookPanel) {
    this._panel = panel;
    this._notebook = panel.content;
    this._notebook.activeCellChanged.connect(() => this._onActiveCell(), this);
    this._notebook.disposed.connect(() => {
      this._cursors.forEach(cursor => cursor.dispose());
      Signal.clearData(this);
    }, this);
    this._onActiveCell();
  }

  /** The cursor of a Markdown cell of this view. */
  of(cell: Cell): CellCursor {
    const known = this._cursors.get(cell.model.id);
    if (known?.cell === cell) {
      return known;
    }
    known?.dispose();
    // A cell that was moved has a new view; its text is the same.
    const offset = known?.isPlaced ? known.offset : null;
    const cursor = new CellCursor(cell, offset, () => {
      this._last = cell.model.id;
    });
    this._cursors.set(cell.model.id, cursor);
    return cursor;
  }

  /** The active cell when it is Markdown, else the Markdown cell that was used last; null without one. */
  get current(): Cell | null {
    const { activeCell } = this._notebook;
    if (activeCell && isMarkdown(activeCell)) {
      return activeCell;
    }
    const last = this._notebook.widgets.find(
      cell => cell.model.id === this._last && isMarkdown(cell)
    );
    return last ?? null;
  }

  private _onActiveCell(): void {
    const { activeCell } = this._notebook;
    if (activeCell && isMarkdown(activeCell)) {
      const cursor = this.of(activeCell);
      if (cursor.isPlaced || this._isInUse()) {
        this._last = activeCell.model.id;
      }
    }
  }

  /** Opening a notebook makes its first cell active; nobody has used that cell yet. */
  private _isInUse(): boolean {
    const { context, node } = this._panel;
    return context.isReady && node.contains(document.activeElement);
  }

  private readonly _panel: NotebookPanel;
  private readonly _notebook: Notebook;
  private readonly _cursors = new Map<string, CellCursor>();
  private _last: string | null = null;
}

function isMarkdown(cell: Cell): boolean {
  return cell.model.type === 'markdown';
}
