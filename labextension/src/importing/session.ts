import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { INotebookTracker } from '@jupyterlab/notebook';
import type { IStateDB } from '@jupyterlab/statedb';
import type { TranslationBundle } from '@jupyterlab/translation';

import type {
  ImportJob,
  ImportJobRequest,
  SourceInfo,
  ZoteroLibrary
} from '../api/types';
import { CommandIDs } from '../commands';
import type { IPaperLookup, IPaperPanel } from '../tokens';
import { BelowView } from './below';
import { browserStore } from './browser-store';
import { requestOf } from './file-bytes';
import { ImportJobs } from './jobs';
import { LibraryWatch } from './library-watch';
import { ImportMemory } from './memory';
import { NearbyOffers } from './nearby';
import { LibraryNotice } from './notice';
import { openAtLine } from './opening';
import { Outcome } from './outcome';
import { askForRemoval } from './removal';
import { removalLine } from './removal-words';
import { requestsOf } from './server-files';
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
    this._toasts = new Toasts(this, panel, trans);
    this._view = new ImportingView(this, trans);
    this._below = new BelowView(this, trans);
    panel.addBelow(this._below);
    this._connect();
  }

  readonly jobs: ImportJobs;
  readonly notice: LibraryNotice;
  readonly offers: NearbyOffers;
  readonly sources: SourcesModel;
  /** What came of the last action on a source. */
  readonly outcome = new Outcome();

  get commands(): JupyterFrontEnd['commands'] {
    return this._app.commands;
  }

  /** Imports files of the person's own machine. */
  async addFiles(
    files: readonly File[],
    captureYear: number | null = null
  ): Promise<void> {
    for (const file of files) {
      await this._begin(file.name, async () => ({
        ...(await requestOf(file, this._trans)),
        captureYear
      }));
    }
  }

  /** Imports files of the file browser. */
  async addPaths(paths: readonly string[], watch = true): Promise<void> {
    const { contents } = this._app.serviceManager;
    for (const { name, request } of requestsOf(contents, paths, watch)) {
      await this._begin(name, request);
    }
  }

  /** Makes libraries of Zotero sources. */
  async addZotero(libraries: readonly ZoteroLibrary[]): Promise<void> {
    const { client } = this._lookup;
    for (const { kind, path, name } of libraries) {
      await this._follow(name, async () =>
        this.jobs.follow(await client.addZotero(kind, path))
      );
    }
  }

  /** Reads a source again. */
  async readAgain(source: string): Promise<void> {
    await this._begin(source, () => Promise.resolve({ source }));
  }

  /** Adds the files that are offered. */
  followOffer(): void {
    const paths = this.offers.state.map(({ path }) => path);
    this.offers.clear();
    void this.addPaths(paths);
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
      this.outcome.say(sentenceOf(error));
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

  private async _begin(
    name: string,
    request: () => Promise<ImportJobRequest>
  ): Promise<void> {
    await this._follow(name, async () => this.jobs.start(await request()));
  }

  private async _follow(
    name: string,
    begin: () => Promise<ImportJob>
  ): Promise<void> {
    try {
      this._toasts.follow(await begin());
    } catch (error) {
      this._toasts.refused(this.jobs.refuse(name, sentenceOf(error)));
    }
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
  private readonly _toasts: Toasts;
  private readonly _view: ImportingView;
  private readonly _below: BelowView;
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
