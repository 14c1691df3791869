import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { INotebookTracker } from '@jupyterlab/notebook';
import type { IStateDB } from '@jupyterlab/statedb';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { ImportJob, SourceInfo } from '../api/types';
import { CommandIDs } from '../commands';
import type { IPaperLookup, IPaperPanel } from '../tokens';
import { messageOf } from '../message-of';
import { BelowView } from './below';
import { browserStore } from './browser-store';
import { Imports } from './imports';
import { ImportJobs } from './jobs';
import { LibraryWatch } from './library-watch';
import { ImportMemory } from './memory';
import { NearbyOffers } from './nearby';
import { LibraryNotice } from './notice';
import { openAtLine } from './opening';
import { Outcome } from './outcome';
import { askForRemoval } from './removal';
import { removalLine } from './removal-words';
import { sourceQuery, sourceTitle } from './source-words';
import { SourcesModel } from './sources-model';
import { reportLine } from './texts';
import { Toasts } from './toasts';
import { ImportingView } from './view';

/** What the session is given. */
export type SessionOptions = {
  app: JupyterFrontEnd;
  lookup: IPaperLookup;
  panel: IPaperPanel;
  tracker: INotebookTracker | null;
  /** Null where the application forgets it with the page. */
  state: IStateDB | null;
  trans: TranslationBundle;
};

/** Imports, sources and offers with their views; loaded when they are needed for the first time. */
export class ImportingSession {
  constructor({ app, lookup, panel, tracker, state, trans }: SessionOptions) {
    const { client } = lookup;
    const memory = new ImportMemory(
      state ?? browserStore(app.serviceManager.serverSettings.baseUrl)
    );
    this._app = app;
    this._panel = panel;
    this._tracker = tracker;
    this._lookup = lookup;
    this._trans = trans;
    this.jobs = new ImportJobs(client, {
      load: () => memory.load('jobs'),
      save: ids => memory.save('jobs', ids)
    });
    this.notice = new LibraryNotice({
      load: () => memory.load('notice'),
      save: notice => memory.save('notice', notice)
    });
    this.offers = new NearbyOffers(client, {
      load: () => memory.load('declined'),
      save: paths => memory.save('declined', paths)
    });
    this.sources = new SourcesModel(client);
    this._watch = new LibraryWatch(client);
    this.imports = new Imports({
      client,
      contents: app.serviceManager.contents,
      jobs: this.jobs,
      toasts: new Toasts(this, panel, trans),
      trans
    });
    this._view = new ImportingView(this, trans);
    this._below = new BelowView(this, trans);
    panel.addBelow(this._below);
    this._connect();
  }

  readonly imports: Imports;
  readonly jobs: ImportJobs;
  readonly notice: LibraryNotice;
  readonly offers: NearbyOffers;
  readonly sources: SourcesModel;
  /** What came of the last action on a source. */
  readonly outcome = new Outcome();

  get commands(): JupyterFrontEnd['commands'] {
    return this._app.commands;
  }

  /** Adds the files that are offered. */
  followOffer(): void {
    const paths = this.offers.state.map(({ path }) => path);
    this.offers.clear();
    void this.imports.addPaths(paths);
  }

  showSources(): void {
    this.outcome.say('');
    this._view.turnTo({ name: 'sources' });
    this._panel.showView(this._view);
    void this.sources.load();
  }

  /** Shows what an import could not read and which keys it changed. */
  showReport({ name, report }: ImportJob): void {
    this._view.turnTo({
      name: 'report',
      title: name,
      summary: report ? reportLine(report, this._trans) : '',
      problems: report?.problems ?? [],
      renamed: report?.renamed ?? []
    });
    this._panel.showView(this._view);
    // Where the files lie.
    void this.sources.load();
  }

  /** Shows what could not be read of a source when it was last read. */
  async showProblems(source: SourceInfo): Promise<void> {
    try {
      const { problems } = await this._lookup.client.problems(source.name);
      this._view.turnTo({
        name: 'report',
        title: sourceTitle(source, this._trans),
        summary: '',
        problems,
        renamed: []
      });
      this._view.focusBack();
    } catch (error) {
      this.outcome.say(messageOf(error));
    }
  }

  /** Asks what shall become of the papers of a source, and removes it. */
  async remove(source: SourceInfo): Promise<void> {
    const choice = await askForRemoval(source, this._trans);
    if (choice) {
      const answer = await this.sources.remove(source.name, choice.withRecords);
      if (answer) {
        const title = sourceTitle(source, this._trans);
        this.outcome.say(removalLine(title, answer, this._trans));
        this._panel.refresh();
      }
    }
    this.keepFocus();
  }

  /** Brings the search back, with the papers of a source. */
  showPapers(source: string): void {
    void this.commands.execute(CommandIDs.openSearch, {
      query: sourceQuery(source)
    });
  }

  /** Brings the search back. */
  leave(): void {
    void this.commands.execute(CommandIDs.openSearch);
  }

  /** Whether the file of a source can be opened at a line. */
  canOpen(source: string): boolean {
    return this._fileOf(source) !== '';
  }

  /** Opens the file of a source at a line. */
  async open(source: string, line: number): Promise<void> {
    await openAtLine(this.commands, this._fileOf(source), line);
  }

  /** Puts the focus somewhere near when what had it has gone. */
  keepFocus(): void {
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) {
        const near =
          this._below.node.querySelector<HTMLElement>('button') ??
          [
            ...this._panel.node.querySelectorAll<HTMLElement>('input, button')
          ].find(element => element.offsetParent !== null);
        near?.focus();
      }
    });
  }

  /** Shows what has changed in the library. */
  refresh(): void {
    this._panel.refresh();
    if (this._view.isVisible) {
      void this.sources.load();
    }
    this._lookForOffers();
  }

  private _connect(): void {
    const { jobs, _panel: panel, _watch: watch } = this;
    jobs.ended.connect((_, job) => {
      if (job.phase === 'done') {
        this.refresh();
      }
    });
    watch.asked.connect((_, { notice }) => void this.notice.take(notice));
    watch.libraryChanged.connect(() => this.refresh());
    panel.visibilityChanged.connect(() => this._onVisibility());
    document.addEventListener('visibilitychange', () => this._onVisibility());
    this._tracker?.currentChanged.connect(() => this._lookForOffers());
    this._onVisibility();
  }

  /** Asks the server only while somebody looks. */
  private _onVisibility(): void {
    if (document.hidden) {
      this.jobs.suspend();
      this._watch.stop();
      return;
    }
    this.jobs.resume();
    if (this._panel.isVisible) {
      this._watch.start();
      void this.jobs.look();
      this._lookForOffers();
    } else {
      this._watch.stop();
    }
  }

  private _lookForOffers(): void {
    if (this._panel.isVisible && this._lookup.settings.offerNearby) {
      const path = this._tracker?.currentWidget?.context.path ?? '';
      const { contents } = this._app.serviceManager;
      void this.offers.look(contents.localPath(path));
    }
  }

  private _fileOf(name: string): string {
    const source = this.sources.state.sources?.find(each => each.name === name);
    return source?.browserPath ?? '';
  }

  private readonly _app: JupyterFrontEnd;
  private readonly _panel: IPaperPanel;
  private readonly _tracker: INotebookTracker | null;
  private readonly _lookup: IPaperLookup;
  private readonly _trans: TranslationBundle;
  private readonly _watch: LibraryWatch;
  private readonly _view: ImportingView;
  private readonly _below: BelowView;
}
