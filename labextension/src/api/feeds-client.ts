import type { Connection } from './request';
import { requestJSON } from './request';
import type { FetchFeedRequest, ImportJob, NetworkState } from './types';

/** The network, one method per route; throws what `requestJSON` throws. */
export class FeedsClient {
  constructor(connection: Connection) {
    this._connection = connection;
  }

  /** Whether the network may be used; asks nobody but the Jupyter server. */
  network(signal?: AbortSignal): Promise<NetworkState> {
    return requestJSON(this._connection, 'network', { signal });
  }

  /** Allows the network, or no longer. */
  allow(allowed: boolean): Promise<NetworkState> {
    return requestJSON(this._connection, 'network', {
      method: 'PUT',
      body: { allowed }
    });
  }

  /** Begins to fetch a list of papers, in the background of the server. */
  fetch(sent: FetchFeedRequest): Promise<ImportJob> {
    return requestJSON(this._connection, 'feeds', {
      method: 'POST',
      body: sent
    });
  }

  private readonly _connection: Connection;
}
