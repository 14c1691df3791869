import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';

import type { PaperLookupClient } from '../api/client';
import type { CitedWork, CiteMessage, PaperDetails } from '../api/types';
import { CommandIDs } from '../commands';
import { messageOf } from '../message-of';
import { addToLibrary } from '../notebooks/adding';
import { wordsOf } from '../notebooks/key-words';
import type { IOpenNotebook } from '../notebooks/tokens';
import type { WorkFacts, WorkLink } from '../notebooks/work-facts';
import { safeAddress, workFactsOf } from '../notebooks/work-facts';
import type { IPaperPanel } from '../tokens';
import { element } from '../ui/element';
import { button, outwardLink } from './card-parts';

/** What a part of the card is about, and what it works with. */
export type WorkPartOptions = {
  readonly cite: Pick<CiteMessage, 'key'> & Partial<CiteMessage>;
  /** Null where nothing is known of it. */
  readonly work: CitedWork | null;
  readonly notebook: IOpenNotebook;
  readonly client: PaperLookupClient;
  readonly panel: IPaperPanel | null;
  readonly commands: CommandRegistry;
  readonly trans: TranslationBundle;
  /** Aborted when the card is closed. */
  readonly signal: AbortSignal;
  readonly close: () => void;
  /** The part has another height. */
  readonly resized: () => void;
};

/** One work in the card; all of it is shown as text, for it comes from anywhere. */
export class WorkPart {
  constructor(private readonly _options: WorkPartOptions) {
    const { work } = _options;
    this.node = element('section', 'jp-PaperLookup-hoverWork');
    if (work) {
      this._showWork(work);
    } else {
      this._showUnknown();
    }
  }

  readonly node: HTMLElement;

  private _showWork(work: CitedWork): void {
    const { trans, cite } = this._options;
    const facts = workFactsOf(work.item);
    const title = facts.title || trans.__('(without a title)');
    const heading = element('h2', 'jp-PaperLookup-hoverTitle', title);
    heading.dir = 'auto';
    const byline = [facts.creators, facts.year].filter(Boolean).join(' · ');
    this.node.append(heading);
    if (work.retracted) {
      this._line(
        'jp-PaperLookup-retracted',
        trans.__('Retracted, says %1', work.retracted)
      );
    }
    this._line('', byline);
    this._line('jp-PaperLookup-quiet', facts.where);
    if (cite.locator) {
      const place = `${cite.label ?? ''} ${cite.locator}`.trim();
      this._line('', trans.__('Cited: %1', place));
    }
    this._abstract.dir = 'auto';
    this.node.append(this._abstract, this._links);
    this._showMore(facts);
    const actions = this._actions(work);
    const key = element('code', 'jp-PaperLookup-key', work.key);
    actions.append(key);
    this.node.append(actions, this._outcome);
    this._outcome.setAttribute('role', 'status');
    if (work.libraryKey) {
      void this._ask(work.libraryKey, facts);
    }
  }

  private _showUnknown(): void {
    const { trans, cite, panel, close, commands } = this._options;
    this._line(
      'jp-PaperLookup-problem',
      trans.__(
        '“%1” is not known: neither the notebook nor its project nor the library has this key.',
        cite.key
      )
    );
    if (panel) {
      const actions = element('div', 'jp-PaperLookup-buttons');
      actions.append(
        button(trans.__('Search the library'), () => {
          close();
          const query = wordsOf(cite.key);
          return commands.execute(CommandIDs.openSearch, { query });
        })
      );
      this.node.append(actions);
    }
  }

  private _showMore({
    abstract,
    links
  }: Pick<WorkFacts, 'abstract' | 'links'>) {
    this._abstract.textContent = abstract;
    this._abstract.hidden = abstract === '';
    this._links.replaceChildren(
      ...links.map(({ label, url }) => {
        const item = element('li');
        item.append(outwardLink(label, url));
        return item;
      })
    );
    this._links.hidden = links.length === 0;
  }

  private _actions({ key, item, libraryKey }: CitedWork): HTMLElement {
    const { trans, panel } = this._options;
    const actions = element('div', 'jp-PaperLookup-buttons');
    const open = (known: string): HTMLElement[] =>
      panel
        ? [button(trans.__('Open in panel'), () => this._open(panel, known))]
        : [];
    if (libraryKey) {
      actions.append(...open(libraryKey));
      return actions;
    }
    const quiet = element(
      'span',
      'jp-PaperLookup-quiet',
      trans.__('Not in your library.')
    );
    const add = button(trans.__('Add to library'), async () => {
      const added = await this._add(key, item);
      if (added) {
        quiet.remove();
        const [opening] = open(added);
        add.replaceWith(...(opening ? [opening] : []));
        opening?.focus();
      }
    });
    actions.append(quiet, add);
    return actions;
  }

  private async _add(key: string, item: CitedWork['item']): Promise<string> {
    const { client, notebook, trans, resized, panel } = this._options;
    try {
      const answer = await addToLibrary(client, [{ key, item }]);
      const [problem] = answer.problems;
      this._outcome.textContent =
        problem?.reason ?? trans.__('Added to the library.');
      notebook.citations.forget();
      panel?.refresh();
      return answer.added[0] ?? answer.known[0] ?? '';
    } catch (error) {
      this._outcome.textContent = messageOf(error);
      return '';
    } finally {
      resized();
    }
  }

  private async _open(panel: IPaperPanel, key: string): Promise<void> {
    this._options.close();
    panel.showView(null);
    await panel.search.showRecord(key);
  }

  /** The library may know more than the notebook keeps. */
  private async _ask(key: string, facts: WorkFacts): Promise<void> {
    const { client, signal, resized } = this._options;
    try {
      const record = await client.record(key, signal);
      this._showMore({
        abstract: facts.abstract || record.abstract,
        links: [...facts.links, ...linksOf(record, facts.links)]
      });
      resized();
    } catch {
      // What the notebook keeps is shown; it is enough.
    }
  }

  private _line(className: string, text: string): void {
    if (text) {
      const line = element('div', className, text);
      line.dir = 'auto';
      this.node.append(line);
    }
  }

  private readonly _abstract = element('p', 'jp-PaperLookup-hoverAbstract');
  private readonly _links = element('ul', 'jp-PaperLookup-links');
  private readonly _outcome = element('div', 'jp-PaperLookup-quiet');
}

/** The links of a record that are not there yet. */
function linksOf(
  { links }: Pick<PaperDetails, 'links'>,
  there: readonly WorkLink[]
): WorkLink[] {
  const urls = new Set(there.map(({ url }) => url));
  return links.flatMap(({ label, url }) => {
    const safe = safeAddress(url);
    return safe && !urls.has(safe) ? [{ label, url: safe }] : [];
  });
}
