/** What is written by Yjs: an id is a client and a clock, and a run of ids has consecutive clocks. */
type WrittenRuns = {
  clients: ReadonlyMap<number, readonly { clock: number; len: number }[]>;
};

/** What one undo takes back. */
type UndoStep = { insertions: WrittenRuns };

/** What of Yjs's undo manager is needed. */
type UndoManager = {
  undoStack: UndoStep[];
  redoStack: UndoStep[];
  /** When the last step was begun or widened; what follows soon widens it too. */
  lastChange: number;
  stopCapturing(): void;
};

/** A run of signs of a text, or of signs that were deleted. */
type WrittenRun = {
  id: { client: number; clock: number };
  length: number;
  deleted: boolean;
  countable: boolean;
  right: WrittenRun | null;
};

/** What of a cell's shared model is needed to edit it; the type of its package leaves the rest out. */
export type UndoableCell = {
  transact(edit: () => void, undoable?: boolean): void;
  undoManager?: UndoManager | null;
  ysource?: { _start?: WrittenRun | null };
};

/** Makes an edit that one undo takes back alone, without what was typed just before or after it. */
export function asOneUndoStep(sharedModel: object, edit: () => void): void {
  const { undoManager } = sharedModel as Partial<UndoableCell>;
  undoManager?.stopCapturing();
  edit();
  undoManager?.stopCapturing();
}

/**
 * Makes an edit inside a text that was written before, as if that text had been written so: the undo
 * that takes the text back takes the edit back with it, and no other undo does. What was typed
 * before and after keeps its steps, and what was undone can still be redone.
 *
 * @param place The offset of a sign of the text that the edit belongs to.
 */
export function asPartOfText(
  sharedModel: UndoableCell,
  place: number,
  edit: () => void
): void {
  const { undoManager } = sharedModel;
  const step = undoManager && stepThatWrote(sharedModel, undoManager, place);
  if (!undoManager || !step) {
    sharedModel.transact(edit, false);
    return;
  }
  const { undoStack, redoStack, lastChange } = undoManager;
  // What is captured now widens the last step there is, and empties the stack of redos.
  undoManager.undoStack = [step];
  undoManager.redoStack = [];
  undoManager.lastChange = Date.now();
  try {
    sharedModel.transact(edit);
  } finally {
    undoManager.undoStack = undoStack;
    undoManager.redoStack = redoStack;
    undoManager.lastChange = lastChange;
  }
}

/** The step whose undo takes the sign at an offset away; undefined where none does. */
function stepThatWrote(
  { ysource }: UndoableCell,
  { undoStack }: UndoManager,
  place: number
): UndoStep | undefined {
  let left = place;
  for (let run = ysource?._start ?? null; run; run = run.right) {
    if (run.deleted || !run.countable) {
      continue;
    }
    if (left < run.length) {
      const { client, clock } = run.id;
      const sign = clock + left;
      return undoStack.find(({ insertions }) =>
        insertions.clients
          .get(client)
          ?.some(each => each.clock <= sign && sign < each.clock + each.len)
      );
    }
    left -= run.length;
  }
  return undefined;
}
