import type { ComponentType } from 'react';

import type { PaperLookupClient } from '../api/client';
import type {
  BoxPart,
  DetailsPartProps,
  ISearchView,
  ReportAction
} from '../search-view';
import type { SearchContent } from './content';
import { hitOf } from './hit-of';
import type { ForeignParts } from './view-parts';

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

  /** The parts of other features; read when the view is built. */
  readonly parts: ForeignParts & {
    box: BoxPart[];
    details: ComponentType<DetailsPartProps>[];
  } = { box: [], details: [] };

  addBoxPart(part: BoxPart): void {
    this.parts.box.push(part);
  }

  addDetailsPart(part: ComponentType<DetailsPartProps>): void {
    this.parts.details.push(part);
  }

  async showRecord(key: string): Promise<void> {
    const { search, details, actions } = await this._panel.whenLoaded();
    const position = search.state.hits.findIndex(hit => hit.key === key);
    const hit = search.state.hits[position];
    // Without a current hit the details follow none.
    search.setActive(position);
    if (hit) {
      details.show(hit);
      return;
    }
    try {
      details.show(hitOf(await this._client.record(key)));
    } catch (error) {
      actions.reportError(error);
    }
  }

  async refresh(key?: string): Promise<void> {
    const { content } = this._panel;
    if (!content) {
      return;
    }
    const { details, search } = content;
    const wasOpen = details.isOpen;
    content.refresh();
    await search.settled();
    if (wasOpen && key !== undefined) {
      await this.showRecord(key);
    }
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

  private readonly _panel: Panel;
  private readonly _client: Pick<PaperLookupClient, 'record'>;
}
