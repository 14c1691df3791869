import type { ICellModel } from '@jupyterlab/cells';

import type {
  CellEdit,
  NotebookCell,
  NotebookEditsResponse,
  OpenNotebook
} from '../api/types';
import type { IOpenNotebook } from '../notebooks/tokens';
import type { UndoStepKind, WithMetadata } from './cell-change';
import { CellChange, keepMembers } from './cell-change';

/** What was done to a notebook. */
export type AppliedEdits = {
  /** The ids of the cells that were changed. */
  readonly changed: readonly string[];
  /** The ids of the cells that were left as they are: somebody has changed them since. */
  readonly leftOut: readonly string[];
  /**
   * Takes everything back where the cells still hold what was written.
   *
   * @returns The ids of the cells that hold something else by now, and stay as they are.
   */
  undo(): readonly string[];
};

/** How to apply edits. */
export type ApplyOptions = {
  /** Whose undo takes an edit of a cell back; without it each cell has a step of its own. */
  step?: UndoStepKind;
  /** Whether a cell may be changed just now. */
  accepts?: (cell: ICellModel, edit: CellEdit) => boolean;
  /** Does a write, so that who follows the notebook can tell it from a person's. */
  writing?: (write: () => void) => void;
  /** Called after each cell that was changed. */
  changed?: (cell: ICellModel) => void;
};

/** How long cells are changed without a pause, in milliseconds: less than a frame. */
const SLICE = 6;
/** The longest pause where no frames are painted, in milliseconds. */
const PAUSE = 50;

/**
 * Changes an open notebook as the server says: texts by the smallest edits, and members of the
 * metadata. Cursors and what is rendered stay. A cell that has another text than the one that was
 * sent is left out, so that nothing that was typed meanwhile is lost.
 *
 * @param sent What the server was asked about.
 */
export function applyEdits(
  notebook: Pick<IOpenNotebook, 'panel'>,
  sent: OpenNotebook,
  edits: NotebookEditsResponse,
  options: ApplyOptions = {}
): AppliedEdits {
  const work = new Applying(notebook, sent, edits, options);
  edits.cells.forEach(edit => work.change(edit));
  return work.finish();
}

/** The same in slices, so that somebody who types meanwhile never waits for more than a frame. */
export async function applyInSlices(
  notebook: Pick<IOpenNotebook, 'panel'>,
  sent: OpenNotebook,
  edits: NotebookEditsResponse,
  options: ApplyOptions = {}
): Promise<AppliedEdits> {
  const work = new Applying(notebook, sent, edits, options);
  let began = performance.now();
  for (const edit of edits.cells) {
    if (performance.now() - began > SLICE) {
      await nextFrame();
      began = performance.now();
    }
    work.change(edit);
  }
  return work.finish();
}

class Applying implements AppliedEdits {
  constructor(
    { panel }: Pick<IOpenNotebook, 'panel'>,
    private readonly _sent: OpenNotebook,
    private readonly _edits: NotebookEditsResponse,
    private readonly _options: ApplyOptions
  ) {
    const { model } = panel.content;
    this._notebook = model?.sharedModel ?? null;
    this._cells = new Map();
    for (const cell of model?.cells ?? []) {
      this._cells.set(cell.id, cell);
    }
    this._texts = new Map(_sent.cells.map(cell => [cell.id, cell]));
  }

  get changed(): readonly string[] {
    return this._changes.map(({ id }) => id);
  }

  readonly leftOut: string[] = [];

  change(edit: CellEdit): void {
    const { accepts, changed, writing, step = 'own' } = this._options;
    const cell = this._cells.get(edit.id);
    const text = this._texts.get(edit.id);
    const model = cell?.sharedModel;
    // A cell that was deleted has no text any more.
    if (!cell || !text || !model || cell.isDisposed || isDisposed(model)) {
      this.leftOut.push(edit.id);
      return;
    }
    const change = new CellChange(edit.id, model, step);
    if (accepts?.(cell, edit) ?? true) {
      (writing ?? now)(() => change.write(text, edit));
    }
    if (change.isWritten) {
      this._changes.push(change);
      changed?.(cell);
    } else {
      this.leftOut.push(edit.id);
    }
  }

  finish(): this {
    const { writing = now } = this._options;
    writing(() => {
      if (this._notebook) {
        this._members = keepMembers(
          this._notebook,
          this._sent.metadata,
          this._edits.metadata
        );
      }
    });
    return this;
  }

  undo(): readonly string[] {
    const others = this._changes
      .filter(change => !this._isThere(change.id) || !change.takeBack())
      .map(({ id }) => id);
    this._members.forEach(takeBack => takeBack());
    this._changes = [];
    this._members = [];
    return others;
  }

  private _isThere(id: string): boolean {
    const cell = this._cells.get(id);
    return (
      cell !== undefined && !cell.isDisposed && !isDisposed(cell.sharedModel)
    );
  }

  private readonly _notebook: WithMetadata | null;
  private readonly _cells: Map<string, ICellModel>;
  private readonly _texts: ReadonlyMap<string, NotebookCell>;
  private _changes: CellChange[] = [];
  private _members: readonly (() => void)[] = [];
}

function now(write: () => void): void {
  write();
}

function isDisposed(model: object): boolean {
  return (model as { isDisposed?: boolean }).isDisposed === true;
}

/** The next frame; where none is painted, a moment later. */
function nextFrame(): Promise<void> {
  return new Promise(resolve => {
    const late = setTimeout(resolve, PAUSE);
    requestAnimationFrame(() => {
      clearTimeout(late);
      // Behind what the frame itself has to do, and behind the keys that were pressed meanwhile.
      setTimeout(resolve, 0);
    });
  });
}
