import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import type { JSX } from 'react';

import type { PaperLookupClient } from '../api/client';
import { CommandIDs } from '../commands';
import type { DetailsPartProps, SearchParts } from '../search-view';
import type { IPaperPanel } from '../tokens';
import { AddThis } from './add-this';
import { AddThisModel } from './add-this-model';
import { CurationSection } from './curation-section';
import { Decisions } from './decisions';
import { FormKeeper } from './form-keeper';
import type { Item } from './form-state';
import { Page } from './page';
import { SetAside } from './set-aside';

export type CuratingSessionOptions = {
  readonly client: PaperLookupClient;
  readonly panel: IPaperPanel;
  readonly commands: CommandRegistry;
  readonly trans: TranslationBundle;
};

/** What the pages are given. */
export type PageContext = {
  readonly client: PaperLookupClient;
  readonly decisions: Decisions;
  readonly trans: TranslationBundle;
  /** Goes back to the search. */
  readonly close: () => void;
};

/** All of curating that lives as long as the application: pages, parts of the search, decisions. */
export class CuratingSession {
  constructor(options: CuratingSessionOptions) {
    const { client, panel, commands, trans } = options;
    this._options = options;
    this.decisions = new Decisions(client.curating, panel.search, trans);
    this._form = new FormKeeper({
      client,
      panel,
      decisions: this.decisions,
      trans
    });
    this._addThis = new AddThisModel(client, {
      show: key => void panel.search.showRecord(key),
      complete: item => this.add(item),
      lookUp: text => void commands.execute(CommandIDs.lookUp, { text }),
      added: keys => void this._tellAdded(keys),
      search: text => void panel.search.searchFor(text)
    });
    this.decisions.changed.connect(() => this._addThis.again());
    panel.refreshed.connect(() => this._addThis.again());
    this.decisions.undone.connect(() => this._addThis.forgetOutcome());
  }

  readonly decisions: Decisions;

  /** What the search shows of curating. */
  get parts(): SearchParts {
    const { client, panel, commands, trans } = this._options;
    const model = this._addThis;
    const form = this._form;
    const { decisions } = this;
    const show = (key: string): void => void panel.search.showRecord(key);
    return {
      box: {
        Component: function Lines({ query }: { query: string }): JSX.Element {
          return (
            <>
              <SetAside keeper={form} trans={trans} />
              <AddThis
                model={model}
                query={query}
                trans={trans}
                onShow={show}
              />
            </>
          );
        },
        onPaste: text => model.paste(text),
        onEnter: query => model.enter(query)
      },
      details: function Curation({ record }: DetailsPartProps): JSX.Element {
        const context = { client: client.curating, decisions, commands, trans };
        return (
          <CurationSection record={record} context={context} onShow={show} />
        );
      }
    };
  }

  /** Opens the form of a record. */
  edit(key: string): void {
    this._form.open({ kind: 'edit', key });
  }

  /** Opens the form of a new record that begins with an item. */
  add(item: Item): void {
    this._form.open({ kind: 'add', item });
  }

  async renameKey(key: string): Promise<void> {
    const { RenamePage } = await import('./rename-page');
    this._show(context => <RenamePage context={context} old={key} />);
  }

  async merge(keys: readonly string[]): Promise<void> {
    const { MergePage } = await import('./merge-page');
    this._show(context => <MergePage context={context} keys={keys} />);
  }

  async showSuggestions(): Promise<void> {
    const { SuggestionsModel } = await import('./suggestions-model');
    const { SuggestionsPage } = await import('./suggestions-page');
    const { client } = this._options;
    const model = new SuggestionsModel(client, this.decisions);
    this._show(context => <SuggestionsPage context={context} model={model} />);
    await model.load();
  }

  async showChanges(): Promise<void> {
    const { ChangesPage } = await import('./changes-page');
    this._show(context => <ChangesPage context={context} />);
  }

  async showKeyPattern(): Promise<void> {
    const { KeyPatternModel } = await import('./key-pattern-model');
    const { KeyPatternPage } = await import('./key-pattern-page');
    const model = new KeyPatternModel(this._options.client.curating);
    this._show(context => <KeyPatternPage context={context} model={model} />);
    await model.load();
  }

  /** Takes back the last change, and says what it was. */
  undo(): Promise<void> {
    return this.decisions.undo();
  }

  /** Shows a page in place of the search; the one before it is gone. */
  private _show(body: (context: PageContext) => JSX.Element): void {
    const { client, panel, trans } = this._options;
    const { decisions } = this;
    const close = (): void => {
      if (this._page === page) {
        this._page = null;
        panel.showView(null);
        page.dispose();
      }
    };
    const context = { client, decisions, trans, close };
    const page = new Page(() => body(context));
    const before = this._page;
    this._page = page;
    panel.showView(page);
    before?.dispose();
  }

  private async _tellAdded(keys: readonly string[]): Promise<void> {
    const { panel, trans } = this._options;
    const [key] = keys;
    if (keys.length === 1 && key !== undefined) {
      await this.decisions.tell(key);
      await panel.search.showRecord(key);
    } else if (keys.length > 1) {
      await panel.search.refresh();
      this.decisions.say(
        trans._n('Added %1 paper.', 'Added %1 papers.', keys.length)
      );
    }
  }

  private readonly _options: CuratingSessionOptions;
  private readonly _form: FormKeeper;
  private readonly _addThis: AddThisModel;
  private _page: Page | null = null;
}
