import type { ServerConnection } from '@jupyterlab/services';
import type { TranslationBundle } from '@jupyterlab/translation';

import { BrowsingClient } from './browsing-client';
import { CuratingClient } from './curating-client';
import { DigestClient } from './digest-client';
import { ExportingClient } from './exporting-client';
import { FeedsClient } from './feeds-client';
import { NotebooksClient } from './notebooks-client';
import type { Connection } from './request';
import { requestJSON } from './request';
import { ResolvingClient } from './resolving-client';
import type {
  AddEntriesResponse,
  AddStyleRequest,
  AddedStyleResponse,
  ExportResponse,
  FormattedResponse,
  ImportJob,
  ImportJobRequest,
  ImportJobsResponse,
  ImportRequest,
  ImportResponse,
  InsertionResponse,
  NearbyResponse,
  PaperDetails,
  ProblemsResponse,
  RecognizeResponse,
  RelatedRequest,
  RelatedResponse,
  RemovalResponse,
  SearchResponse,
  SourcesResponse,
  StatusResponse,
  StylesResponse,
  ZoteroLibrary,
  ZoteroResponse
} from './types';

/** The program on the machine of the Jupyter server, or zotero.org. */
export type ZoteroKind = ZoteroLibrary['kind'];

/** The part of a result list to give; `typing` makes the last word a prefix. */
export type SearchOptions = {
  limit?: number;
  offset?: number;
  typing?: boolean;
  /** Has each hit say why it stands where it stands. */
  explain?: boolean;
  /** Keys of works that come first among those that answer equally well, blanks between them. */
  cited?: string;
  signal?: AbortSignal;
};

/** How references are formatted. */
export type FormatOptions = {
  style?: string;
  locale?: string;
  to?: FormattedResponse['to'];
  signal?: AbortSignal;
};

/** How a text for a cell is made. */
export type InsertionOptions = {
  dialect: string;
  style?: string;
  locale?: string;
  signal?: AbortSignal;
};

/** The server half, one method per route; every method throws what `requestJSON` throws. */
export class PaperLookupClient {
  constructor(settings: ServerConnection.ISettings, trans: TranslationBundle) {
    this._connection = { settings, trans };
    this.browsing = new BrowsingClient(this._connection);
    this.curating = new CuratingClient(this._connection);
    this.digest = new DigestClient(this._connection);
    this.exporting = new ExportingClient(this._connection);
    this.feeds = new FeedsClient(this._connection);
    this.notebooks = new NotebooksClient(this._connection);
    this.resolving = new ResolvingClient(this._connection);
  }

  /** What came in, and what is popular. */
  readonly browsing: BrowsingClient;

  /** What a person decides about records. */
  readonly curating: CuratingClient;

  /** The digest, and the subscription to it. */
  readonly digest: DigestClient;

  /** Exports of what notebooks cite, and files that follow them. */
  readonly exporting: ExportingClient;

  /** What is fetched from the network. */
  readonly feeds: FeedsClient;

  /** The citations of open notebooks. */
  readonly notebooks: NotebooksClient;

  /** What services on the network know of records. */
  readonly resolving: ResolvingClient;

  /** Ranked hits of a query; the newest records when it is empty. */
  search(query: string, options: SearchOptions = {}): Promise<SearchResponse> {
    const { limit, offset, typing, explain, cited, signal } = options;
    return requestJSON(this._connection, 'search', {
      parameters: {
        q: query,
        limit,
        offset,
        typing: typing ? 1 : undefined,
        explain: explain ? 1 : undefined,
        cited
      },
      signal
    });
  }

  /** The papers about the same as a record, or as a text, nearest first. */
  related(
    request: RelatedRequest,
    signal?: AbortSignal
  ): Promise<RelatedResponse> {
    return requestJSON(this._connection, 'related', {
      method: 'POST',
      body: request,
      signal
    });
  }

  /** All that is known of one record. */
  record(key: string, signal?: AbortSignal): Promise<PaperDetails> {
    return requestJSON(this._connection, `records/${encodeURIComponent(key)}`, {
      signal
    });
  }

  /** The citation and the references of some records. */
  formatted(
    keys: readonly string[],
    options: FormatOptions = {}
  ): Promise<FormattedResponse> {
    const { style, locale, to, signal } = options;
    return requestJSON(this._connection, 'formatted', {
      parameters: { key: keys, style, locale, to },
      signal
    });
  }

  /** The text to write into a Markdown cell. */
  insertion(
    kind: InsertionResponse['kind'],
    keys: readonly string[],
    options: InsertionOptions
  ): Promise<InsertionResponse> {
    const { dialect, style, locale, signal } = options;
    return requestJSON(this._connection, 'insertion', {
      parameters: { kind, key: keys, dialect, style, locale },
      signal
    });
  }

  /** Some records, or the whole library, as a file of the named format. */
  export(
    keys: readonly string[],
    to: string,
    signal?: AbortSignal
  ): Promise<ExportResponse> {
    return requestJSON(this._connection, 'export', {
      parameters: { key: keys, to },
      signal
    });
  }

