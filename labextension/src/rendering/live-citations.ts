import type { Cell, MarkdownCell } from '@jupyterlab/cells';
import type { TranslationBundle } from '@jupyterlab/translation';

import { MAY_CITE } from '../notebooks/citations';
import type { INotebooks, IOpenNotebook } from '../notebooks/tokens';
import { LiveMarkdown } from './live-markdown';
import type { Shown } from './shown';
import { carried, shownOf } from './shown';

/** The cell of a notebook in which something is rendered. */
export type Home = { readonly notebook: IOpenNotebook; readonly cell: Cell };

/** How long to wait for more cells before the notebook is asked about, in milliseconds. */
const MOMENT = 20;

/** Hands every rendered cell of the open notebooks what it shows of their citations. */
export class LiveCitations {
  constructor(notebooks: INotebooks, trans: TranslationBundle) {
    this._noReferences = trans.__('Nothing is cited yet.');
    notebooks.all.forEach(notebook => this._follow(notebook));
    notebooks.opened.connect((_, notebook) => this._follow(notebook));
  }

  /** Text for a bibliography without entries. */
  get noReferences(): string {
    return this._noReferences;
  }

  /** The cell that an element is rendered in; null where it is none of an open notebook. */
  homeOf(element: Element): Home | null {
    const node = element.closest('.jp-RenderedMarkdown');
    return (node && this._homes.get(node)) ?? null;
  }

  private _follow(notebook: IOpenNotebook): void {
    if (this._followed.has(notebook)) {
      return;
    }
    this._followed.add(notebook);
    const { panel, citations } = notebook;
    const { content, context } = panel;
    const handOut = (): void => this._handOut(notebook);
    const listen = (): void => {
      content.model?.cells.changed.connect(handOut, panel);
      handOut();
    };
    content.modelChanged.connect(listen, panel);
    listen();
    citations.changed.connect(handOut);
    void context.ready.then(() => {
      if (!panel.isDisposed) {
        const stop = citations.follow();
        panel.disposed.connect(stop);
      }
    });
  }

  /** Gives the cells that have come a supplier, and has all of them show what is known now. */
  private _handOut(notebook: IOpenNotebook): void {
    for (const cell of notebook.panel.content.widgets) {
      const renderer =
        cell.model.type === 'markdown' && (cell as MarkdownCell).renderer;
      if (renderer instanceof LiveMarkdown) {
        if (!renderer.supplier) {
          renderer.supplier = source => this._supply(notebook, cell, source);
          this._homes.set(renderer.node, { notebook, cell });
        }
        void renderer.follow();
      }
    }
  }

  private _supply(
    notebook: IOpenNotebook,
    cell: Cell,
    source: string
  ): Shown | null {
    const { citations } = notebook;
    const { answer } = citations;
    if (!answer || cell.isDisposed) {
      return null;
    }
    const known = citations.lastOf(cell);
    if (known ? known.source !== source : MAY_CITE.test(source)) {
      this._askSoon(notebook, cell, source);
    }
    return known && shownOf(carried(known, source), answer);
  }

  /** What somebody looks at now shall be right at once, not when the notebook has been quiet. */
  private _askSoon(notebook: IOpenNotebook, cell: Cell, source: string): void {
    // Once for each text: an answer that fails must not be asked for again and again.
    if (this._asked.get(cell) === source) {
      return;
    }
    this._asked.set(cell, source);
    if (!this._waiting.has(notebook)) {
      this._waiting.add(notebook);
      setTimeout(() => {
        this._waiting.delete(notebook);
        void notebook.citations.refresh();
      }, MOMENT);
    }
  }

  private readonly _noReferences: string;
  private readonly _followed = new WeakSet<IOpenNotebook>();
  private readonly _homes = new WeakMap<Element, Home>();
  private readonly _asked = new WeakMap<Cell, string>();
  private readonly _waiting = new WeakSet<IOpenNotebook>();
}
