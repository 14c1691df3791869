import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';
import type { TranslationBundle } from '@jupyterlab/translation';

const API_NAMESPACE = 'paperlookup/api';

/** An answer of the server that is no success; the message is one sentence for people. */
export class PaperLookupError extends Error {
  constructor(
    message: string,
    /** The name of the error: `RecordNotFound`, `UnreadableQuery` ... */
    readonly reason: string,
    /** The HTTP status, 0 when there was no answer. */
    readonly status: number
  ) {
    super(message);
    this.name = 'PaperLookupError';
  }
}

/** The front end is there, its server half is not: not installed, or not enabled. */
export class ServerMissingError extends PaperLookupError {
  constructor(message: string) {
    super(message, 'ServerMissing', 404);
    this.name = 'ServerMissingError';
  }
}

/** No answer at all: the Jupyter server or the network is away. */
export class OfflineError extends PaperLookupError {
  constructor(message: string) {
    super(message, 'Offline', 0);
    this.name = 'OfflineError';
  }
}

/** Whether an error only says that its own caller took the request back. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** One value per name, or several; what is undefined is left out. */
export type QueryParameters = Readonly<
  Record<string, string | number | readonly string[] | undefined>
>;

/** What a request needs beside its path. */
export type RequestOptions = {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  parameters?: QueryParameters;
  body?: object;
  signal?: AbortSignal | undefined;
};

/** Where requests go, and the language of the errors. */
export type Connection = {
  settings: ServerConnection.ISettings;
  trans: TranslationBundle;
};

/**
 * Sends one request to the server half and gives its JSON.
 *
 * @throws OfflineError, ServerMissingError, PaperLookupError, or an AbortError when `signal` says so.
 */
export async function requestJSON<T>(
  connection: Connection,
  path: string,
  options: RequestOptions = {}
): Promise<T> {
  const { settings, trans } = connection;
  const response = await send(connection, path, options);
  const body = await readJSON(response, options.signal);
  if (response.ok && body !== undefined) {
    return body as T;
  }
  if (isErrorMessage(body)) {
    throw new PaperLookupError(body.message, body.reason, response.status);
  }
  if (response.status === 404) {
    throw new ServerMissingError(
      trans.__(
        'The server half of Paper lookup is not running: run "jupyter server extension enable jupyter_paperlookup" and start Jupyter again.'
      )
    );
  }
  throw new PaperLookupError(
    trans.__(
      'The server at %1 gave an answer that cannot be used (status %2): look into its log.',
      settings.baseUrl,
      String(response.status)
    ),
    'UnusableAnswer',
    response.status
  );
}

async function send(
  { settings, trans }: Connection,
  path: string,
  { method = 'GET', parameters = {}, body, signal }: RequestOptions
): Promise<Response> {
  const url =
    URLExt.join(settings.baseUrl, API_NAMESPACE, path) + queryOf(parameters);
  const init: RequestInit = { method };
  if (body) {
    init.body = JSON.stringify(body);
    init.headers = { 'Content-Type': 'application/json' };
  }
  if (signal) {
    init.signal = signal;
  }
  try {
    return await ServerConnection.makeRequest(url, init, settings);
  } catch {
    // makeRequest wraps every failure as a network error, an abort too.
    throwIfAborted(signal);
    throw new OfflineError(
      trans.__('The Jupyter server cannot be reached. Is it still running?')
    );
  }
}

/** The body as JSON, undefined when it is none. */
async function readJSON(
  response: Response,
  signal: AbortSignal | undefined
): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    throwIfAborted(signal);
    return undefined;
  }
}

function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) {
    throw new DOMException('The request was taken back.', 'AbortError');
  }
}

/** Repeats a name for each of its values, which URLExt.objectToQueryString does not. */
function queryOf(parameters: QueryParameters): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined) {
        query.append(name, String(one));
      }
    }
  }
  const text = query.toString();
  return text ? `?${text}` : '';
}

function isErrorMessage(
  body: unknown
): body is { message: string; reason: string } {
  if (typeof body !== 'object' || body === null) {
    return false;
  }
  const { message, reason } = body as { message?: unknown; reason?: unknown };
  // The reason of Jupyter's own error bodies is null.
  return typeof message === 'string' && typeof reason === 'string';
}
