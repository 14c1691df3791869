import type { Connection } from './request';
import { requestJSON } from './request';
import type {
  CitationsResponse,
  ConvertRequest,
  DialectResponse,
  FindingsResponse,
  InsertionRequest,
  InsertionResponse,
  NotebookEditsResponse,
  NotebookRequest,
  PlaceBibliographyRequest,
  StylePreviewRequest,
  StylePreviewResponse
} from './types';

/** What can be said of the citations of an open notebook; throws what `requestJSON` throws. */
export class NotebooksClient {
  constructor(connection: Connection) {
    this._connection = connection;
  }

  /** What a notebook cites, where, and how it reads. */
  citations(
    request: NotebookRequest,
    signal?: AbortSignal
  ): Promise<CitationsResponse> {
    return this._post('notebook/citations', request, signal);
  }

  /** The words that the style wants in place of those in the text. */
  restyled(
    request: NotebookRequest,
    signal?: AbortSignal
  ): Promise<NotebookEditsResponse> {
    return this._post('notebook/restyled', request, signal);
  }

  /** A notebook in another dialect, or with other tools' citations taken over. */
  converted(
    request: ConvertRequest,
    signal?: AbortSignal
  ): Promise<NotebookEditsResponse> {
    return this._post('notebook/converted', request, signal);
  }

  /** What to look at in the citations of a notebook. */
  checked(
    request: NotebookRequest,
    signal?: AbortSignal
  ): Promise<FindingsResponse> {
    return this._post('notebook/checked', request, signal);
  }

  /** The bibliography of a notebook, to write into a cell. */
  bibliography(
    request: PlaceBibliographyRequest,
    signal?: AbortSignal
  ): Promise<InsertionResponse> {
    return this._post('notebook/bibliography', request, signal);
  }

  /** A notebook's own references in some styles. */
  previews(
    request: StylePreviewRequest,
    signal?: AbortSignal
  ): Promise<StylePreviewResponse> {
    return this._post('notebook/styles', request, signal);
  }

  /** The text to write into a cell, of works with pages and prefixes or of the notebook's own. */
  insertion(
    request: InsertionRequest,
    signal?: AbortSignal
  ): Promise<InsertionResponse> {
    return this._post('insertion', request, signal);
  }

  /** The dialect of the project that a notebook lies in. */
  dialect(path: string, signal?: AbortSignal): Promise<DialectResponse> {
    return requestJSON(this._connection, 'notebook/dialect', {
      parameters: { path },
      signal
    });
  }

  private _post<T>(
    path: string,
    body: object,
    signal: AbortSignal | undefined
  ): Promise<T> {
    return requestJSON(this._connection, path, {
      method: 'POST',
      body,
      signal
    });
  }

  private readonly _connection: Connection;
}