  /** The BibTeX of some records as one pastes it, without abstracts. */
  async stubs(keys: readonly string[], signal?: AbortSignal): Promise<string> {
    const { text } = await requestJSON<ExportResponse>(
      this._connection,
      'export',
      { parameters: { key: keys, to: 'bibtex', abstracts: 'false' }, signal }
    );
    return text.trim();
  }

  /** The styles and locales that can be chosen. */
  styles(signal?: AbortSignal): Promise<StylesResponse> {
    return requestJSON(this._connection, 'styles', { signal });
  }

  /** Keeps a CSL style of the user's own. */
  addStyle(request: AddStyleRequest): Promise<AddedStyleResponse> {
    return requestJSON(this._connection, 'styles', {
      method: 'POST',
      body: request
    });
  }

  /** What the library holds and whether it can be searched. */
  status(signal?: AbortSignal): Promise<StatusResponse> {
    return requestJSON(this._connection, 'status', { signal });
  }

  /** Adds the records of a text to the library. */
  importText(request: ImportRequest): Promise<ImportResponse> {
    return requestJSON(this._connection, 'import', {
      method: 'POST',
      body: request
    });
  }

  /** Where the records came from. */
  sources(signal?: AbortSignal): Promise<SourcesResponse> {
    return requestJSON(this._connection, 'sources', { signal });
  }

  /** Has the file of a source read again whenever it changes, or no longer. */
  watchSource(name: string, watched: boolean): Promise<SourcesResponse> {
    return requestJSON(this._connection, 'sources', {
      method: 'PUT',
      body: { name, watched }
    });
  }

  /** Forgets a source; `withRecords` removes the records that no other source speaks of. */
  removeSource(name: string, withRecords: boolean): Promise<RemovalResponse> {
    return requestJSON(this._connection, 'sources', {
      method: 'DELETE',
      parameters: { name, withRecords: withRecords ? 'true' : 'false' }
    });
  }

  /** What could not be read of a source when it was last read. */
  problems(source: string, signal?: AbortSignal): Promise<ProblemsResponse> {
    return requestJSON(this._connection, 'problems', {
      parameters: { source },
      signal
    });
  }

  /** Begins an import in the background of the server. */
  startImport(request: ImportJobRequest): Promise<ImportJob> {
    return requestJSON(this._connection, 'imports', {
      method: 'POST',
      body: request
    });
  }

  /** The imports that are under way, and the last ones that ended; newest first. */
  importJobs(signal?: AbortSignal): Promise<ImportJobsResponse> {
    return requestJSON(this._connection, 'imports', { signal });
  }

  /** How far an import is. */
  importJob(id: string, signal?: AbortSignal): Promise<ImportJob> {
    return requestJSON(this._connection, `imports/${encodeURIComponent(id)}`, {
      signal
    });
  }

  /** Ends an import; the library stays as it was. */
  cancelImport(id: string): Promise<ImportJob> {
    return requestJSON(this._connection, `imports/${encodeURIComponent(id)}`, {
      method: 'DELETE'
    });
  }

  /** Says what a pasted text is; nothing is looked up online, and nothing changes. */
  recognize(text: string, signal?: AbortSignal): Promise<RecognizeResponse> {
    return requestJSON(this._connection, 'recognized', {
      method: 'POST',
      body: { text },
      signal
    });
  }

  /** Adds the entries of a pasted text as records that a person typed. */
  addEntries(text: string): Promise<AddEntriesResponse> {
    return requestJSON(this._connection, 'entries', {
      method: 'POST',
      body: { text }
    });
  }

  /** The bibliography files that belong to a notebook, by its path in the file browser. */
  nearby(path: string, signal?: AbortSignal): Promise<NearbyResponse> {
    return requestJSON(this._connection, 'nearby', {
      parameters: { path },
      signal
    });
  }

  /** The libraries of Zotero that can be added, or why there are none. */
  zotero(kind: ZoteroKind, signal?: AbortSignal): Promise<ZoteroResponse> {
    return requestJSON(this._connection, 'zotero', {
      parameters: { kind },
      signal
    });
  }

  /** Stores the key for zotero.org, or forgets it, and says what it may read. */
  setZoteroKey(key: string | null): Promise<ZoteroResponse> {
    return requestJSON(this._connection, 'zotero/key', {
      method: 'PUT',
      body: { key }
    });
  }

  /** Makes a library of Zotero a source, in the background of the server. */
  addZotero(kind: ZoteroKind, path: string): Promise<ImportJob> {
    return requestJSON(this._connection, 'zotero', {
      method: 'POST',
      body: { kind, path }
    });
  }

  /** Builds the index anew, in the background of the server. */
  reindex(): Promise<StatusResponse> {
    return requestJSON(this._connection, 'reindex', {
      method: 'POST',
      body: {}
    });
  }

  private readonly _connection: Connection;
}
