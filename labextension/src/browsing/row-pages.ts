import type { BrowseResponse, BrowseRow } from '../api/types';

/** How many rows one request brings. */
export const PAGE = 50;

/** How many requests are under way at most. */
const MOST_AT_ONCE = 2;

/** How many pages are kept: those far from what is seen go first. */
const MOST_KEPT = 60;

/** Fetches the rows from an offset on. */
export type FetchRows = (
  offset: number,
  signal: AbortSignal
) => Promise<BrowseResponse>;

/** What becomes of what is fetched. */
export type PageEvents = {
  /** Rows are there. */
  onRows: () => void;
  /** The library has changed meanwhile, so what is shown is of another list. */
  onStale: () => void;
  onFailure: (error: unknown) => void;
};

/** The rows of one list, fetched as they are looked at. */
export class RowPages {
  constructor(
    first: { readonly offset: number; readonly answer: BrowseResponse },
    private readonly _fetch: FetchRows,
    private readonly _events: PageEvents
  ) {
    this._revision = first.answer.revision;
    this._total = first.answer.total;
    this._pages.set(pageOf(first.offset), first.answer.rows);
  }

  /** The row at a position; null until it is there. */
  row(position: number): BrowseRow | null {
    return this._pages.get(pageOf(position))?.[position % PAGE] ?? null;
  }

  /** The position of a paper among the rows that are there; -1 where it is not. */
  positionOf(key: string): number {
    for (const [page, rows] of this._pages) {
      const at = rows.findIndex(row => row.key === key);
      if (at >= 0) {
        return page * PAGE + at;
      }
    }
    return -1;
  }

  /** The rows from one position to another are looked at. */
  want(first: number, last: number): void {
    if (this._total === 0) {
      return;
    }
    const end = pageOf(this._total - 1);
    const from = Math.min(Math.max(0, pageOf(first)), end);
    const to = Math.min(pageOf(last), end);
    // What is seen first, then what comes next in either direction.
    this._wanted = [...range(from, to), to + 1, from - 1].filter(
      page => page >= 0 && page <= end
    );
    this._forget(from, to);
    this._fetchNext();
  }

  /** The row at a position, as soon as it is there; null where it does not come. */
  async whenThere(position: number): Promise<BrowseRow | null> {
    const page = pageOf(position);
    if (!this._pages.has(page) && position < this._total) {
      this._wanted = [page];
      this._fetchNext();
      await this._running.get(page);
    }
    return this.row(position);
  }

  /** Takes back what is under way. */
  dispose(): void {
    this._wanted = [];
    this._request.abort();
  }

  private _fetchNext(): void {
    for (const page of this._wanted) {
      if (this._running.size >= MOST_AT_ONCE) {
        return;
      }
      if (!this._pages.has(page) && !this._running.has(page)) {
        this._running.set(page, this._get(page));
      }
    }
  }

  private async _get(page: number): Promise<void> {
    const { signal } = this._request;
    try {
      const answer = await this._fetch(page * PAGE, signal);
      if (!signal.aborted) {
        this._take(page, answer);
      }
    } catch (error) {
      if (!signal.aborted) {
        this._wanted = [];
        this._events.onFailure(error);
      }
    } finally {
      this._running.delete(page);
    }
    if (!signal.aborted) {
      this._fetchNext();
    }
  }

  private _take(page: number, answer: BrowseResponse): void {
    if (answer.revision !== this._revision || answer.total !== this._total) {
      this.dispose();
      this._events.onStale();
      return;
    }
    this._pages.set(page, answer.rows);
    this._events.onRows();
  }

  /** Lets go of the pages that are farthest from what is seen. */
  private _forget(from: number, to: number): void {
    const distance = (page: number): number =>
      Math.max(from - page, page - to, 0);
    const far = [...this._pages.keys()].sort(
      (one, other) => distance(one) - distance(other)
    );
    far.slice(MOST_KEPT).forEach(page => this._pages.delete(page));
  }

  private readonly _revision: number;
  private readonly _total: number;
  private readonly _pages = new Map<number, readonly BrowseRow[]>();
  private readonly _running = new Map<number, Promise<void>>();
  private readonly _request = new AbortController();
  private _wanted: number[] = [];
}

/** The page of a position. */
export function pageOf(position: number): number {
  return Math.floor(position / PAGE);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
}
