import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import type { PaperLookupClient } from '../api/client';
import type { PaperDetails } from '../api/types';
import type { ISearchView, ReportAction, SearchParts } from '../search-view';
import type { SearchContent } from './content';
import { hitOf } from './hit-of';
import type { ViewParts } from './view-parts';

/** What the host needs of the panel. */
type Panel = {
  readonly content: SearchContent | null;
  whenLoaded(): Promise<SearchContent>;
};

/** The search as other features see it; their parts may come before the view is loaded. */
export class SearchViewHost implements ISearchView {
  constructor(panel: Panel, client: Pick<PaperLookupClient, 'record'>) {
    this._panel = panel;
    this._client = client;
  }

  addParts(load: () => Promise<SearchParts>): void {
    this._loaders.push(load);
  }

  /** The parts of other features; one that cannot be loaded costs no other. */
  async loadParts(): Promise<readonly SearchParts[]> {
    const loads = this._loaders.map(load => load().catch(() => ({})));
    return Promise.all(loads);
  }

  async showRecord(key: string): Promise<void> {
    const { actions } = await this._panel.whenLoaded();
    try {
      this._show(await this._client.record(key));
    } catch (error) {
      actions.reportError(error);
    }
  }

  /** Emitted when what has changed in the library is to be shown. */
  get refreshed(): ISignal<this, void> {
    return this._refreshed;
  }

  async refresh(keys: readonly string[] = []): Promise<void> {
    this._refreshed.emit();
    const { content } = this._panel;
    if (!content) {
      return;
    }
    const { search, details } = content;
    const open = details.state.hit?.key;
    search.refresh();
    await search.settled();
    const record =
      open === undefined ? null : await this._first([...keys, open]);
    // Together, so that nothing is asked about a record that is gone.
    details.forget();
    if (record) {
      this._show(record);
    } else {
      details.close();
    }
  }

  async partsFor(focusList: () => void): Promise<ViewParts> {
    return (await this._panel.whenLoaded()).partsFor(focusList);
  }

  async searchFor(query: string): Promise<void> {
    const content = await this._panel.whenLoaded();
    content.searchFor(query);
    await content.search.settled();
  }

  report(message: string, isProblem = false, action?: ReportAction): void {
    void this._panel
      .whenLoaded()
      .then(({ actions }) => actions.report(message, isProblem, action));
  }

  currentKey(): string {
    const { content } = this._panel;
    const hit = content?.details.state.hit ?? content?.search.activeHit;
    return hit?.key ?? '';
  }

  /** The record of the first key that leads to one. */
  private async _first(keys: readonly string[]): Promise<PaperDetails | null> {
    for (const key of new Set(keys)) {
      try {
        return await this._client.record(key);
      } catch {
        // The next one may.
      }
    }
    return null;
  }

  /** Opens the details of a record, under the key that it has now. */
  private _show(record: PaperDetails): void {
    const { content } = this._panel;
    content?.search.choose(record.key);
    content?.details.show(content.search.activeHit ?? hitOf(record));
  }

  private readonly _refreshed = new Signal<this, void>(this);
  private readonly _loaders: (() => Promise<SearchParts>)[] = [];
  private readonly _panel: Panel;
  private readonly _client: Pick<PaperLookupClient, 'record'>;
}
