import type { PartialJSONValue } from '@lumino/coreutils';

import type { CellEdit, NotebookCell, TextEdit } from '../api/types';
import type { UndoableCell } from '../citing/undo';
import { asOneUndoStep, asPartOfText } from '../citing/undo';
import type { Kept } from './three-way';
import { isSame, threeWay } from './three-way';

/** What of the shared model of a cell or a notebook is needed to change its metadata. */
export type WithMetadata = {
  getMetadata(name: string): PartialJSONValue | undefined;
  setMetadata(name: string, value: PartialJSONValue): void;
  deleteMetadata(name: string): void;
};

/** What of the shared model of a cell is needed to change it. */
export type EditedModel = WithMetadata &
  UndoableCell & {
    getSource(): string;
    updateSource(start: number, end: number, value?: string): void;
  };

/**
 * Whose undo takes an edit back: `own` makes a step of its own of each cell; `written` makes it
 * part of the text that it stands in, so that it goes and comes with that.
 */
export type UndoStepKind = 'own' | 'written';

/** A changed cell, and all that is needed to take the change back. */
export class CellChange {
  constructor(
    readonly id: string,
    private readonly _model: EditedModel,
    private readonly _step: UndoStepKind
  ) {}

  /**
   * Writes what becomes of a cell, unless it has another text or other metadata than those that
   * were sent.
   */
  write(sent: NotebookCell, { edits, metadata }: CellEdit): void {
    const names = Object.keys(metadata);
    const metadataSent = sent.metadata as Record<string, Kept>;
    const isOther =
      this._model.getSource() !== sent.source ||
      names.some(
        name => !isSame(this._model.getMetadata(name), metadataSent[name])
      );
    if (isOther) {
      return;
    }
    this._before = sent.source;
    this._inverse = inverted(sent.source, edits);
    writeEdits(this._model, edits, this._step);
    this._after = this._model.getSource();
    this._members = keepMembers(this._model, metadataSent, metadata);
    this._isWritten = true;
  }

  get isWritten(): boolean {
    return this._isWritten;
  }

  /** Takes the change back; false where the cell does not hold any more what was written. */
  takeBack(): boolean {
    if (this._model.getSource() !== this._after) {
      return false;
    }
    writeEdits(this._model, this._inverse, this._step);
    this._members.forEach(takeBack => takeBack());
    return this._model.getSource() === this._before;
  }

  private _isWritten = false;
  private _before = '';
  private _after = '';
  private _inverse: readonly TextEdit[] = [];
  private _members: readonly (() => void)[] = [];
}

/**
 * Sets members of metadata, or removes those that are null; what others have changed meanwhile
 * stays. What is returned takes each back in the same way.
 */
export function keepMembers(
  model: WithMetadata,
  known: Readonly<Record<string, unknown>>,
  wanted: Readonly<Record<string, unknown>>
): (() => void)[] {
  return Object.entries(wanted).map(([name, value]) => {
    const before = known[name] as Kept;
    const after = (value ?? undefined) as Kept;
    keep(model, name, before, after);
    return () => keep(model, name, after, before);
  });
}

function keep(
  model: WithMetadata,
  name: string,
  known: Kept,
  wanted: Kept
): void {
  const merged = threeWay(known, wanted, model.getMetadata(name));
  if (merged === undefined) {
    model.deleteMetadata(name);
  } else {
    model.setMetadata(name, merged as PartialJSONValue);
  }
}

function writeEdits(
  model: EditedModel,
  edits: readonly TextEdit[],
  step: UndoStepKind
): void {
  // From the last to the first, so that the places of the others stay right.
  const backwards = [...edits].reverse();
  const write = ({ start, end, text }: TextEdit): void =>
    model.updateSource(start, end, text);
  if (step === 'own') {
    asOneUndoStep(model, () =>
      model.transact(() => backwards.forEach(each => write(each)))
    );
    return;
  }
  const placed = backwards.map(each => ({
    // What is only inserted belongs to what stands before it.
    place: Math.max(0, each.start < each.end ? each.start : each.start - 1),
    edit: () => write(each)
  }));
  asPartOfText(model, placed);
}

function inverted(source: string, edits: readonly TextEdit[]): TextEdit[] {
  let shift = 0;
  return edits.map(({ start, end, text }) => {
    const at = start + shift;
    shift += text.length - (end - start);
    return {
      start: at,
      end: at + text.length,
      text: source.slice(start, end)
    };
  });
}
