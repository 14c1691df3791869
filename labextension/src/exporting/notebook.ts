import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import type { Contents } from '@jupyterlab/services';

/** A notebook that is open: what stands in it now, and where it lies. */
export class OpenNotebook {
  constructor(panel: NotebookPanel, contents: Contents.IManager) {
    this._panel = panel;
    this._contents = contents;
  }

  /** The notebook that was used last; null when none is open. */
  static current(
    tracker: INotebookTracker,
    contents: Contents.IManager
  ): OpenNotebook | null {
    const panel = tracker.currentWidget;
    return panel?.content.model ? new OpenNotebook(panel, contents) : null;
  }

  /** Its path in the file browser, as the server knows it. */
  get path(): string {
    return this._contents.localPath(this._panel.context.path);
  }

  /** Its file name. */
  get name(): string {
    return this.path.split('/').pop() ?? this.path;
  }

  /** The sources of the cells in which somebody writes. */
  cells(): string[] {
    const cells = [...(this._panel.content.model?.cells ?? [])];
    return cells
      .filter(({ type }) => type !== 'code')
      .map(cell => cell.sharedModel.getSource());
  }

  /** Saves what is not saved yet: the server reads the file. */
  async save(): Promise<void> {
    const { context } = this._panel;
    if (context.model.dirty && !context.model.readOnly) {
      await context.save();
    }
  }

  private readonly _panel: NotebookPanel;
  private readonly _contents: Contents.IManager;
}
