import type { Connection, RequestOptions } from './request';
import { requestJSON } from './request';
import type {
  DigestRequest,
  DigestResponse,
  SubscribeRequest,
  SubscriptionResponse
} from './types';

/** The digest and the subscription to it, one method per route; throws what `requestJSON` throws. */
export class DigestClient {
  constructor(connection: Connection) {
    this._connection = connection;
  }

  /** A digest as it would be mailed. */
  preview(sent: DigestRequest, signal?: AbortSignal): Promise<DigestResponse> {
    return requestJSON(this._connection, 'digest/preview', {
      method: 'POST',
      body: sent,
      signal
    });
  }

  subscription(signal?: AbortSignal): Promise<SubscriptionResponse> {
    return this._ask('digest/subscription', { signal });
  }

  /** Subscribes, or changes the subscription; a new address gets a code first. */
  subscribe(sent: SubscribeRequest): Promise<SubscriptionResponse> {
    return this._ask('digest/subscription', { method: 'PUT', body: sent });
  }

  /** Ends the subscription; address and password are forgotten. */
  unsubscribe(): Promise<SubscriptionResponse> {
    return this._ask('digest/subscription', { method: 'DELETE' });
  }

  /** Confirms the address by the code that was mailed there. */
  confirm(code: string): Promise<SubscriptionResponse> {
    return this._ask('digest/confirmation', { method: 'POST', body: { code } });
  }

  /** Lets the digest rest, or go on. */
  pause(paused: boolean): Promise<SubscriptionResponse> {
    return this._ask('digest/pause', { method: 'PUT', body: { paused } });
  }

  /** Mails the digest of the last period now, unless it was mailed already. */
  sendNow(): Promise<SubscriptionResponse> {
    return this._ask('digest/sent', { method: 'POST', body: {} });
  }

  private _ask(
    path: string,
    options: RequestOptions
  ): Promise<SubscriptionResponse> {
    return requestJSON(this._connection, path, options);
  }

  private readonly _connection: Connection;
}
