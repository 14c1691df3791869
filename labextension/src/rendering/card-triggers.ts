import type { Behind } from './fill';
import { OUR_ELEMENTS, behindOf } from './fill';
import type { Home } from './live-citations';

/** What a card is about, and where it is shown. */
export type CardTarget = {
  readonly element: HTMLElement;
  readonly behind: Behind;
  readonly home: Home;
  /** Where the pointer is; null where the keyboard asked. */
  readonly pointer: { readonly x: number; readonly y: number } | null;
};

/** The card as its triggers need it. */
export type Card = {
  readonly node: HTMLElement;
  show(target: CardTarget): void;
  hide(): void;
  /** Puts the focus into the card. */
  focus(): void;
  /** The element that it is about; null while it is hidden. */
  readonly anchor: HTMLElement | null;
};

/** How long the pointer must rest, in milliseconds; a pointer that passes by opens nothing. */
const REST = 350;

/** How long the card stays when the pointer has left, so that one can move into it. */
const GRACE = 250;

/** Opens the card of a citation for the pointer that rests on it, or the focus that reaches it. */
export class CardTriggers {
  constructor(
    private readonly _homeOf: (element: Element) => Home | null,
    private readonly _load: () => Promise<Card>
  ) {
    document.addEventListener('mouseover', this);
    document.addEventListener('mousedown', this, true);
    document.addEventListener('focusin', this);
    document.addEventListener('focusout', this);
    document.addEventListener('scroll', this, {
      capture: true,
      passive: true
    });
    // Before the application's own keys: Enter would edit the cell.
    window.addEventListener('keydown', this, true);
  }

  handleEvent(event: Event): void {
    switch (event.type) {
      case 'mouseover':
        this._onPointer(event as MouseEvent);
        break;
      case 'mousedown':
        this._leaveFocus(event.target);
        this._closeFor(event.target);
        break;
      case 'scroll':
        this._closeFor(event.target);
        break;
      case 'focusin':
        this._onFocus(event.target);
        break;
      case 'focusout':
        this._onBlur(event as FocusEvent);
        break;
      case 'keydown':
        this._onKey(event as KeyboardEvent);
        break;
    }
  }

  private _onPointer(event: MouseEvent): void {
    const pointer = { x: event.clientX, y: event.clientY };
    const target = this._targetAt(event.target, pointer);
    if (target && target.element === this._card?.anchor) {
      clearTimeout(this._timer);
    } else if (target) {
      this._after(REST, () => void this._open(target));
    } else if (this._isInCard(event.target)) {
      clearTimeout(this._timer);
    } else if (!this._hasFocus) {
      this._after(GRACE, () => this._close());
    }
  }

  private _onFocus(element: EventTarget | null): void {
    const target = this._targetAt(element, null);
    // A click moves the focus too; it opens nothing.
    const isDismissed = target?.element === this._dismissed;
    this._dismissed = null;
    if (!isDismissed && target?.element.matches(':focus-visible')) {
      this._after(REST, () => void this._open(target));
    }
  }

  private _onBlur({ relatedTarget }: FocusEvent): void {
    const isNear =
      this._isInCard(relatedTarget) || relatedTarget === this._card?.anchor;
    if (this._card?.anchor && relatedTarget && !isNear) {
      this._after(0, () => this._close());
    }
  }

  private _onKey(event: KeyboardEvent): void {
    const active = document.activeElement;
    const anchor = this._card?.anchor;
    if (event.key === 'Escape' && anchor) {
      const isOurs = this._isInCard(active) || active === anchor;
      this._close();
      if (isOurs) {
        take(event);
        this._focusQuietly(anchor);
      }
      return;
    }
    if (this._isInCard(active) && event.key === 'Tab') {
      this._onTab(event);
      return;
    }
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const opens = event.key === 'Enter' || event.key === ' ';
    if (opens && isPlain && !event.shiftKey && active) {
      const target = this._targetAt(active, null);
      if (target?.element === active && active.matches(':focus-visible')) {
        take(event);
        void this._open(target).then(card => card?.focus());
      }
    }
  }

  /** Past its ends the Tab key leads back to the citation, and on from there. */
  private _onTab(event: KeyboardEvent): void {
    const card = this._card;
    const all = [
      ...(card?.node.querySelectorAll<HTMLElement>('a, button') ?? [])
    ];
    const edge = event.shiftKey ? all[0] : all[all.length - 1];
    const active = document.activeElement;
    if (all.length === 0 || active === edge || active === card?.node) {
      if (active === card?.node && all.length > 0 && !event.shiftKey) {
        return;
      }
      const anchor = card?.anchor;
      this._close();
      this._focusQuietly(anchor);
      if (event.shiftKey) {
        take(event);
      }
    }
  }

  /** A click gives the focus to the cell, which stays when its text is edited. */
  private _leaveFocus(place: EventTarget | null): void {
    const element = this._targetAt(place, null)?.element;
    if (element?.hasAttribute('tabindex')) {
      element.removeAttribute('tabindex');
      setTimeout(() => {
        element.tabIndex = 0;
      });
    }
  }

  private _closeFor(place: EventTarget | null): void {
    if (!this._isInCard(place)) {
      this._close();
    }
  }

  /** Gives the focus back without opening what was just closed. */
  private _focusQuietly(anchor: HTMLElement | null | undefined): void {
    if (anchor && document.activeElement !== anchor) {
      this._dismissed = anchor;
      anchor.focus();
    }
  }

  private async _open(target: CardTarget): Promise<Card | null> {
    clearTimeout(this._timer);
    const asked = (this._asked += 1);
    const card = await this._loaded();
    // Something else was asked for while the card was being loaded, or the cell was rendered anew.
    if (!card || asked !== this._asked || !target.element.isConnected) {
      return null;
    }
    if (card.anchor !== target.element) {
      card.show(target);
    }
    return card;
  }

  /** The card, of which there is one; null when it cannot be loaded now. */
  private async _loaded(): Promise<Card | null> {
    this._loading ??= this._load();
    try {
      this._card = await this._loading;
    } catch {
      this._loading = null;
    }
    return this._card;
  }

  private _close(): void {
    clearTimeout(this._timer);
    this._asked += 1;
    this._card?.hide();
  }

  private _after(milliseconds: number, act: () => void): void {
    clearTimeout(this._timer);
    this._timer = setTimeout(act, milliseconds);
  }

  private _targetAt(
    place: EventTarget | null,
    pointer: CardTarget['pointer']
  ): CardTarget | null {
    const element =
      place instanceof Element
        ? place.closest<HTMLElement>(OUR_ELEMENTS)
        : null;
    const behind = element && behindOf(element);
    const home = element && this._homeOf(element);
    return element && behind && home
      ? { element, behind, home, pointer }
      : null;
  }

  private get _hasFocus(): boolean {
    const active = document.activeElement;
    return (
      this._isInCard(active) ||
      (this._card?.anchor != null &&
        active === this._card.anchor &&
        active.matches(':focus-visible'))
    );
  }

  private _isInCard(place: EventTarget | null): boolean {
    return place instanceof Node && (this._card?.node.contains(place) ?? false);
  }

  private _card: Card | null = null;
  private _loading: Promise<Card> | null = null;
  private _dismissed: HTMLElement | null = null;
  private _asked = 0;
  private _timer: ReturnType<typeof setTimeout> | undefined;
}

function take(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}
