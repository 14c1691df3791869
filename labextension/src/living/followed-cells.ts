import type { ICellModel } from '@jupyterlab/cells';
import type { INotebookModel } from '@jupyterlab/notebook';
import { Signal } from '@lumino/signaling';

import { METADATA_NAME } from '../citing/metadata';
import { adoptInside } from '../citing/undo';
import { isMarked, wordedIn, wordedPlaces } from './worded';

/** Who is told of what happens in a notebook. */
export type FollowedBy = {
  /** Something may have changed on which words depend. */
  changed: () => void;
  /** All cells are others: the file was read anew. */
  replaced: () => void;
  /** Somebody has changed the text of a cell. */
  typed: (id: string) => void;
  /** Somebody has changed what the notebook keeps for us. */
  facts: () => void;
};

/** Follows the cells of a notebook, and tells what others write in them from what we do. */
export class FollowedCells {
  constructor(
    private readonly _model: INotebookModel,
    private readonly _by: FollowedBy
  ) {
    this._follow();
    _model.cells.changed.connect(() => this._onCells(), this);
    _model.sharedModel.metadataChanged.connect((_, { key }) => {
      if (key === METADATA_NAME && !this._isWriting) {
        _by.facts();
      }
    }, this);
  }

  /** What words depend on in each cell, by the cell's id; cells without any are left out. */
  words(): Map<string, string> {
    const words = new Map<string, string>();
    for (const cell of this._model.cells) {
      const inCell = this._known.get(cell) ?? wordedIn(cell);
      this._known.set(cell, inCell);
      if (inCell) {
        words.set(cell.id, inCell);
      }
    }
    return words;
  }

  /** Whether some words are known to be ours. */
  areOurs(): boolean {
    return [...this._model.cells].some(cell => isMarked(cell));
  }

  /** Whether a cell is there that must not be changed. */
  isFixed(id: string): boolean {
    return [...this._cells].some(cell => cell.id === id && !isEditable(cell));
  }

  /** Does a write of ours, of which nobody is told as of somebody else's. */
  write(write: () => void): void {
    this._isWriting = true;
    try {
      write();
    } finally {
      this._isWriting = false;
    }
  }

  dispose(): void {
    Signal.clearData(this);
  }

  private _onCells(): void {
    const known = this._cells;
    this._follow();
    if (known.size > 0 && ![...known].some(cell => this._cells.has(cell))) {
      this._by.replaced();
    }
    this._by.changed();
  }

  private _follow(): void {
    this._cells = new Set(this._model.cells);
    for (const cell of this._cells) {
      if (!this._followed.has(cell)) {
        this._followed.add(cell);
        cell.sharedModel.changed.connect((_, change) => {
          this._known.delete(cell);
          if ('sourceChange' in change && !this._isWriting) {
            this._by.typed(cell.id);
            this._adopt(cell);
          }
          this._by.changed();
        }, this);
      }
    }
  }

  /** What somebody else's program writes into a citation of ours goes when that is undone. */
  private _adopt({ sharedModel }: ICellModel): void {
    if (this._model.collaborative) {
      // The undo manager notes a change behind those who follow the text.
      queueMicrotask(() => {
        for (const [start, end] of wordedPlaces(sharedModel.getSource())) {
          adoptInside(sharedModel, start, end);
        }
      });
    }
  }

  private readonly _known = new WeakMap<ICellModel, string>();
  private readonly _followed = new WeakSet<ICellModel>();
  private _cells: ReadonlySet<ICellModel> = new Set();
  private _isWriting = false;
}

/** Whether the text of a cell may be changed. */
export function isEditable(cell: ICellModel): boolean {
  return cell.getMetadata('editable') !== false;
}
