import type { TranslationBundle } from '@jupyterlab/translation';
import type { Message } from '@lumino/messaging';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';
import { PanelLayout, Widget } from '@lumino/widgets';

import type { PaperLookupClient } from '../api/client';
import { paperLookupIcon } from '../icons';
import { loadedOnce } from '../loaded-once';
import type { IPaperList, IPaperPanel } from '../tokens';
import type { SearchContent } from './content';
import { SearchViewHost } from './view-host';

/** Loads the view and builds it; called once. */
export type ContentLoader = (panel: SearchPanel) => Promise<SearchContent>;

/** The side panel: an empty widget until somebody looks at it. */
export class SearchPanel extends Widget implements IPaperPanel {
  constructor(
    load: ContentLoader,
    trans: TranslationBundle,
    /** Brings a widget of the shell into sight. */
    reveal: (id: string) => void,
    client: PaperLookupClient
  ) {
    super();
    this._load = load;
    this._reveal = reveal;
    this.search = new SearchViewHost(this, client);
    this.search.refreshed.connect(() => this._refreshed.emit());
    this.id = 'jp-PaperLookup-panel';
    this.addClass('jp-PaperLookup-panel');
    this.title.icon = paperLookupIcon;
    this.title.caption = trans.__('Paper lookup');
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', trans.__('Paper lookup'));
    this.layout = new PanelLayout();
    this.node.addEventListener('focusin', this);
  }

  readonly search: SearchViewHost;

  /** The view, null as long as nobody has looked at the panel. */
  get content(): SearchContent | null {
    return this._content;
  }

  /** The view; loads it if need be. */
  readonly whenLoaded = loadedOnce(() => this._fill());

  get visibilityChanged(): ISignal<this, boolean> {
    return this._visibilityChanged;
  }

  addBelow(widget: Widget): void {
    (this.layout as PanelLayout).addWidget(widget);
  }

  reveal(): void {
    this._reveal(this.id);
  }

  /** The papers that the commands act on in place of those of the search, while they are shown. */
  get list(): IPaperList | null {
    return this._list;
  }

  showView(view: Widget | null, list?: IPaperList): void {
    this._list = list ?? null;
    if (this._view !== view) {
      this._view?.hide();
      this._view = view;
      this._content?.setHidden(view !== null);
    }
    if (view && view.parent !== this) {
      (this.layout as PanelLayout).insertWidget(0, view);
    }
    view?.show();
    this.reveal();
  }

  get refreshed(): ISignal<this, void> {
    return this._refreshed;
  }

  refresh(): void {
    this._content?.refresh();
    this._refreshed.emit();
  }

  /** The element that had the focus before the panel got it. */
  get origin(): HTMLElement | null {
    return this._origin;
  }

  /** Remembers where the person comes from, for `origin`. */
  rememberOrigin(element: Element | null): void {
    const isElsewhere =
      element instanceof HTMLElement &&
      element !== document.body &&
      !this.node.contains(element);
    if (isElsewhere) {
      this._origin = element;
    }
  }

  handleEvent(event: Event): void {
    if (event instanceof FocusEvent && event.relatedTarget instanceof Element) {
      this.rememberOrigin(event.relatedTarget);
    }
  }

  override dispose(): void {
    this.node.removeEventListener('focusin', this);
    this._origin = null;
    Signal.clearData(this);
    super.dispose();
  }

  protected override onAfterShow(message: Message): void {
    super.onAfterShow(message);
    this._visibilityChanged.emit(true);
    void this.whenLoaded().then(content => {
      if (this.isVisible) {
        content.search.resume();
      }
    });
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    if (this.isVisible) {
      this.onAfterShow(message);
    }
  }

  protected override onAfterHide(message: Message): void {
    super.onAfterHide(message);
    this._visibilityChanged.emit(false);
    this._content?.search.suspend();
  }

  protected override onActivateRequest(message: Message): void {
    super.onActivateRequest(message);
    if (this._view) {
      this._view.activate();
      return;
    }
    void this.whenLoaded().then(content => content.focusBox());
  }

  private async _fill(): Promise<SearchContent> {
    const content = await this._load(this);
    (this.layout as PanelLayout).insertWidget(0, content);
    content.setHidden(this._view !== null);
    this._content = content;
    return content;
  }

  private readonly _load: ContentLoader;
  private readonly _reveal: (id: string) => void;
  private readonly _visibilityChanged = new Signal<this, boolean>(this);
  private readonly _refreshed = new Signal<this, void>(this);
  private _content: SearchContent | null = null;
  private _view: Widget | null = null;
  private _list: IPaperList | null = null;
  private _origin: HTMLElement | null = null;
}
