import type { Connection } from './request';
import { requestJSON } from './request';
import type { BrowseRequest, BrowseResponse, VisitResponse } from './types';

/** What came in and what is popular, one method per route; throws what `requestJSON` throws. */
export class BrowsingClient {
  constructor(connection: Connection) {
    this._connection = connection;
  }

  /** A part of the list, and all there is to narrow it to. */
  browse(sent: BrowseRequest, signal?: AbortSignal): Promise<BrowseResponse> {
    return requestJSON(this._connection, 'browse', {
      method: 'POST',
      body: sent,
      signal
    });
  }

  /** What is in the library now has been seen. */
  visit(): Promise<VisitResponse> {
    return requestJSON(this._connection, 'browse/visit', {
      method: 'POST',
      body: {}
    });
  }

  private readonly _connection: Connection;
}
