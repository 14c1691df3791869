import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import type { NotebookParts } from './open-notebook';
import { OpenNotebook } from './open-notebook';
import type { INotebooks } from './tokens';

/** The notebooks that are open. */
export class Notebooks implements INotebooks {
  constructor(
    private readonly _tracker: INotebookTracker,
    private readonly _parts: NotebookParts
  ) {
    _tracker.widgetAdded.connect((_, panel) =>
      this._opened.emit(this.of(panel))
    );
    _tracker.currentChanged.connect(() => this._currentChanged.emit());
  }

  get current(): OpenNotebook | null {
    const panel = this._tracker.currentWidget;
    return panel?.content.model ? this.of(panel) : null;
  }

  get currentChanged(): ISignal<this, void> {
    return this._currentChanged;
  }

  get all(): readonly OpenNotebook[] {
    const all: OpenNotebook[] = [];
    this._tracker.forEach(panel => all.push(this.of(panel)));
    return all;
  }

  get opened(): ISignal<this, OpenNotebook> {
    return this._opened;
  }

  of(panel: NotebookPanel): OpenNotebook {
    const known = this._open.get(panel);
    if (known) {
      return known;
    }
    const opened = new OpenNotebook(panel, this._parts);
    this._open.set(panel, opened);
    return opened;
  }

  private readonly _open = new WeakMap<NotebookPanel, OpenNotebook>();
  private readonly _currentChanged = new Signal<this, void>(this);
  private readonly _opened = new Signal<this, OpenNotebook>(this);
}
