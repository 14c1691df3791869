import type { Connection } from './request';
import { requestJSON } from './request';
import type {
  ChangesResponse,
  CurationResponse,
  EditRecordRequest,
  EntryName,
  KeyPatternResponse,
  LinkRequest,
  PaperDetails,
  SuggestionsResponse,
  UndoRequest
} from './types';

/** What a person decides about records, one method per route; throws what `requestJSON` throws. */
export class CuratingClient {
  constructor(connection: Connection) {
    this._connection = connection;
  }

  /** Adds a record that a person typed, as a CSL-JSON item. */
  add(item: Readonly<Record<string, unknown>>): Promise<PaperDetails> {
    return this._send('POST', 'records', { item });
  }

  /** Corrects a record. */
  edit(key: string, sent: EditRecordRequest): Promise<PaperDetails> {
    return this._send('PUT', `records/${encodeURIComponent(key)}`, sent);
  }

  /** Who says what of a record, its other keys and its versions. */
  curation(key: string, signal?: AbortSignal): Promise<CurationResponse> {
    const path = `curation/${encodeURIComponent(key)}`;
    return requestJSON(this._connection, path, { signal });
  }

  /** Gives a record another key; the old one goes on leading to it. */
  rename(old: string, key: string): Promise<PaperDetails> {
    return this._send('PUT', `keys/${encodeURIComponent(old)}`, { key });
  }

  /** Makes one record of several; the first key stays. */
  merge(keys: readonly string[]): Promise<PaperDetails> {
    return this._send('POST', 'merges', { keys });
  }

  /** Makes a record of its own of some of what was said of another; answers the new one. */
  separate(key: string, entries: readonly EntryName[]): Promise<PaperDetails> {
    return this._send('POST', 'separations', { key, entries });
  }

  /** Links a preprint to its published version, or no longer. */
  link(sent: LinkRequest): Promise<CurationResponse> {
    return this._send('PUT', 'versions', sent);
  }

  /** Says that two records are two works. */
  keepApart(first: string, second: string): Promise<ChangesResponse> {
    return this._send('POST', 'distinctions', { first, second });
  }

  /** Pairs that may be one work. */
  suggestions(
    limit: number,
    signal?: AbortSignal
  ): Promise<SuggestionsResponse> {
    return requestJSON(this._connection, 'suggestions', {
      parameters: { limit },
      signal
    });
  }

  /** The last changes in sentences, newest first. */
  changes(signal?: AbortSignal): Promise<ChangesResponse> {
    return requestJSON(this._connection, 'changes', { signal });
  }

  /** Takes back the last change, or what services last said of a record. */
  undo(sent: Partial<UndoRequest> = {}): Promise<ChangesResponse> {
    return this._send('POST', 'undo', sent);
  }

  /** What a pattern, else the one in use, makes of a few records. */
  keyPattern(
    pattern: string | undefined,
    signal?: AbortSignal
  ): Promise<KeyPatternResponse> {
    return requestJSON(this._connection, 'key-pattern', {
      parameters: { pattern },
      signal
    });
  }

  /** Takes a pattern for the keys of new records. */
  setKeyPattern(pattern: string): Promise<KeyPatternResponse> {
    return this._send('PUT', 'key-pattern', { pattern });
  }

  private _send<T>(
    method: 'POST' | 'PUT',
    path: string,
    body: object
  ): Promise<T> {
    return requestJSON(this._connection, path, { method, body });
  }

  private readonly _connection: Connection;
}
