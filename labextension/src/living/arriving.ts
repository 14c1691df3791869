import type { ICellModel } from '@jupyterlab/cells';
import type { INotebookModel } from '@jupyterlab/notebook';
import type { JSONObject } from '@lumino/coreutils';
import { Signal } from '@lumino/signaling';

import { METADATA_NAME, keepItems } from '../citing/metadata';
import type { Items } from './carried';
import { carriedBy, factsIn, itemsCitedIn } from './carried';

/**
 * Keeps the data of the works that cells cite in the notebook that the cells come to: data that was
 * carried with a cell goes into the notebook's metadata; what is still missing is taken from
 * notebooks that are open. What the notebook has stays as it is.
 */
export class ArrivingCells {
  /** @param _others The works of the other notebooks that are open. */
  constructor(
    private readonly _model: INotebookModel,
    private readonly _others: () => readonly Items[]
  ) {
    this._known = new Set(_model.cells);
    _model.cells.changed.connect(() => this._onCells(), this);
    this._kept = this._items();
    _model.sharedModel.metadataChanged.connect((_, { key }) => {
      if (key === METADATA_NAME) {
        this._onMetadata();
      }
    }, this);
  }

  dispose(): void {
    Signal.clearData(this);
  }

  private _onCells(): void {
    const known = this._known;
    this._known = new Set(this._model.cells);
    const arrived = [...this._known].filter(
      cell => !known.has(cell) && cell.type !== 'code'
    );
    // A file that is read anew brings other cells, and what belongs to them.
    if (arrived.length > 0 && [...known].some(cell => this._known.has(cell))) {
      // Cells are being written just now: nothing else may be before they are.
      queueMicrotask(() => arrived.forEach(cell => this._take(cell)));
    }
  }

  private _take(cell: ICellModel): void {
    if (cell.isDisposed || this._model.isDisposed || this._model.readOnly) {
      return;
    }
    const source = cell.sharedModel.getSource();
    const metadata: unknown = cell.sharedModel.getMetadata();
    const found = [carriedBy(metadata), ...this._others()].map(items =>
      itemsCitedIn(source, metadata, items)
    );
    this._keep(Object.assign({}, ...found.reverse()) as Items);
    const { items, ...facts } = factsIn(metadata);
    if (items !== undefined) {
      setFacts(cell, facts);
    }
  }

  /** Two who insert at once write the same member, and one of them wins; the other's works return. */
  private _onMetadata(): void {
    const before = this._kept;
    this._kept = this._items();
    const lost = Object.entries(before).filter(([key]) => !(key in this._kept));
    if (!this._model.collaborative || lost.length === 0) {
      return;
    }
    const items = Object.fromEntries(lost);
    queueMicrotask(() => {
      for (const cell of this._model.cells) {
        const { sharedModel } = cell;
        this._keep(
          itemsCitedIn(
            sharedModel.getSource(),
            sharedModel.getMetadata(),
            items
          )
        );
      }
    });
  }

  private _keep(items: Items): void {
    const known = this._items();
    const missing = Object.entries(items).filter(([key]) => !(key in known));
    keepItems(this._model.sharedModel, {}, Object.fromEntries(missing));
  }

  private _items(): Items {
    const facts: unknown = this._model.sharedModel.getMetadata(METADATA_NAME);
    return carriedBy({ [METADATA_NAME]: facts });
  }

  private _known: ReadonlySet<ICellModel>;
  private _kept: Items;
}

function setFacts({ sharedModel }: ICellModel, facts: object): void {
  if (Object.keys(facts).length > 0) {
    sharedModel.setMetadata(METADATA_NAME, facts as JSONObject);
  } else {
    sharedModel.deleteMetadata(METADATA_NAME);
  }
}
