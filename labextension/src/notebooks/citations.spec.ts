import type { Cell } from '@jupyterlab/cells';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { CitationsResponse, NotebookRequest } from '../api/types';
import { NotebookCitations } from './citations';

const QUIET = 400;

let source = '';
let asked: { request: NotebookRequest; signal: AbortSignal }[] = [];
let answering: (request: NotebookRequest) => Promise<CitationsResponse>;
let citations: NotebookCitations;
let isReady = true;

/** Each `@` of a cell is a citation. */
function answerTo({ notebook }: NotebookRequest): CitationsResponse {
  const cells = notebook.cells.map(({ id, source: text }) => ({
    id,
    bibliographies: [],
    citations: [...text.matchAll(/@/gu)].map(({ index }) => ({
      start: index,
      end: index + 1,
      dialect: 'pandoc' as const,
      cites: [],
      words: '',
      html: '(Turing, 1936)',
      unknown: [],
      problem: ''
    }))
  }));
  return {
    cells: cells.filter(cell => cell.citations.length > 0),
    works: [],
    unknown: [],
    style: 'apa',
    locale: '',
    problem: ''
  };
}

/** A view of the only cell, as far as it is looked at. */
function cell(): Cell {
  return {
    model: { id: 'c', sharedModel: { getSource: () => source } }
  } as unknown as Cell;
}

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  answering = request => Promise.resolve(answerTo(request));
  source = 'See @.';
  isReady = true;
  citations = new NotebookCitations({
    isReady: () => isReady,
    request: () => ({
      notebook: {
        cells: [{ id: 'c', kind: 'markdown', source, metadata: {} }],
        metadata: {},
        path: ''
      },
      style: 'apa'
    }),
    ask: (request, signal) => {
      asked.push({ request, signal });
      return answering(request);
    }
  });
});

afterEach(() => {
  citations.dispose();
  vi.useRealTimers();
});

describe('NotebookCitations', () => {
  it('asks at once for whom follows first', async () => {
    citations.follow();
    await vi.advanceTimersByTimeAsync(0);
    expect(citations.answer?.cells).toHaveLength(1);
    expect(citations.ofCell(cell())?.citations[0]?.start).toBe(4);
  });

  it('waits for a notebook that is still being read', async () => {
    isReady = false;
    citations.follow();
    expect(await citations.refresh()).toBeNull();
    expect(asked).toEqual([]);
    isReady = true;
    citations.touch();
    await vi.advanceTimersByTimeAsync(0);
    expect(asked).toHaveLength(1);
  });

  it('asks once when the notebook has been quiet', async () => {
    citations.follow();
    await vi.advanceTimersByTimeAsync(0);
    for (const typed of ['See @ a', 'See @ an', 'See @ and']) {
      source = typed;
      citations.touch();
      await vi.advanceTimersByTimeAsync(QUIET / 2);
    }
    expect(asked).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(QUIET);
    expect(asked).toHaveLength(2);
  });

  it('asks for nobody', async () => {
    citations.touch();
    await vi.advanceTimersByTimeAsync(10 * QUIET);
    citations.follow()();
    await vi.advanceTimersByTimeAsync(0);
    expect(asked).toHaveLength(1);
    source = 'See @ and @.';
    citations.touch();
    await vi.advanceTimersByTimeAsync(10 * QUIET);
    expect(asked).toHaveLength(1);
  });

  it('counts one who stops twice once', async () => {
    const stop = citations.follow();
    citations.follow();
    stop();
    stop();
    await vi.advanceTimersByTimeAsync(0);
    source = '@';
    citations.touch();
    await vi.advanceTimersByTimeAsync(QUIET);
    expect(asked).toHaveLength(2);
  });

  it('asks nothing where nothing can be cited', async () => {
    source = 'No citation.';
    expect((await citations.refresh())?.cells).toEqual([]);
    expect(asked).toEqual([]);
    expect(citations.lastOf(cell())?.cited.citations).toEqual([]);
    expect(citations.ofCell(cell())).toBeNull();
  });

  it('answers the same question once, and again when the library has changed', async () => {
    await Promise.all([citations.refresh(), citations.refresh()]);
    await citations.refresh();
    expect(asked).toHaveLength(1);
    citations.forget();
    await citations.refresh();
    expect(asked).toHaveLength(2);
  });

  it('gives up a question when the notebook is another one', async () => {
    answering = () => new Promise(() => undefined);
    void citations.refresh();
    source = '@ @';
    answering = request => Promise.resolve(answerTo(request));
    await citations.refresh();
    expect(asked[0]?.signal.aborted).toBe(true);
    expect(citations.answer?.cells[0]?.citations).toHaveLength(2);
  });

  it('knows no places in a text that has changed, but those of the old one', async () => {
    await citations.refresh();
    source = 'Now see @.';
    expect(citations.ofCell(cell())).toBeNull();
    expect(citations.lastOf(cell())?.source).toBe('See @.');
  });

  it('keeps the answer when there is none, says why, and asks again', async () => {
    await citations.refresh();
    source = '@';
    answering = () => Promise.reject(new Error('The server is gone.'));
    const told = vi.fn();
    citations.changed.connect(told);
    expect(await citations.refresh()).toBeNull();
    expect(told).toHaveBeenCalledOnce();
    expect(citations.failure).toBe('The server is gone.');
    expect(citations.answer?.cells).toHaveLength(1);
    answering = request => Promise.resolve(answerTo(request));
    expect(await citations.refresh()).not.toBeNull();
    expect(citations.failure).toBe('');
  });

  it('does nothing any more when its notebook is closed', async () => {
    citations.follow();
    await vi.advanceTimersByTimeAsync(0);
    citations.dispose();
    source = '@';
    citations.touch();
    expect(await citations.refresh()).toBeNull();
    await vi.advanceTimersByTimeAsync(QUIET);
    expect(asked).toHaveLength(1);
  });
});
