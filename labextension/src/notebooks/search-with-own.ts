import type { SearchOptions } from '../api/client';
import type { CitationsResponse, PaperHit, SearchResponse } from '../api/types';
import { knownCitedKeys } from './cited-keys';
import type { OwnItems } from './own-item';
import type { FoundPaper } from './own-works';
import { ownHits } from './own-works';

/** What answers queries from the library; a `PaperLookupClient` does. */
export type Library = {
  search(query: string, options: SearchOptions): Promise<SearchResponse>;
};

/** What is asked of a notebook. */
export type ItemsHolder = {
  items(): OwnItems;
  readonly citations: { readonly answer: CitationsResponse | null };
};

/** How many hits an answer has when nothing else is asked for. */
const LIMIT = 30;
/** The part of an answer that the notebook's own works may take from those of the library. */
const SHARE = 1 / 3;

/**
 * Searches the library, and before its papers those that only the notebook has. Of papers that
 * answer equally well, those that the notebook cites come first.
 */
export class SearchWithOwn {
  constructor(
    private readonly _library: Library,
    private readonly _notebook: () => ItemsHolder | null
  ) {}

  /** @throws what the library throws; `own` needs no library. */
  async search(
    query: string,
    options: SearchOptions = {}
  ): Promise<SearchResponse> {
    const { limit = LIMIT, offset = 0 } = options;
    const own = this.own(query);
    const most = Math.max(Math.ceil(limit * SHARE), 1);
    if (offset > 0) {
      // Those that stand before the library's are no part of its list.
      const before = Math.min(own.length, most);
      const page = await this.inLibrary(query, {
        ...options,
        offset: Math.max(offset - before, 0)
      });
      return { ...page, total: page.total + before };
    }
    const answer = await this.inLibrary(query, options);
    const known = new Set(answer.hits.map(({ key }) => key.toLowerCase()));
    const only = own
      .filter(({ key }) => !known.has(key.toLowerCase()))
      .slice(0, Math.max(most, limit - answer.hits.length));
    return only.length === 0
      ? answer
      : {
          ...answer,
          hits: [...only, ...answer.hits].slice(0, limit),
          total: answer.total + only.length
        };
  }

  /** What the library alone answers, in the order in which `search` has it. */
  inLibrary(
    query: string,
    options: SearchOptions = {}
  ): Promise<SearchResponse> {
    const notebook = this._notebook();
    const cited = notebook ? knownCitedKeys(notebook) : '';
    return this._library.search(query, cited ? { ...options, cited } : options);
  }

  /** The works that the notebook has and, as far as is known, the library has not. */
  own(query: string): FoundPaper[] {
    const notebook = this._notebook();
    if (!notebook) {
      return [];
    }
    const inLibrary = new Set(
      notebook.citations.answer?.works
        .filter(work => work.libraryKey !== '')
        .map(({ key }) => key)
    );
    return ownHits(notebook.items(), query).filter(
      ({ key }) => !inLibrary.has(key)
    );
  }

  /** All works that the notebook has, also those that the library has: for when it is away. */
  alone(query: string): FoundPaper[] {
    const notebook = this._notebook();
    return notebook ? ownHits(notebook.items(), query) : [];
  }
}

/** Whether a paper was found in the data of the notebook. */
export function isOwn(hit: PaperHit): boolean {
  return (hit as FoundPaper).isOwn === true;
}
