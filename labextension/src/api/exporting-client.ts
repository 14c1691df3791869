import type { Connection } from './request';
import { requestJSON } from './request';
import type {
  CitedExportResponse,
  CitedRequest,
  CitedResponse,
  ExportResponse,
  KeepFileRequest,
  KeptFilesResponse
} from './types';

/** What to keep a file up to date with; a file of nothing named holds the whole library. */
export type KeepOrder = Pick<KeepFileRequest, 'path'> &
  Partial<Pick<KeepFileRequest, 'notebook' | 'source' | 'to'>>;

/** The texts of a notebook, and what it keeps of works that the library may lack. */
export type CitedNotebook = Required<CitedRequest>;

/** Exports of what notebooks cite, and files that follow them; throws what `requestJSON` throws. */
export class ExportingClient {
  constructor(connection: Connection) {
    this._connection = connection;
  }

  /** The works that a notebook cites, and the keys among them that lead to none. */
  cited(notebook: CitedNotebook): Promise<CitedResponse> {
    return requestJSON(this._connection, 'cited', {
      method: 'POST',
      body: notebook
    });
  }

  /** The works that a notebook cites, as a file of the named format. */
  exportCited(
    notebook: CitedNotebook,
    to: string
  ): Promise<CitedExportResponse> {
    return requestJSON(this._connection, 'export', {
      method: 'POST',
      body: { ...notebook, to }
    });
  }

  /** The records of which a source speaks, as a file of the named format. */
  exportSource(source: string, to: string): Promise<ExportResponse> {
    return requestJSON(this._connection, 'export', {
      parameters: { source, to }
    });
  }

  /** The files that are kept up to date. */
  kept(signal?: AbortSignal): Promise<KeptFilesResponse> {
    return requestJSON(this._connection, 'kept', { signal });
  }

  /** Keeps a file up to date from now on; paths are those of the file browser. */
  keep(order: KeepOrder): Promise<KeptFilesResponse> {
    return requestJSON(this._connection, 'kept', {
      method: 'POST',
      body: order
    });
  }

  /** Keeps a file no longer; it stays as it is. */
  forget(path: string): Promise<KeptFilesResponse> {
    return requestJSON(this._connection, 'kept', {
      method: 'DELETE',
      parameters: { path }
    });
  }

  private readonly _connection: Connection;
}
