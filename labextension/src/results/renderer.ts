import type { IRenderMime } from '@jupyterlab/rendermime-interfaces';
import type { TranslationBundle } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';

import { inUtf16 } from '../matches';
import type { InsertionKind, InsertOutcome } from '../tokens';
import type { ShownBundle, ShownHit } from './bundle';
import { MIME_TYPE, readBundle } from './bundle';

/** What a rich result works with. */
export type ResultParts = {
  trans: TranslationBundle;
  sanitizer: IRenderMime.ISanitizer;
  /** Inserts a paper into the notebook in which a node is shown. */
  insert: (
    kind: InsertionKind,
    key: string,
    node: HTMLElement
  ) => Promise<InsertOutcome>;
};

/** Shows the papers that a cell has found, with buttons that need no kernel. */
export class PaperResults extends Widget implements IRenderMime.IRenderer {
  constructor(private readonly _parts: ResultParts) {
    super();
    this.addClass('jp-PaperLookup-results');
  }

  renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    const bundle = readBundle(model.data[MIME_TYPE]);
    this.node.replaceChildren(
      ...(bundle ? this._content(bundle) : [this._unreadable()])
    );
    return Promise.resolve();
  }

  private _content(bundle: ShownBundle): HTMLElement[] {
    const status = element('div', 'jp-PaperLookup-resultStatus');
    status.setAttribute('role', 'status');
    const list = element('ol', 'jp-PaperLookup-resultList');
    list.append(...bundle.hits.map(hit => this._row(hit, status)));
    return [this._head(bundle), list, status];
  }

  /** What was asked of named papers, else how many were found. */
  private _head(bundle: ShownBundle): HTMLElement {
    if (!bundle.html) {
      return element('div', 'jp-PaperLookup-resultCount', this._found(bundle));
    }
    const head = element('div', 'jp-PaperLookup-resultText');
    head.innerHTML = this._parts.sanitizer.sanitize(bundle.html);
    return head;
  }

  /** What may have been meant, and how many there are. */
  private _found(bundle: ShownBundle): string {
    const { didYouMean } = bundle;
    const meant =
      didYouMean && this._parts.trans.__('Did you mean %1?', didYouMean);
    return [meant, this._count(bundle)].filter(Boolean).join(' ');
  }

  private _count({ query, total, hits }: ShownBundle): string {
    const { trans } = this._parts;
    if (hits.length === 0) {
      return trans.__('Nothing found for “%1”.', query);
    }
    const papers = trans._n('%1 paper', '%1 papers', total);
    return hits.length < total
      ? trans.__('%1 of %2', hits.length, papers)
      : papers;
  }

  private _row(hit: ShownHit, status: HTMLElement): HTMLElement {
    const { trans } = this._parts;
    const row = element('li', 'jp-PaperLookup-result');
    const facts = element('div', 'jp-PaperLookup-resultFacts');
    const byline = [hit.shortCreators, hit.year ?? ''].join(' ').trim();
    facts.append(element('span', '', byline), element('code', '', hit.key));
    const actions = element('div', 'jp-PaperLookup-resultActions');
    const kinds: [InsertionKind, string][] = [
      ['citation', trans.__('Insert citation')],
      ['reference', trans.__('Insert reference')],
      ['bibtex', trans.__('Insert BibTeX')]
    ];
    for (const [kind, label] of kinds) {
      actions.append(this._button(kind, label, hit, status));
    }
    row.append(titleOf(hit, trans));
    if (hit.retracted) {
      const said = trans.__('Retracted, says %1', hit.retracted);
      row.append(element('div', 'jp-PaperLookup-retracted', said));
    }
    row.append(facts, actions);
    return row;
  }

  private _button(
    kind: InsertionKind,
    label: string,
    hit: ShownHit,
    status: HTMLElement
  ): HTMLElement {
    const button = element('button', 'jp-PaperLookup-resultAction', label);
    button.setAttribute('type', 'button');
    button.setAttribute('aria-label', `${label}: ${hit.title || hit.key}`);
    button.addEventListener('click', () => {
      void this._parts.insert(kind, hit.key, this.node).then(outcome => {
        status.textContent = outcome.message;
        status.classList.toggle('jp-mod-warning', !outcome.inserted);
      });
    });
    return button;
  }

  private _unreadable(): HTMLElement {
    const text = this._parts.trans.__(
      'This result cannot be shown: run the cell again.'
    );
    return element('div', 'jp-PaperLookup-resultCount', text);
  }
}

/** The title with the words that matched in bold; only ever as text, records come from anywhere. */
function titleOf(hit: ShownHit, trans: TranslationBundle): HTMLElement {
  const node = element('div', 'jp-PaperLookup-resultTitle');
  const title = hit.title || trans.__('(without a title)');
  let at = 0;
  for (const [from, to] of inUtf16(hit.title, hit.titleMatches)) {
    node.append(
      title.slice(at, from),
      element('strong', '', title.slice(from, to))
    );
    at = to;
  }
  node.append(title.slice(at));
  return node;
}

function element(name: string, className: string, text = ''): HTMLElement {
  const node = document.createElement(name);
  node.className = className;
  node.textContent = text;
  return node;
}
