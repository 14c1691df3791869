// Generated from docs/openapi.json by `npm run types`; change the messages of the server instead.
// sha256 of docs/openapi.json: 48b59674191ab3018f407743b2f45a5fe05d76d2e967ce7c97d8c39a75f93443

/**
 * The body of every answer that is not 2xx.
 */
export interface ErrorMessage {
  /**
   * One sentence for the person.
   */
  message: string;
  /**
   * The name of the error, for programs: `RecordNotFound`, `UnreadableQuery` ...
   */
  reason: string;
}
/**
 * Records as the text of one file.
 */
export interface ExportResponse {
  /**
   * The whole file.
   */
  text: string;
  /**
   * A name for it, such as `library.bib`.
   */
  filename: string;
  /**
   * Its media type, such as `application/x-bibtex`.
   */
  mediaType: string;
}
/**
 * One citation of all works, and one reference for each.
 */
export interface FormattedResponse {
  /**
   * The in-text citation, written in `to`.
   */
  citation: string;
  /**
   * The entries of the reference list, each written in `to`.
   */
  references: string[];
  style: string;
  /**
   * The locale that was asked for; empty for the style's own.
   */
  locale: string;
  to: 'html' | 'latex' | 'markdown' | 'text';
}
/**
 * The data of `MIME_TYPE`: the hits of one query, shown again after a reload.
 */
export interface HitsBundle {
  /**
   * Always 1.
   */
  version: 1;
  /**
   * What was asked for; empty when the records were named by key.
   */
  query: string;
  /**
   * How many records matched in all.
   */
  total: number;
  hits: PaperHit[];
  /**
   * CSL-JSON of each hit by key, so that the result stands on its own.
   */
  items: {
    [k: string]: {
      [k: string]: unknown;
    };
  };
  /**
   * What was asked of named records, formatted references or BibTeX; empty for the hits of a query. It comes with a notebook that anybody may have made: sanitise it.
   */
  html: string;
}
/**
 * One row of a result list.
 */
export interface PaperHit {
  key: string;
  title: string;
  /**
   * All creators in one line for details: `Ting Chen; Lala Li`; the organisation where only that is known.
   */
  creators: string;
  /**
   * `Chen & Li`; the organisation where only that is known, else empty.
   */
  shortCreators: string;
  /**
   * How many authors a captured page counts, where it does; names are in `creators` alone.
   */
  authorCount: number | null;
  /**
   * None when it is not known.
   */
  year: number | null;
  /**
   * ISO date cut short where unknown (`2023-10`), `--12-11` for a day without a year, empty when unknown.
   */
  date: string;
  /**
   * A part of the abstract around the matches (the beginning when none matched).
   */
  snippet: string;
  score: number;
  /**
   * Where that text matched, each a start and an end.
   */
  titleMatches: [number, number][];
  /**
   * Where that text matched, each a start and an end.
   */
  creatorsMatches: [number, number][];
  /**
   * Where that text matched, each a start and an end.
   */
  snippetMatches: [number, number][];
  /**
   * Where the query matched: `title`, `abstract`, `author`, `year`, `key` ...
   */
  matchedIn: string[];
  /**
   * Variables that are not known: `author`, `issued`, `title`.
   */
  incomplete: string[];
}
/**
 * What could not be read.
 */
export interface ImportProblem {
  source: string;
  /**
   * Counted from 1; 0 for the whole source.
   */
  line: number;
  /**
   * One sentence that says what is wrong.
   */
  reason: string;
  /**
   * The text as it stands there.
   */
  raw: string;
}
/**
 * One text to read records from.
 */
export interface ImportRequest {
  /**
   * Name of the source; its ending helps to find the format.
   */
  name: string;
  /**
   * The whole source.
   */
  text: string;
  /**
   * Name of the format; without one it is found from the name and the text.
   */
  format?: string | null;
  /**
   * The year in which a captured page was captured.
   */
  captureYear?: number | null;
}
/**
 * What an import did: every entry is new, merged, unchanged or a problem.
 */
export interface ImportResponse {
  new: number;
  merged: number;
  unchanged: number;
  problems: ImportProblem[];
}
/**
 * Whether the index can be searched. While building, `done` of `total` records are in it.
 */
