import type { TranslationBundle } from '@jupyterlab/translation';
import type { MimeData } from '@lumino/coreutils';
import type { IDisposable } from '@lumino/disposable';

/** What JupyterLab's file browser drags: paths. */
const CONTENTS_MIME = 'application/x-jupyter-icontents';

/** Lumino's own drag event, which is no native one. */
type LuminoDragEvent = DragEvent & {
  readonly mimeData: MimeData;
  readonly proposedAction: string;
  dropAction: string;
};

/** What becomes of dropped files. */
export type DropActions = {
  /** Files of the person's own machine. */
  addFiles: (files: readonly File[]) => void;
  /** Files of the file browser, by path. */
  addPaths: (paths: readonly string[]) => void;
};

const EVENTS = [
  'dragenter',
  'dragover',
  'dragleave',
  'drop',
  'lm-dragenter',
  'lm-dragover',
  'lm-dragleave',
  'lm-drop'
] as const;

/** Takes files that are dropped on an element, and shows that it does while they hover. */
export class DropZone implements IDisposable {
  constructor(
    node: HTMLElement,
    actions: DropActions,
    trans: TranslationBundle
  ) {
    this._node = node;
    this._actions = actions;
    this._words = trans.__('Drop files here to add their papers');
    this._zone = document.createElement('div');
    this._zone.className = 'jp-PaperLookup-dropZone';
    this._zone.setAttribute('role', 'status');
    node.append(this._zone);
    EVENTS.forEach(name => node.addEventListener(name, this));
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    this._isDisposed = true;
    EVENTS.forEach(name => this._node.removeEventListener(name, this));
    this._zone.remove();
  }

  handleEvent(event: Event): void {
    if (event.type.startsWith('lm-')) {
      this._onLuminoDrag(event as LuminoDragEvent);
    } else if (event instanceof DragEvent) {
      this._onDrag(event);
    }
  }

  private _onDrag(event: DragEvent): void {
    const { dataTransfer } = event;
    if (!dataTransfer?.types.includes('Files')) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    dataTransfer.dropEffect = 'copy';
    if (event.type === 'drop') {
      this._show(false);
      this._actions.addFiles([...dataTransfer.files]);
    } else {
      this._show(event.type !== 'dragleave' || this._isInside(event));
    }
  }

  private _onLuminoDrag(event: LuminoDragEvent): void {
    if (!event.mimeData.hasData(CONTENTS_MIME)) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    event.dropAction = event.proposedAction;
    if (event.type === 'lm-drop') {
      this._show(false);
      const paths: unknown = event.mimeData.getData(CONTENTS_MIME);
      this._actions.addPaths(Array.isArray(paths) ? paths.map(String) : []);
    } else {
      this._show(event.type !== 'lm-dragleave' || this._isInside(event));
    }
  }

  /** A pointer that goes from one part of the panel to the next has not left it. */
  private _isInside({ relatedTarget }: DragEvent): boolean {
    return relatedTarget instanceof Node && this._node.contains(relatedTarget);
  }

  private _show(isShown: boolean): void {
    const words = isShown ? this._words : '';
    if (this._zone.textContent !== words) {
      // Said by screen readers when it appears.
      this._zone.textContent = words;
    }
  }

  private readonly _node: HTMLElement;
  private readonly _actions: DropActions;
  private readonly _words: string;
  private readonly _zone: HTMLElement;
  private _isDisposed = false;
}
