import type { TranslationBundle } from '@jupyterlab/translation';
import type { Message } from '@lumino/messaging';
import { PanelLayout, Widget } from '@lumino/widgets';

import { paperLookupIcon } from '../icons';
import type { SearchContent } from './content';

/** Loads the view and builds it; called once. */
export type ContentLoader = (panel: SearchPanel) => Promise<SearchContent>;

/** The side panel: an empty widget until somebody looks at it. */
export class SearchPanel extends Widget {
  constructor(load: ContentLoader, trans: TranslationBundle) {
    super();
    this._load = load;
    this.id = 'jp-PaperLookup-panel';
    this.addClass('jp-PaperLookup-panel');
    this.title.icon = paperLookupIcon;
    this.title.caption = trans.__('Paper lookup');
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', trans.__('Paper lookup'));
    this.layout = new PanelLayout();
    this.node.addEventListener('focusin', this);
  }

  /** The view, null as long as nobody has looked at the panel. */
  get content(): SearchContent | null {
    return this._content;
  }

  /** The view; loads it if need be. */
  whenLoaded(): Promise<SearchContent> {
    this._loading ??= this._fill();
    return this._loading;
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
    super.dispose();
  }

  protected override onAfterShow(message: Message): void {
    super.onAfterShow(message);
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
    this._content?.search.suspend();
  }

  protected override onActivateRequest(message: Message): void {
    super.onActivateRequest(message);
    void this.whenLoaded().then(content => content.focusBox());
  }

  private async _fill(): Promise<SearchContent> {
    const content = await this._load(this);
    (this.layout as PanelLayout).addWidget(content);
    this._content = content;
    return content;
  }

  private readonly _load: ContentLoader;
  private _content: SearchContent | null = null;
  private _loading: Promise<SearchContent> | null = null;
  private _origin: HTMLElement | null = null;
}