export interface IndexState {
  phase: 'building' | 'failed' | 'ready';
  done: number;
  total: number;
  message: string;
}
/**
 * The front end's answer: where it was inserted, or one sentence why not.
 */
export interface InsertReply {
  inserted: boolean;
  message: string;
}
/**
 * Data of a comm message: write a text into the last Markdown cell that was used.
 */
export interface InsertRequest {
  kind: 'bibtex' | 'citation' | 'reference';
  /**
   * At most 100,000 characters, inserted as it stands.
   */
  text: string;
  /**
   * Whether it needs lines of its own.
   */
  isBlock: boolean;
  /**
   * CSL-JSON of the works by key, for the notebook's metadata.
   */
  items: {
    [k: string]: {
      [k: string]: unknown;
    };
  };
}
/**
 * The text to write into a cell.
 */
export interface InsertionResponse {
  kind: 'bibtex' | 'citation' | 'reference';
  /**
   * Safe to write into a Markdown cell as it stands.
   */
  text: string;
  /**
   * Whether it needs lines of its own (an empty line before and after it).
   */
  isBlock: boolean;
  /**
   * CSL-JSON of the inserted works by key, for the notebook's metadata.
   */
  items: {
    [k: string]: {
      [k: string]: unknown;
    };
  };
}
/**
 * One CSL locale; `title` is the language's own name for itself.
 */
export interface LocaleInfo {
  name: string;
  title: string;
}
/**
 * One name as it is shown: `name` is given name first, `surname` what people sort it by.
 */
export interface PaperCreator {
  name: string;
  surname: string;
}
/**
 * All that is known of one record.
 */
export interface PaperDetails {
  key: string;
  title: string;
  creators: PaperCreator[];
  date: string;
  abstract: string;
  /**
   * The record as a CSL-JSON item, facts under `custom.paperlookup`.
   */
  item: {
    [k: string]: unknown;
  };
  /**
   * Names of all sources that hold the record.
   */
  sources: string[];
  /**
   * The organisation that a captured page shows in place of authors.
   */
  organization: string;
  /**
   * How many authors a captured page counts; it never becomes names.
   */
  authorCount: number | null;
  /**
   * The number of comments when the page was captured.
   */
  comments: number | null;
  /**
   * Variables that are not known: `author`, `issued`, `title`.
   */
  incomplete: string[];
  /**
   * What can be opened in a browser, each http(s): label and address.
   */
  links: PaperLink[];
}
/**
 * A link to a page about a record; `url` is always http or https.
 */
export interface PaperLink {
  label: string;
  url: string;
}
/**
 * The best hits of a query, best first.
 *
 * While the index is building, `hits` is empty and `index.phase` is `building`: ask again.
 */
export interface SearchResponse {
  query: string;
  /**
   * What the query was read as, one phrase for each part.
   */
  understood: string[];
  /**
   * How many records matched at all.
   */
  total: number;
  hits: PaperHit[];
  index: IndexState;
}
/**
 * Where records came from. `captured` is the capture day as far as it is known.
 */
export interface SourceInfo {
  name: string;
  kind: string;
  records: number;
  captured: string;
}
/**
 * What the library holds and whether it can be searched.
 */
export interface StatusResponse {
  /**
   * Its folder.
   */
  library: string;
  /**
   * How many records it holds.
   */
  records: number;
  sources: SourceInfo[];
  index: IndexState;
  /**
   * Version of paperlookup.
   */
  version: string;
}
/**
 * One CSL style that can be chosen.
 */
export interface StyleInfo {
  /**
   * What requests call it.
   */
  name: string;
  /**
   * Its full name; `short_title` is a short one where the style has one, else empty.
   */
  title: string;
  shortTitle: string;
  /**
   * `author-date`, `author`, `numeric`, `note` or `label`.
   */
  kind: string;
  /**
   * Whether it is a file of the user.
   */
  isOwn: boolean;
}
/**
 * All styles and locales, and one sentence for each of the user's files that is none.
 */
export interface StylesResponse {
  styles: StyleInfo[];
  locales: LocaleInfo[];
  problems: string[];
}
