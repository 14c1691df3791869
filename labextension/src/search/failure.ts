import {
  OfflineError,
  PaperLookupError,
  ServerMissingError
} from '../api/request';
import { messageOf } from '../message-of';

/**
 * Why something could not be shown, for the view to choose how it says so.
 *
 * - `offline`: no answer; asking again may help by itself.
 * - `missing`: the server half is not there; `diagnosis` knows the repair.
 * - `query`: the query cannot be read; the message says what and where.
 * - `other`: the message says it.
 */
export type Failure = {
  readonly kind: 'offline' | 'missing' | 'query' | 'other';
  readonly message: string;
};

/** The failure that an error of the client stands for. */
export function failureOf(error: unknown): Failure {
  const message = messageOf(error);
  if (error instanceof OfflineError) {
    return { kind: 'offline', message };
  }
  if (error instanceof ServerMissingError) {
    return { kind: 'missing', message };
  }
  const isQuery =
    error instanceof PaperLookupError && error.reason === 'UnreadableQuery';
  return { kind: isQuery ? 'query' : 'other', message };
}
