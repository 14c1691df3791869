import { ServerConnection } from '@jupyterlab/services';
import { nullTranslator } from '@jupyterlab/translation';
import { describe, expect, it, vi } from 'vitest';

import type { Connection } from './request';
import {
  isAbort,
  OfflineError,
  PaperLookupError,
  requestJSON,
  ServerMissingError
} from './request';

/** A connection whose server gives one answer, and the requests that it got. */
function connected(answer: (request: Request) => Promise<Response>): {
  connection: Connection;
  requests: Request[];
} {
  const requests: Request[] = [];
  const settings = ServerConnection.makeSettings({
    baseUrl: 'http://localhost:1/base/',
    fetch: vi.fn((request: RequestInfo) => {
      requests.push(request as Request);
      return answer(request as Request);
    })
  });
  const trans = nullTranslator.load('jupyter_paperlookup');
  return { connection: { settings, trans }, requests };
}

function json(body: unknown, status = 200): () => Promise<Response> {
  return () => Promise.resolve(new Response(JSON.stringify(body), { status }));
}

async function failure(
  answer: (request: Request) => Promise<Response>,
  signal?: AbortSignal
): Promise<unknown> {
  const { connection } = connected(answer);
  return requestJSON(connection, 'status', { signal }).catch(
    (error: unknown) => error
  );
}

describe('requestJSON', () => {
  it('asks under the base URL, a name for each of its values, nothing for what is not given', async () => {
    const { connection, requests } = connected(json({ total: 0 }));
    const answer = await requestJSON(connection, 'search', {
      parameters: { q: 'a & b', key: ['x', 'y'], limit: 7, offset: undefined }
    });
    expect(answer).toEqual({ total: 0 });
    const url = new URL(requests[0]!.url);
    expect(url.pathname).toBe('/base/paperlookup/api/search');
    // JupyterLab adds the time against caches.
    expect(url.search).toMatch(/^\?q=a\+%26\+b&key=x&key=y&limit=7(&\d+)?$/);
    expect(requests[0]!.method).toBe('GET');
  });

  it('sends a body as JSON', async () => {
    const { connection, requests } = connected(json({}));
    await requestJSON(connection, 'import', { method: 'POST', body: { a: 1 } });
    expect(requests[0]!.method).toBe('POST');
    expect(await requests[0]!.json()).toEqual({ a: 1 });
  });

  it("throws the server's own error", async () => {
    const body = {
      message: 'No record is called x.',
      reason: 'RecordNotFound'
    };
    const error = await failure(json(body, 404));
    expect(error).toBeInstanceOf(PaperLookupError);
    expect(error).not.toBeInstanceOf(ServerMissingError);
    expect(error).toMatchObject({ ...body, status: 404 });
  });

  it.each([
    ['a page', () => Promise.resolve(new Response('<html>', { status: 404 }))],
    ["Jupyter's own error", json({ message: 'Not Found', reason: null }, 404)]
  ])('knows from %s that the server half is missing', async (_, answer) => {
    const error = await failure(answer);
    expect(error).toBeInstanceOf(ServerMissingError);
    expect(error).toMatchObject({ reason: 'ServerMissing' });
  });

  it('says that the server is away', async () => {
    const error = await failure(() => Promise.reject(new TypeError('away')));
    expect(error).toBeInstanceOf(OfflineError);
  });

  it.each([
    ['no JSON', () => Promise.resolve(new Response('oops'))],
    ['an error without a word', json({}, 500)]
  ])('does not pass on %s', async (_, answer) => {
    const error = await failure(answer);
    expect(error).toBeInstanceOf(PaperLookupError);
    expect(error).toMatchObject({ reason: 'UnusableAnswer' });
  });

  it('tells a request that was taken back from a failure', async () => {
    const controller = new AbortController();
    const error = await failure(() => {
      controller.abort();
      return Promise.reject(new DOMException('aborted', 'AbortError'));
    }, controller.signal);
    expect(isAbort(error)).toBe(true);
    expect(isAbort(new OfflineError('away'))).toBe(false);
  });
});
