/** What is written by Yjs: an id is a client and a clock, and a run of ids has consecutive clocks. */
type WrittenRuns = {
  clients: Map<number, { clock: number; len: number }[]>;
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

/** An edit, and the offset of a sign of the text that it belongs to. */
export type PlacedEdit = { place: number; edit: () => void };

/**
 * Makes edits inside texts that were written before, as if each text had been written so: the undo
 * that takes the text back takes the edit back with it, and no other undo does. What was typed
 * before and after keeps its steps, and what was undone can still be redone.
 *
 * @param edits From the last place to the first.
 */
export function asPartOfText(
  sharedModel: UndoableCell,
  edits: readonly PlacedEdit[]
): void {
  const { undoManager } = sharedModel;
  const groups: { step: UndoStep | undefined; edits: (() => void)[] }[] = [];
  for (const { place, edit } of edits) {
    const step =
      (undoManager && stepThatWrote(sharedModel, undoManager, place)) ??
      undefined;
    const last = groups[groups.length - 1];
    // Who follows the cell is told once for all edits of a step.
    if (last && last.step === step) {
      last.edits.push(edit);
    } else {
      groups.push({ step, edits: [edit] });
    }
  }
  for (const { step, edits: together } of groups) {
    const all = (): void => together.forEach(edit => edit());
    if (undoManager && step) {
      asPartOfStep(sharedModel, undoManager, step, all);
    } else {
      sharedModel.transact(all, false);
    }
  }
}

function asPartOfStep(
  sharedModel: UndoableCell,
  undoManager: UndoManager,
  step: UndoStep,
  edit: () => void
): void {
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

/**
 * Has the undo that takes a part of a text away take along what others have written inside it, so
 * that nothing of it is left alone.
 */
export function adoptInside(
  sharedModel: UndoableCell,
  start: number,
  end: number
): void {
  const { undoManager } = sharedModel;
  const step = undoManager && stepThatWrote(sharedModel, undoManager, start);
  if (!undoManager || !step) {
    return;
  }
  for (const { client, clock, len } of runsOf(sharedModel, start, end)) {
    const known = step.insertions.clients.get(client) ?? [];
    for (let sign = clock; sign < clock + len; sign++) {
      if (!stepOf(undoManager, client, sign)) {
        known.push({ clock: sign, len: 1 });
      }
    }
    if (known.length > 0) {
      step.insertions.clients.set(client, known);
    }
  }
}

/** The step whose undo takes the sign at an offset away; undefined where none does. */
function stepThatWrote(
  sharedModel: UndoableCell,
  undoManager: UndoManager,
  place: number
): UndoStep | undefined {
  const [run] = runsOf(sharedModel, place, place + 1);
  return run && stepOf(undoManager, run.client, run.clock);
}

function stepOf(
  { undoStack }: UndoManager,
  client: number,
  sign: number
): UndoStep | undefined {
  return undoStack.find(({ insertions }) =>
    insertions.clients
      .get(client)
      ?.some(({ clock, len }) => clock <= sign && sign < clock + len)
  );
}

/** Who wrote the signs from an offset to another one, as Yjs counts them. */
function runsOf(
  { ysource }: UndoableCell,
  start: number,
  end: number
): { client: number; clock: number; len: number }[] {
  const runs = [];
  let at = 0;
  for (let run = ysource?._start ?? null; run && at < end; run = run.right) {
    if (run.deleted || !run.countable) {
      continue;
    }
    const from = Math.max(start, at);
    const to = Math.min(end, at + run.length);
    if (from < to) {
      const { client, clock } = run.id;
      runs.push({ client, clock: clock + from - at, len: to - from });
    }
    at += run.length;
  }
  return runs;
}
