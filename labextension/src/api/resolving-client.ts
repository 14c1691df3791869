import type { Connection } from './request';
import { requestJSON } from './request';
import type {
  DecideResponse,
  LookUpResponse,
  ResolveJob,
  SuggestedAnswersResponse
} from './types';

/** What services know of records, one method per route; throws what `requestJSON` throws. */
export class ResolvingClient {
  constructor(connection: Connection) {
    this._connection = connection;
  }

  /** Begins to complete records, in the background of the server. */
  begin(keys: readonly string[]): Promise<ResolveJob> {
    return requestJSON(this._connection, 'resolve', {
      method: 'POST',
      body: { keys }
    });
  }

  /** How far the completing is that is under way, or what the last one did. */
  job(signal?: AbortSignal): Promise<ResolveJob> {
    return requestJSON(this._connection, 'resolve', { signal });
  }

  /** Has services asked no further; what was answered stays. */
  cancel(): Promise<ResolveJob> {
    return requestJSON(this._connection, 'resolve', { method: 'DELETE' });
  }

  /** What services say that may be about a record, or about any. */
  suggestions(
    key = '',
    signal?: AbortSignal
  ): Promise<SuggestedAnswersResponse> {
    return requestJSON(this._connection, 'resolve/suggestions', {
      parameters: { key: key || undefined },
      signal
    });
  }

  /** Takes a suggestion for true, or says that it is about another work. */
  decide(number: number, isAccepted: boolean): Promise<DecideResponse> {
    return requestJSON(this._connection, 'resolve/suggestions', {
      method: 'POST',
      body: { number, isAccepted }
    });
  }

  /** What an identifier stands for; with `adds` it becomes a record. */
  lookUp(
    text: string,
    adds: boolean,
    signal?: AbortSignal
  ): Promise<LookUpResponse> {
    return requestJSON(this._connection, 'lookup', {
      method: 'POST',
      body: { text, adds },
      signal
    });
  }

  private readonly _connection: Connection;
}
