/** What of a cell's shared model is needed to edit it; the type of its package leaves the undo manager out. */
type Undoable = {
  undoManager?: { stopCapturing(): void } | null;
};

/** Makes an edit that one undo takes back alone, without what was typed just before or after it. */
export function asOneUndoStep(sharedModel: object, edit: () => void): void {
  const { undoManager } = sharedModel as Undoable;
  undoManager?.stopCapturing();
  edit();
  undoManager?.stopCapturing();
}
