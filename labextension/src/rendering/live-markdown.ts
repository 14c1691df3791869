import {
  MimeModel,
  RenderedMarkdown,
  removeMath,
  renderMarkdown
} from '@jupyterlab/rendermime';
import type { IRenderMime } from '@jupyterlab/rendermime-interfaces';

import type { Filled, Filling } from './fill';
import { OUR_ELEMENTS, fill, refill, typedText } from './fill';
import type { Place } from './placeholders';
import { prepared } from './placeholders';
import type { Shown } from './shown';

/** Says what a text shows of the citations of its notebook; null where that is not known. */
export type Supplier = (source: string) => Shown | null;

/** Markdown in which citations are shown as the style says them; without a supplier as ever. */
export class LiveMarkdown extends RenderedMarkdown {
  constructor(
    options: IRenderMime.IRendererOptions,
    private readonly _noReferences: string
  ) {
    super(options);
  }

  supplier: Supplier | null = null;

  override render(model: IRenderMime.IMimeModel): Promise<void> {
    this._wanted = model;
    const rendering = this._queue.then(() => this._renderNow(model));
    this._queue = rendering.catch(() => undefined);
    return rendering;
  }

  /** Shows what the supplier says now; nothing moves where that is the same as before. */
  async follow(): Promise<void> {
    await this._queue;
    const model = this._wanted;
    if (this.isDisposed || !model) {
      return;
    }
    const shown = this._ask(model);
    if (JSON.stringify(shown) === JSON.stringify(this._shown)) {
      return;
    }
    if (shown && this._isSameText(shown)) {
      this._refill(shown);
      return;
    }
    await this.render(model);
  }

  private async _renderNow(model: IRenderMime.IMimeModel): Promise<void> {
    // Another text came while this one waited.
    if (this.isDisposed || model !== this._wanted) {
      return;
    }
    const shown = this._ask(model);
    const ready = shown && prepared(shown, removeMath);
    this._shown = shown;
    this._places = ready?.places ?? [];
    this._filled = [];
    if (!ready) {
      await super.render(model);
      return;
    }
    const focused = this._focused();
    // Filled before the browser paints, and before the headings get their names.
    const observer = new MutationObserver(() => this._fill());
    observer.observe(this.node, { childList: true });
    try {
      await super.render(
        new MimeModel({
          data: { ...model.data, [this.mimeType]: ready.text },
          metadata: model.metadata,
          trusted: model.trusted
        })
      );
    } finally {
      observer.disconnect();
    }
    this._fill();
    this._nameHeadings();
    this._focus(focused);
  }

  /** Which element of ours has the focus; -1 where none has. */
  private _focused(): number {
    const all = [...this.node.querySelectorAll(OUR_ELEMENTS)];
    return all.findIndex(element => element === document.activeElement);
  }

  /** Gives the focus back that was lost with the element that had it. */
  private _focus(position: number): void {
    if (position >= 0 && document.activeElement === document.body) {
      const all = this.node.querySelectorAll<HTMLElement>(OUR_ELEMENTS);
      (all[position] ?? this.node.closest<HTMLElement>('.jp-Cell'))?.focus();
    }
  }

  private _ask(model: IRenderMime.IMimeModel): Shown | null {
    const source = model.data[this.mimeType];
    return typeof source === 'string'
      ? (this.supplier?.(source) ?? null)
      : null;
  }

  private _fill(): void {
    const filling = this._filling(this._shown);
    this._filled.push(...fill(this.node, this._places, filling));
  }

  /** Whether the places are those that are shown. */
  private _isSameText(shown: Shown): boolean {
    const places = prepared(shown, removeMath)?.places ?? [];
    const old = this._places;
    return (
      shown.source === this._shown?.source &&
      this._filled.length === old.length &&
      places.length === old.length &&
      places.every(
        ({ start, end, kind }, i) =>
          start === old[i]?.start && end === old[i].end && kind === old[i].kind
      )
    );
  }

  private _refill(shown: Shown): void {
    const places = prepared(shown, removeMath)?.places ?? [];
    const filling = this._filling(shown);
    this._filled = this._filled.map(({ element, place: old }) => {
      const place = places[this._places.indexOf(old)] ?? old;
      if (
        old.kind === 'bibliography' ||
        JSON.stringify(place) !== JSON.stringify(old)
      ) {
        refill(element, place, filling);
      }
      return { element, place };
    });
    this._places = places;
    this._shown = shown;
  }

  private _filling(shown: Shown | null): Filling {
    return {
      references: shown?.references ?? [],
      sanitize: html => this.sanitizer.sanitize(html),
      noReferences: this._noReferences
    };
  }

  /** Headings keep the names by which the table of contents knows them. */
  private _nameHeadings(): void {
    const attribute = this.sanitizer.allowNamedProperties
      ? 'id'
      : 'data-jupyter-id';
    for (const heading of this.node.querySelectorAll('h1,h2,h3,h4,h5,h6')) {
      if (this._filled.some(({ element }) => heading.contains(element))) {
        const plain = document.createElement('span');
        plain.textContent = typedText(heading, this._filled);
        const id = renderMarkdown.createHeaderId(plain);
        heading.setAttribute(attribute, id);
        heading
          .querySelector('.jp-InternalAnchorLink')
          ?.setAttribute('href', `#${id}`);
      }
    }
  }

  private _queue: Promise<void> = Promise.resolve();
  private _wanted: IRenderMime.IMimeModel | null = null;
  private _shown: Shown | null = null;
  private _places: readonly Place[] = [];
  private _filled: Filled[] = [];
}
