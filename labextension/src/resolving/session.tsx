import type { TranslationBundle } from '@jupyterlab/translation';
import type { JSX } from 'react';

import type { LookUpArgs } from '../commands';
import { Decisions } from '../curating/decisions';
import { Page } from '../curating/page';
import { messageOf } from '../message-of';
import { allowedNetwork } from '../network/allowed';
import type { OfflineModel } from '../network/offline-model';
import { offlineModel } from '../network/offline-notice';
import type { DetailsPartProps, SearchParts } from '../search-view';
import type { IPaperLookup, IPaperPanel } from '../tokens';
import { AnswersModel } from './answers-model';
import { AnswersPage } from './answers-page';
import { CompletingCard } from './completing-card';
import { CompletingModel } from './completing-model';
import { askWhatToDo } from './look-up-dialog';
import { LookUpModel } from './look-up-model';
import { WaitingLine } from './waiting-line';

export type ResolvingSessionOptions = {
  readonly lookup: IPaperLookup;
  readonly panel: IPaperPanel;
  readonly trans: TranslationBundle;
};

/** Completing, suggestions and looking up, which live as long as the application. */
export class ResolvingSession {
  constructor(private readonly _options: ResolvingSessionOptions) {
    const { lookup, panel, trans } = _options;
    const { client } = lookup;
    this.decisions = new Decisions(client.curating, panel.search, trans);
    this.completing = new CompletingModel(client.resolving);
    this.answers = new AnswersModel(client.resolving, this.decisions);
    this._card = new CompletingCard({
      model: this.completing,
      answers: this.answers,
      trans,
      onLook: () => this.showAnswers(),
      keepFocus: () => this._keepFocus()
    });
    panel.addBelow(this._card);
    this._offline = offlineModel(panel, client.feeds, trans);
    this.completing.ended.connect(() => {
      panel.refresh();
      void this._offline.look();
      void this.answers.load();
    });
    this.decisions.undone.connect(() => void this.answers.load());
    void this.completing.look();
    void this.answers.load();
  }

  readonly decisions: Decisions;
  readonly completing: CompletingModel;
  readonly answers: AnswersModel;

  /** What the search shows of it. */
  get parts(): SearchParts {
    const { answers } = this;
    const { trans } = this._options;
    const look = (key: string): void => this.showAnswers(key);
    return {
      details: function Waiting({ record }: DetailsPartProps): JSX.Element {
        return (
          <WaitingLine
            recordKey={record.key}
            model={answers}
            trans={trans}
            onLook={() => look(record.key)}
          />
        );
      }
    };
  }

  /** Asks services about records, once that is allowed; the panel shows how far it is. */
  async complete(keys: readonly string[]): Promise<void> {
    const { lookup, panel, trans } = this._options;
    await this._try(async () => {
      const title = trans.__('Complete papers');
      if (await allowedNetwork(lookup.client.feeds, title, trans)) {
        panel.reveal();
        await this.completing.begin(keys);
      }
    });
  }

  /** The same, of all that the notebook cites which was used last. */
  async completeCited(): Promise<void> {
    const { lookup, panel, trans } = this._options;
    const citations = lookup.notebooks.current?.citations;
    const answer = await citations?.refresh();
    const keys = (answer?.works ?? [])
      .map(({ libraryKey }) => libraryKey)
      .filter(key => key !== '');
    if (keys.length > 0) {
      await this.complete([...new Set(keys)]);
      return;
    }
    panel.reveal();
    const message = citations?.failure;
    panel.search.report(
      message ||
        trans.__('No notebook is open that cites papers of your library.'),
      true
    );
  }

  /** Shows what services say that may be about a paper, or about any. */
  showAnswers(key = ''): void {
    const { panel, trans } = this._options;
    const { decisions, answers } = this;
    const close = (): void => {
      if (this._page === page) {
        this._page = null;
        panel.showView(null);
        page.dispose();
      }
    };
    const page = new Page(() => (
      <AnswersPage
        model={answers}
        decisions={decisions}
        trans={trans}
        onClose={close}
      />
    ));
    const before = this._page;
    this._page = page;
    panel.showView(page);
    before?.dispose();
    void answers.show(key);
  }

  /**
   * Asks what an identifier stands for, once that is allowed, and takes in what one wants.
   *
   * @returns the key to cite by the one who asked; empty where there is nothing to cite, or where
   * it is cited already.
   */
  async lookUp({ text, isWritten }: LookUpArgs): Promise<string> {
    let key = '';
    await this._try(async () => {
      key = await this._lookUp(text, isWritten === true);
    });
    return isWritten ? key : '';
  }

  private async _lookUp(text: string, isWritten: boolean): Promise<string> {
    const { lookup, trans } = this._options;
    const { client, inserter } = lookup;
    if (!(await allowedNetwork(client.feeds, trans.__('Look up'), trans))) {
      return '';
    }
    const model = new LookUpModel(client.resolving, text);
    const choice = await askWhatToDo(model, !isWritten, trans);
    void this._offline.look();
    if (choice === 'none') {
      return '';
    }
    const { key, isNew } = await model.takeIn();
    if (choice === 'insert' && !isWritten) {
      const outcome = await inserter.insert({ kind: 'citation', keys: [key] });
      if (!outcome.inserted) {
        this.decisions.refuse(new Error(outcome.message));
      }
    }
    if (isNew) {
      // What is cited shall not wait for what is told of it.
      void this.decisions.tell(key);
    }
    return key;
  }

  private async _try(action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      this._options.panel.reveal();
      this._options.panel.search.report(messageOf(error), true);
    }
  }

  private _keepFocus(): void {
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) {
        this._options.panel.node.querySelector<HTMLElement>('input')?.focus();
      }
    });
  }

  private readonly _card: CompletingCard;
  private readonly _offline: OfflineModel;
  private _page: Page | null = null;
}
