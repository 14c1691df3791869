import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';

import type { PaperLookupClient } from '../api/client';
import type { CiteMessage } from '../api/types';
import { jumpTo } from '../notebooks/jump';
import type { IPaperPanel } from '../tokens';
import { element } from '../ui/element';
import { cardPlace, lineAt } from './card-place';
import type { Card, CardTarget } from './card-triggers';
import { button } from './card-parts';
import { WorkPart } from './work-part';

/** What the card works with. */
export type CardParts = {
  readonly client: PaperLookupClient;
  readonly panel: IPaperPanel | null;
  readonly commands: CommandRegistry;
  /** Brings a widget of the shell to the front. */
  readonly reveal: (id: string) => void;
  readonly trans: TranslationBundle;
};

const ID = 'jp-PaperLookup-hoverCard';

/** Changes a citation where the cursor is. */
const EDIT_CITATION = 'paperlookup:edit-citation';

/** What is known of the works of a citation, beside it. */
export class CitationCard implements Card {
  constructor(private readonly _parts: CardParts) {
    this.node = element('div', ID);
    this.node.id = ID;
    this.node.hidden = true;
    this.node.tabIndex = -1;
    this.node.setAttribute('role', 'dialog');
    this.node.setAttribute('aria-label', _parts.trans.__('Cited works'));
    document.body.append(this.node);
  }

  readonly node: HTMLElement;

  get anchor(): HTMLElement | null {
    return this._target?.element ?? null;
  }

  show(target: CardTarget): void {
    this.hide();
    this._target = target;
    this.node.replaceChildren(...this._content(target));
    this.node.hidden = false;
    this.node.scrollTop = 0;
    this._place(target);
    if (target.element.getAttribute('role') === 'button') {
      target.element.setAttribute('aria-expanded', 'true');
      target.element.setAttribute('aria-controls', ID);
    }
  }

  hide(): void {
    const { element: anchor } = this._target ?? {};
    anchor?.removeAttribute('aria-expanded');
    anchor?.removeAttribute('aria-controls');
    this._target = null;
    this._request.abort();
    this._request = new AbortController();
    this.node.hidden = true;
    this.node.replaceChildren();
  }

  focus(): void {
    const first = this.node.querySelector<HTMLElement>('a, button');
    (first ?? this.node).focus();
  }

  private _content({ behind, home }: CardTarget): HTMLElement[] {
    const { notebook } = home;
    const cites: readonly Pick<CiteMessage, 'key'>[] =
      behind.kind === 'citation' ? behind.citation.cites : [behind];
    const works = new Map(
      notebook.citations.answer?.works.map(work => [work.key, work])
    );
    const { client, panel, commands, trans } = this._parts;
    const parts = cites.map(cite => {
      const part = new WorkPart({
        cite,
        work: works.get(cite.key) ?? null,
        notebook,
        client,
        panel,
        commands,
        trans,
        signal: this._request.signal,
        close: () => this.hide(),
        resized: () => this._target && this._place(this._target)
      });
      return part.node;
    });
    const edit = this._editButton();
    return edit ? [...parts, edit] : parts;
  }

  private _editButton(): HTMLElement | null {
    const { commands, reveal, trans } = this._parts;
    const target = this._target;
    if (!target || !commands.hasCommand(EDIT_CITATION)) {
      return null;
    }
    const { behind, home } = target;
    const { notebook, cell } = home;
    if (behind.kind !== 'citation' || notebook.isReadOnly || cell.readOnly) {
      return null;
    }
    const foot = element('div', 'jp-PaperLookup-buttons');
    const label = trans.__('Edit citation');
    const { start } = behind.citation;
    foot.append(
      button(label, async () => {
        this.hide();
        // Behind the first character the cursor is inside.
        if (await jumpTo(notebook, cell.model.id, start + 1, reveal)) {
          await commands.execute(EDIT_CITATION);
        }
      })
    );
    return foot;
  }

  private _place({ element: anchor, pointer }: CardTarget): void {
    const line = lineAt([...anchor.getClientRects()], pointer);
    if (!line) {
      return;
    }
    this.node.style.maxHeight = '';
    const { left, top, maxHeight } = cardPlace(
      line,
      pointer ? pointer.x - 24 : line.left,
      this.node.getBoundingClientRect(),
      { width: window.innerWidth, height: window.innerHeight }
    );
    this.node.style.left = `${left}px`;
    this.node.style.top = `${top}px`;
    this.node.style.maxHeight = `${maxHeight}px`;
  }

  private _target: CardTarget | null = null;
  private _request = new AbortController();
}
