// Generated from docs/openapi.json by `npm run types`; change the messages of the server instead.
// sha256 of docs/openapi.json: 50bbd6d19f5a9a3d36cedb665fe3a409b4ab9325019d5faca3ee62c1dcf9cd9a

/**
 * Entries of a bibliography, pasted, that shall become records.
 */
export interface AddEntriesRequest {
  text: string;
}
/**
 * Keys of the records that were added, of those that were there, and what could not be read.
 */
export interface AddEntriesResponse {
  added: string[];
  known: string[];
  problems: ImportProblem[];
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
 * A record that a person typed, as a CSL-JSON item; its `citation-key` or `id` is its key.
 */
export interface AddRecordRequest {
  item: {
    [k: string]: unknown;
  };
}
/**
 * A CSL style as a file of the user: its file name and its whole text.
 */
export interface AddStyleRequest {
  name: string;
  text: string;
}
/**
 * A library of Zotero that shall be a source; the answer is the import's job.
 */
export interface AddZoteroRequest {
  kind: 'local' | 'web';
  path: string;
}
/**
 * A style that can be chosen from now on.
 */
export interface AddedStyleResponse {
  style: StyleInfo;
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
 * One variable side by side in words; `here` is empty where it is not known.
 */
export interface AnswerDifference {
  variable: string;
  here: string;
  there: string;
}
/**
 * The place of a bibliography in a cell, and in whose form it stands.
 */
export interface BibliographyInCell {
  start: number;
  end: number;
  dialect: 'html' | 'latex' | 'myst' | 'pandoc' | 'text';
}
/**
 * A value that the list can be narrowed to, and how many records would be left.
 */
export interface BrowseFacet {
  value: string;
  count: number;
}
/**
 * Why a record stands where it stands: words for the person, and its part of the score.
 */
export interface BrowseReason {
  text: string;
  share: number;
}
/**
 * Which records to list.
 */
export interface BrowseRequest {
  /**
   * What the list is parted into.
   */
  by?: 'day' | 'month' | 'week';
  /**
   * Only the records of this period; empty for all.
   */
  at?: string;
  /**
   * Only the records of the source of this name; empty for all.
   */
  source?: string;
  /**
   * Only the records issued in this year.
   */
  year?: number | null;
  /**
   * Only the records with these keys: what a notebook cites. None for all.
   */
  cited?: string[] | null;
  /**
   * Only what came in since the last visit.
   */
  onlyNew?: boolean;
  /**
   * `newest` first by the day on which a record was listed or issued; `popular` by captured counts; `trending` by fresh ones; `for-you` by likeness to `cited_here`.
   */
  order?: 'for-you' | 'newest' | 'popular' | 'trending';
  /**
   * Keys that the notebook cites: what `for-you` goes by beside all that the library knows to be cited.
   *
   * @maxItems 2000
   */
  citedHere?: string[];
  /**
   * How many rows at most.
   */
  limit?: number;
  /**
   * How many of the first rows to leave out.
   */
  offset?: number;
}
/**
 * A part of the list, and all there is to narrow it to.
 */
export interface BrowseResponse {
  /**
   * How many records the list has.
   */
  total: number;
  /**
   * Its periods, in the order of the list; one nameless section for other orders than `newest`.
   */
  sections: BrowseSection[];
  /**
   * What the list can be narrowed to; each facet ignores its own choice.
   */
  sources: BrowseFacet[];
  /**
   * What the list can be narrowed to; each facet ignores its own choice.
   */
  years: BrowseFacet[];
  /**
   * The records from `offset` on.
   */
  rows: BrowseRow[];
  /**
   * Whether counts are newer than those of captured pages, so that `trending` says something.
   */
  isFresh: boolean;
  /**
   * One line that says what the order means here: "Popular at capture: ...".
   */
  note: string;
  /**
   * When the list was last seen (ISO, UTC); empty for the first time.
   */
  lastVisit: string;
  /**
   * Changes whenever a record does.
   */
  revision: number;
}
/**
 * One period of the list: `at` names it, `count` of its records are in the list.
 */
export interface BrowseSection {
  at: string;
  count: number;
  new: number;
}
/**
 * One record in the list.
 */
export interface BrowseRow {
  key: string;
  /**
   * The period of the list that it belongs to.
   */
  period: string;
  title: string;
  /**
   * All creators in one line: `Ting Chen; Lala Li`; the organisation where only that is known.
   */
  creators: string;
  /**
   * `Chen & Li`; the organisation where only that is known, else empty.
   */
  shortCreators: string;
  /**
   * How many authors a captured page counts, where it does.
   */
  authorCount: number | null;
  /**
   * None when it is not known.
   */
  year: number | null;
  /**
   * The day on which it was listed, else issued; cut short where unknown, else empty.
   */
  date: string;
  /**
   * The organisation that a page shows.
   */
  organization: string;
  /**
   * The beginning of the abstract, at most 400 characters.
   */
  abstract: string;
  /**
   * The newest counts known, None where nobody counted.
   */
  comments: number | null;
  /**
   * The newest counts known, None where nobody counted.
   */
  upvotes: number | null;
  /**
   * The day of these counts (ISO), empty where nobody counted.
   */
  counted: string;
  /**
   * Names of the sources that hold it.
   */
  sources: string[];
  /**
   * Came in since the last visit.
   */
  isNew: boolean;
  /**
   * What the order goes by; 0 for `newest`.
   */
  score: number;
  /**
   * Why, greatest share first; none for `newest`.
   */
  reasons: BrowseReason[];
  /**
   * Variables that are not known.
   */
  incomplete: string[];
  /**
   * The service that says that it was retracted or withdrawn; mostly empty.
   */
  retracted: string;
}
/**
 * What becomes of a cell.
 */
export interface CellEdit {
  id: string;
  /**
   * The smallest changes of its text, in order.
   */
  edits: TextEdit[];
  /**
   * Members of its metadata to set, or to remove where null.
   */
  metadata: {
    [k: string]: unknown;
  };
}
/**
 * A change of a text; all edits of a cell are counted in its old text and do not overlap.
 */
export interface TextEdit {
  start: number;
  end: number;
  text: string;
}
/**
 * The last changes in sentences, newest first; all of one run of completing are one.
 */
export interface ChangesResponse {
  changes: string[];
  /**
   * What was taken back just now; empty when nothing was.
   */
  undone: string;
}
/**
 * A citation of a cell.
 */
export interface CitationInCell {
  /**
   * Where it begins.
   */
  start: number;
  /**
   * Where it ends; what belongs to it invisibly is inside.
   */
  end: number;
  /**
   * The dialect in which it is written.
   */
  dialect: 'html' | 'latex' | 'myst' | 'pandoc' | 'text';
  /**
   * Its works.
   */
  cites: CiteMessage[];
  /**
   * What a reader of the text sees of it, in `html` and `text`; empty in the others.
   */
  words: string;
  /**
   * The citation as the style says it, safe HTML; empty where a work is unknown.
   */
  html: string;
  /**
   * The keys of which nothing is known.
   */
  unknown: string[];
  /**
   * Why no other dialect can say it; empty as a rule.
   */
  problem: string;
}
/**
 * One work as a citation mentions it.
 */
export interface CiteMessage {
  /**
   * Its citation key, as it is written.
   */
  key: string;
  /**
   * The place inside the work, such as `12-14`.
   */
  locator: string;
  /**
   * What the locator counts, a CSL locator label.
   */
  label: string;
  /**
   * Words before it.
   */
  prefix: string;
  /**
   * Words after it.
   */
  suffix: string;
  /**
   * Leave the author out.
   */
  suppressAuthor: boolean;
  /**
   * The author stands in the sentence, the rest in brackets.
   */
  authorInText: boolean;
}
/**
 * What a cell cites, in its order.
 */
export interface CitationsOfCell {
  id: string;
  citations: CitationInCell[];
  bibliographies: BibliographyInCell[];
}
/**
 * All that a notebook cites, formatted together: numbers and 2023a depend on all of it.
 */
export interface CitationsResponse {
  /**
   * The cells that cite something or hold a bibliography.
   */
  cells: CitationsOfCell[];
  /**
   * Its works in the order of the bibliography.
   */
  works: CitedWork[];
  /**
   * The keys of which nothing is known, in the order of the text.
   */
  unknown: string[];
  /**
   * The style that was used.
   */
  style: string;
  /**
   * The locale that was used; empty for the style's own.
   */
  locale: string;
  /**
   * Why nothing could be formatted, in one sentence; empty when all is well.
   */
  problem: string;
}
/**
 * A work that a notebook cites, or has in its bibliography without citing it.
 */
export interface CitedWork {
  /**
   * The key by which it is cited.
   */
  key: string;
  /**
   * Its CSL-JSON.
   */
  item: {
    [k: string]: unknown;
  };
  /**
   * Its entry in the bibliography, safe HTML; empty where the style has none.
   */
  reference: string;
  /**
   * Who knows it: the notebook's own data come first.
   */
  origin: 'library' | 'notebook' | 'project';
  /**
   * Its key in the library; empty where the library lacks it.
   */
  libraryKey: string;
  /**
   * How many citations name it.
   */
  citations: number;
  /**
   * The service that says that it was retracted or withdrawn; mostly empty.
   */
  retracted: string;
}
/**
 * The Markdown and raw cells of a notebook, whose cited works are asked for.
 */
export interface CitedExportRequest {
  /**
   * @maxItems 20000
   */
  cells: string[];
  /**
   * As for `CitedRequest`.
   */
  metadata?: {
    [k: string]: unknown;
  };
  /**
   * Name of a format: `bibtex`, `csl-json` ...
   */
  to?: string;
  /**
   * Whether abstracts are exported too.
   */
  abstracts?: boolean;
}
/**
 * The works that a notebook cites, as the text of one file.
 */
export interface CitedExportResponse {
  /**
   * The whole file; a work has the key by which it is cited, also an old one.
   */
  text: string;
  /**
   * A name for it, such as `references.bib`.
   */
  filename: string;
  /**
   * Its media type.
   */
  mediaType: string;
  /**
   * Keys of the works, as for `CitedResponse`.
   */
  keys: string[];
  /**
   * Keys that are cited and lead to none.
   */
  unknown: string[];
}
/**
 * The Markdown and raw cells of a notebook, whose citations are asked for.
 */
export interface CitedRequest {
  /**
   * @maxItems 20000
   */
  cells: string[];
  /**
   * Of its metadata the member `paperlookup`: its own data speak for keys that the library lacks, and it may ask for works that no cell cites.
   */
  metadata?: {
    [k: string]: unknown;
  };
}
/**
 * The works that a notebook cites.
 */
export interface CitedResponse {
  /**
   * Keys that lead to a work, in the order of their first citation: those that records have now, and those of works that only the notebook has.
   */
  keys: string[];
  /**
   * Keys that are cited and lead to none.
   */
  unknown: string[];
}
/**
 * The code that was mailed to the address.
 */
export interface ConfirmRequest {
  code: string;
}
/**
 * What one source says of a record.
 */
export interface ContributionInfo {
  /**
   * Name of the source.
   */
  source: string;
  /**
   * Its format, or `by_hand` for what was typed.
   */
  kind: string;
  /**
   * Line of the source on which the entry begins.
   */
  line: number;
  /**
   * Name of the entry in its source.
   */
  entry: string;
  /**
   * What it says, as CSL-JSON.
   */
  item: {
    [k: string]: unknown;
  };
  /**
   * Variables that stand as it says, even where it says nothing.
   */
  decides: string[];
  /**
   * Whether the source said it once and no longer does.
   */
  isGone: boolean;
}
/**
 * A notebook whose citations shall stand in another dialect.
 */
export interface ConvertRequest {
  notebook: OpenNotebook;
  /**
   * The dialect.
   */
  to: 'html' | 'latex' | 'myst' | 'pandoc' | 'text';
  style?: string | null;
  locale?: string | null;
  /**
   * Take over the citations of other tools first.
   */
  migrate?: boolean;
}
/**
 * A notebook as it is in the browser now.
 */
export interface OpenNotebook {
  /**
   * Where it lies in the file browser; empty for one that was never saved.
   */
  path: string;
  /**
   * Its Markdown and raw cells, in order.
   *
   * @maxItems 20000
   */
  cells: NotebookCell[];
  /**
   * Of its metadata the members `paperlookup`, `citation-manager` and `cite2c`.
   */
  metadata: {
    [k: string]: unknown;
  };
}
/**
 * A cell in which somebody writes.
 */
export interface NotebookCell {
  /**
   * The id of the cell.
   */
  id: string;
  /**
   * `markdown` or `raw`.
   */
  kind: 'markdown' | 'raw';
  /**
   * Its text.
   */
  source: string;
  /**
   * Of its metadata the members `paperlookup` and `citation-manager`.
   */
  metadata: {
    [k: string]: unknown;
  };
}
/**
 * How a record came to be as it is.
 */
export interface CurationResponse {
  key: string;
  /**
   * Keys that it had, or that records merged into it had; they lead to it too.
   */
  aliases: string[];
  /**
   * For each CSL variable, the name of the source that says what stands there.
   */
  origins: {
    [k: string]: string;
  };
  /**
   * What each source says, in the order in which they came in.
   */
  contributions: ContributionInfo[];
  /**
   * Linked versions, published ones first.
   */
  versions: VersionInfo[];
}
/**
 * Another version of a record, and what it is to it.
 */
export interface VersionInfo {
  relation: 'preprint' | 'published';
  key: string;
  title: string;
  shortCreators: string;
  year: number | null;
}
/**
 * What a person decides about a suggestion; what is rejected is never suggested again.
 */
export interface DecideRequest {
  number: number;
  isAccepted: boolean;
}
/**
 * What was done, in a sentence, and what still waits; it can be undone.
 */
export interface DecideResponse {
  sentence: string;
  suggestions: SuggestedAnswer[];
}
/**
 * What a service says that may be about a record.
 */
export interface SuggestedAnswer {
  /**
   * What it is decided by.
   */
  number: number;
  /**
   * The record.
   */
  key: string;
  /**
   * The record.
   */
  title: string;
  /**
   * Who says it.
   */
  service: string;
  /**
   * What speaks for it.
   */
  reasons: string[];
  /**
   * What speaks against it.
   */
  doubts: string[];
  /**
   * What both say in other words.
   */
  differences: AnswerDifference[];
  /**
   * To accept it links another version; else it completes the record.
   */
  isVersion: boolean;
}
/**
 * The dialect of a notebook's project.
 */
export interface DialectResponse {
  /**
   * The dialect; null where nothing speaks for one.
   */
  dialect: ('html' | 'latex' | 'myst' | 'pandoc' | 'text') | null;
  /**
   * Whose it is.
   */
  tool: '' | 'jupyter-book' | 'myst' | 'quarto' | 'sphinx';
  /**
   * The file that says so, such as `_quarto.yml`.
   */
  where: string;
  /**
   * What could not be read, in one sentence each.
   */
  problems: string[];
}
/**
 * Which digest to make.
 */
export interface DigestRequest {
  /**
   * Of a day or a week.
   */
  every?: 'day' | 'week';
  /**
   * Which: `2026-11-20`, `2026-W47`; empty for the last one that is over.
   */
  at?: string;
  /**
   * Keys that the open notebook cites.
   *
   * @maxItems 2000
   */
  citedHere?: string[];
}
/**
 * A digest as it would be mailed.
 */
export interface DigestResponse {
  /**
   * `2026-11-20` or `2026-W47`.
   */
  period: string;
  /**
   * The subject of the mail.
   */
  subject: string;
  /**
   * A whole HTML document without scripts or addresses that load by themselves; to be shown in a sandboxed frame.
   */
  html: string;
  /**
   * The same as plain text.
   */
  text: string;
  /**
   * How many papers are in it; 0 when there is nothing to tell.
   */
  papers: number;
}
/**
 * Corrections of a record.
 */
export interface EditRecordRequest {
  /**
   * New values by CSL variable; null where nothing shall stand.
   */
  changes?: {
    [k: string]: unknown;
  };
  /**
   * Variables in which the sources shall be believed again.
   *
   * @maxItems 200
   */
  restore?: string[];
}
/**
 * An entry of a source, by the names that both have.
 */
export interface EntryName {
  source: string;
  entry: string;
}
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
 * What lifts (over 1) or lowers a hit: a few words for the person, and how much.
 */
export interface ExplainedFactor {
  name: string;
  factor: number;
}
/**
 * What one word adds to the score of a hit.
 */
export interface ExplainedPart {
  /**
   * The word as it was typed.
   */
  typed: string;
  /**
   * Where it was found: `title`, `abstract`, `author` ...
   */
  field: string;
  /**
   * The word of the index that it stands for, where that is another.
   */
  found: string;
  /**
   * 1 for the word itself, less for what it begins or what may have been meant.
   */
  likeness: number;
  /**
   * Its part of the sum of all words, from 0 to 1.
   */
  share: number;
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
 * What to fetch; it becomes a source and, with its day, a snapshot.
 */
export interface FetchFeedRequest {
  /**
   * `daily-papers` for a day, week or month of Daily Papers, `arxiv` for the new papers of a category, `feed` for any RSS or Atom feed.
   */
  kind: 'arxiv' | 'daily-papers' | 'feed';
  /**
   * For `daily-papers`: `2026-11-20`, `2026-W47` or `2026-11`; empty for today.
   */
  at?: string;
  /**
   * For `arxiv`: `cs.CL`.
   */
  category?: string;
  /**
   * For `feed`: its URL.
   */
  address?: string;
  /**
   * Instead of all these: the name of a source that was fetched before.
   */
  source?: string;
}
/**
 * One thing to look at.
 */
export interface FindingInfo {
  /**
   * `unknown-key`, `uncited-item`, `two-keys`, `missing-field`, `published-version`, `retracted` or `other-words`.
   */
  kind:
    | 'missing-field'
    | 'other-words'
    | 'published-version'
    | 'retracted'
    | 'two-keys'
    | 'uncited-item'
    | 'unknown-key';
  /**
   * The citation key that it is about; empty where it is about the whole notebook.
   */
  key: string;
  /**
   * What it is, and what to do, in one sentence.
   */
  reason: string;
  /**
   * The id of the cell; empty where it stands in none.
   */
  cell: string;
  /**
   * Where the citation begins, and `end` where it ends; 0 without a cell.
   */
  start: number;
  end: number;
}
/**
 * What to look at in a notebook, in its order.
 */
export interface FindingsResponse {
  findings: FindingInfo[];
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
 * Why a hit stands where it stands.
 */
export interface HitExplanation {
  /**
   * What its words add, most first.
   */
  parts: ExplainedPart[];
  /**
   * Which part of what was typed it has, from 0 to 1.
   */
  has: number;
  /**
   * What lifts or lowers it.
   */
  factors: ExplainedFactor[];
  /**
   * Its key or identifier is what was typed.
   */
  isExact: boolean;
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
   * The query with other words for those that no record has; else empty.
   */
  didYouMean: string;
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
  /**
   * The service that says that it was retracted or withdrawn; mostly empty.
   */
  retracted: string;
  /**
   * Why it stands here, where that was asked.
   */
  explanation: HitExplanation | null;
}
/**
 * An import in the background.
 */
export interface ImportJob {
  /**
   * Its name in `imports/<id>`.
   */
  id: string;
  /**
   * What is imported.
   */
  name: string;
  /**
   * `waiting` for others, `reading` the file, `storing` records, or how it ended.
   */
  phase: 'cancelled' | 'done' | 'failed' | 'reading' | 'storing' | 'waiting';
  /**
   * Entries, or bytes while reading; `total` is 0 as long as it is not known.
   */
  done: number;
  /**
   * Entries, or bytes while reading; `total` is 0 as long as it is not known.
   */
  total: number;
  /**
   * Why it failed or was cancelled, in one sentence; else empty.
   */
  message: string;
  /**
   * What it did, once it is done.
   */
  report: ImportResponse | null;
}
/**
 * What an import did: every entry is new, merged, unchanged or a problem.
 */
export interface ImportResponse {
  new: number;
  merged: number;
  unchanged: number;
  problems: ImportProblem[];
  /**
   * Entries whose own key could not be kept.
   */
  renamed: RenamedEntry[];
  /**
   * How many entries the source had and no longer has; their records stay.
   */
  gone: number;
}
/**
 * An entry whose own key (`wanted`) is another record's, or cannot be written: it got `key`.
 */
export interface RenamedEntry {
  source: string;
  line: number;
  wanted: string;
  key: string;
}
/**
 * What to import: a file's bytes (`name` and `data`), a file on the server, or a source again.
 */
export interface ImportJobRequest {
  /**
   * Name of the file whose bytes are sent.
   */
  name?: string | null;
  /**
   * Its bytes, in base64.
   */
  data?: string | null;
  /**
   * A file on the server, in the words of the file browser.
   */
  path?: string | null;
  /**
   * Name of a source to read again.
   */
  source?: string | null;
  /**
   * Name of the format; without one it is found.
   */
  format?: string | null;
  /**
   * The year in which a captured page was captured.
   */
  captureYear?: number | null;
  /**
   * Whether the file at `path` shall be read again whenever it changes.
   */
  watch?: boolean;
}
/**
 * The imports that are under way, and the last ones that ended; newest first.
 */
export interface ImportJobsResponse {
  jobs: ImportJob[];
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
 * What shall be written into a cell.
 */
export interface InsertionRequest {
  /**
   * What to insert.
   */
  kind: 'bibtex' | 'citation' | 'reference';
  /**
   * The works, with all details.
   *
   * @minItems 1
   * @maxItems 100
   */
  cites: [CiteMessage, ...CiteMessage[]];
  dialect?: 'html' | 'latex' | 'myst' | 'pandoc' | 'text';
  style?: string;
  locale?: string | null;
  /**
   * CSL-JSON by key of works that the notebook has itself; they come first.
   */
  items?: {
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
  /**
   * How it reads, safe HTML; empty for BibTeX.
   */
  html: string;
  /**
   * The words of a citation, where its dialect keeps them in the text; else empty.
   */
  words: string;
  /**
   * Of a bibliography, to add to the list `paperlookup.bibliography` in the metadata of its cell, so that it is known as ours; else empty.
   */
  digest: string;
  /**
   * Of a bibliography, the keys that the notebook's metadata keep as `nocite` then; none where the text itself has them.
   */
  nocite: string[];
}
/**
 * Two records that are two works, and shall no longer be suggested as one.
 */
export interface KeepApartRequest {
  first: string;
  second: string;
}
/**
 * A file to keep up to date with a notebook, a source, or without either with the library.
 */
export interface KeepFileRequest {
  /**
   * The file, in the words of the file browser; it is made if it is not there.
   */
  path: string;
  /**
   * Path of the notebook whose cited works it shall hold.
   */
  notebook?: string | null;
  /**
   * Name of the source whose records it shall hold.
   */
  source?: string | null;
  /**
   * `bibtex` or `biblatex`.
   */
  to?: string;
}
/**
 * A bibliography file that is kept up to date.
 *
 * Without notebook and source it holds the whole library.
 */
export interface KeptFile {
  /**
   * Where it lies, in the words of the file browser; the full path when it is elsewhere.
   */
  path: string;
  /**
   * The format: `bibtex` or `biblatex`.
   */
  to: string;
  /**
   * Path of the notebook whose cited works it holds; empty for another kind.
   */
  notebook: string;
  /**
   * Name of the source whose records it holds; empty for another kind.
   */
  source: string;
  /**
   * How many entries paperlookup wrote into it.
   */
  entries: number;
  /**
   * Why it could not be written last time, or which entries were left as somebody has changed them, in one sentence; empty when all is well.
   */
  message: string;
}
/**
 * All files that are kept up to date.
 */
export interface KeptFilesResponse {
  files: KeptFile[];
}
/**
 * The pattern that shall make the keys of new records.
 */
export interface KeyPatternRequest {
  pattern: string;
}
/**
 * What makes the keys of new records.
 */
export interface KeyPatternResponse {
  /**
   * The pattern that was tried, else the one in use.
   */
  pattern: string;
  /**
   * The pattern in use.
   */
  inUse: string;
  /**
   * The pattern of a new library.
   */
  default: string;
  /**
   * What `pattern` makes of some records; empty when it cannot be read.
   */
  previews: KeyPreview[];
  /**
   * Why it cannot be read, and where; empty when it can.
   */
  problem: string;
}
/**
 * The key that a pattern would give to the record `key`.
 */
export interface KeyPreview {
  key: string;
  title: string;
  preview: string;
}
/**
 * Whether two records shall be linked as preprint and published version.
 */
export interface LinkRequest {
  preprint: string;
  published: string;
  linked?: boolean;
}
/**
 * One CSL locale; `title` is the language's own name for itself.
 */
export interface LocaleInfo {
  name: string;
  title: string;
}
/**
 * A pasted DOI, arXiv id, PMID, or address with one of these.
 */
export interface LookUpRequest {
  text: string;
  /**
   * Whether what it stands for shall become a record at once.
   */
  adds?: boolean;
}
/**
 * What an identifier stands for.
 */
export interface LookUpResponse {
  /**
   * The identifier in a few words.
   */
  label: string;
  /**
   * The record that the library has of it, or has now; else empty.
   */
  key: string;
  /**
   * What a service says of it, as CSL; empty where nobody knows it.
   */
  item: {
    [k: string]: unknown;
  };
  /**
   * The same, as it is shown.
   */
  title: string;
  /**
   * The same, as it is shown.
   */
  creators: string;
  /**
   * The same, as it is shown.
   */
  date: string;
  /**
   * Who says it.
   */
  service: string;
  /**
   * One line for each service that could not be asked.
   */
  failures: string[];
}
/**
 * The user's own SMTP server.
 */
export interface MailServer {
  host: string;
  port: number;
  /**
   * `starttls` (mostly port 587) or `tls` (mostly port 465); there is no third.
   */
  security: 'starttls' | 'tls';
  /**
   * The name to log in with; empty for a server that asks for none.
   */
  user: string;
  /**
   * The address that the mail comes from; empty for that of the recipient.
   */
  sender: string;
}
/**
 * Records to make one of: the first one's key stays, the others go on leading to it.
 */
export interface MergeRequest {
  /**
   * @minItems 2
   * @maxItems 50
   */
  keys: [string, string, ...string[]];
}
/**
 * A bibliography file that belongs to a notebook.
 */
export interface NearbyFile {
  /**
   * In the words of the file browser.
   */
  path: string;
  /**
   * Who names it: it lies in the notebook's `folder`, or the `notebook` itself, its `quarto`, `myst` or `jupyter-book` project names it.
   */
  namedBy: 'folder' | 'jupyter-book' | 'myst' | 'notebook' | 'quarto';
  /**
   * Name of the source, when the library has it already; else empty.
   */
  source: string;
  /**
   * Whether it is read again when it changes.
   */
  isWatched: boolean;
}
/**
 * The bibliography files of a notebook, named ones first; `problems` says what is missing.
 */
export interface NearbyResponse {
  files: NearbyFile[];
  problems: string[];
}
/**
 * Whether the network may be used from now on.
 */
export interface NetworkRequest {
  allowed: boolean;
}
/**
 * A service that may be asked: its name, what it is asked for, and its host.
 */
export interface NetworkService {
  name: string;
  purpose: string;
  host: string;
}
/**
 * Whether the network may be used.
 */
export interface NetworkState {
  /**
   * Nothing leaves this machine until it is.
   */
  allowed: boolean;
  /**
   * The administrator has decided it: it cannot be changed here.
   */
  isFixed: boolean;
  /**
   * It was allowed, and could not be reached when it was last asked.
   */
  isOffline: boolean;
  /**
   * One line that says so, shown once; else empty.
   */
  message: string;
  /**
   * Whom paperlookup would ask.
   */
  services: NetworkService[];
}
/**
 * What becomes of a notebook; nothing is written by the server.
 */
export interface NotebookEditsResponse {
  /**
   * The cells that change.
   */
  cells: CellEdit[];
  /**
   * Members of the notebook's metadata to set, or to remove where null.
   */
  metadata: {
    [k: string]: unknown;
  };
  /**
   * How many citations get another text.
   */
  changed: number;
  /**
   * How many stay.
   */
  kept: number;
  /**
   * How many bibliographies get another text.
   */
  bibliographies: number;
  /**
   * How many citations of other tools are ours then.
   */
  migrated: number;
  /**
   * What stays as it is, and why.
   */
  problems: NotebookProblem[];
}
/**
 * What could not be done, where and why; `raw` is the text as it stands there.
 */
export interface NotebookProblem {
  cell: string;
  line: number;
  reason: string;
  raw: string;
}
/**
 * A notebook, and how its works are cited.
 */
export interface NotebookRequest {
  notebook: OpenNotebook;
  /**
   * Name of a CSL style; without one the notebook's own, else `apa`.
   */
  style?: string | null;
  /**
   * CSL locale; without one the notebook's own, else the style's.
   */
  locale?: string | null;
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
 * Whether the digest shall rest.
 */
export interface PauseRequest {
  paused: boolean;
}
/**
 * A notebook that shall get a bibliography, and works to list though nobody cites them.
 */
export interface PlaceBibliographyRequest {
  notebook: OpenNotebook;
  dialect: 'html' | 'latex' | 'myst' | 'pandoc' | 'text';
  style?: string | null;
  locale?: string | null;
  /**
   * Keys, or `*` for all works that the notebook knows.
   *
   * @maxItems 2000
   */
  nocite?: string[];
}
/**
 * What could not be read of a source when it was last read.
 */
export interface ProblemsResponse {
  problems: ImportProblem[];
}
/**
 * A text that somebody typed or pasted into the search box.
 */
export interface RecognizeRequest {
  text: string;
}
/**
 * What a text is, apart from words to search for.
 */
export interface RecognizeResponse {
  /**
   * `entries` in a bibliography's format, an identifier, a `url`, or `nothing` of these.
   */
  kind:
    'arxiv' | 'doi' | 'entries' | 'isbn' | 'nothing' | 'pmcid' | 'pmid' | 'url';
  /**
   * It in a few words, for a button: `DOI 10.1000/182`, `2 BibTeX entries`.
   */
  label: string;
  /**
   * Keys of the records that the library has of it already.
   */
  known: string[];
  /**
   * What it says of the work, as CSL-JSON: the beginning of a record to complete by hand. Empty for `entries`.
   */
  item: {
    [k: string]: unknown;
  };
  /**
   * How many entries were read.
   */
  entries: number;
  /**
   * What of the entries cannot be read.
   */
  problems: ImportProblem[];
}
/**
 * A record that is about the same; fields as in `PaperHit`.
 */
export interface RelatedPaper {
  key: string;
  title: string;
  creators: string;
  shortCreators: string;
  year: number | null;
  date: string;
  /**
   * The words, as the text has them, that are the reason, those that tell most first.
   */
  words: string[];
  retracted: string;
}
/**
 * What papers shall be related to: a record, or a text such as that of a cell.
 */
export interface RelatedRequest {
  /**
   * Citation key of a record; empty for a text.
   */
  key?: string;
  /**
   * The text; empty for a record.
   */
  text?: string;
  /**
   * Keys of records that are no answers, such as those that the text cites already.
   *
   * @maxItems 2000
   */
  without?: string[];
  /**
   * How many, at most.
   */
  limit?: number;
}
/**
 * The related records, nearest first; empty while the index is building.
 */
export interface RelatedResponse {
  papers: RelatedPaper[];
  index: IndexState;
}
/**
 * What became of the records that only the removed source spoke of.
 */
export interface RemovalResponse {
  kept: number;
  removed: number;
  sources: SourceInfo[];
}
/**
 * Where records came from.
 */
export interface SourceInfo {
  /**
   * Its name, unique in the library.
   */
  name: string;
  /**
   * Its format, `by_hand` for what was typed, `zotero` for a Zotero library.
   */
  kind: string;
  /**
   * How many records it speaks of.
   */
  records: number;
  /**
   * The day of capture of a captured page, as far as it is known.
   */
  captured: string;
  /**
   * Where its file lies; empty for a text that was handed over.
   */
  path: string;
  /**
   * The same in the words of the file browser; empty where that does not show it.
   */
  browserPath: string;
  /**
   * Whether it is read again when it changes.
   */
  isWatched: boolean;
  /**
   * Whether it can be read again.
   */
  canRefresh: boolean;
  /**
   * How many places of it could not be read; `GET problems` tells them.
   */
  problems: number;
}
/**
 * The key that a record shall have from now on.
 */
export interface RenameKeyRequest {
  key: string;
}
/**
 * The completing under way, or the last one; there is one at a time.
 */
export interface ResolveJob {
  /**
   * `none` where nothing was asked for yet.
   */
  phase: 'asking' | 'cancelled' | 'done' | 'failed' | 'none';
  /**
   * How much was asked, and of how much; `total` is 0 as long as it is not known.
   */
  done: number;
  /**
   * How much was asked, and of how much; `total` is 0 as long as it is not known.
   */
  total: number;
  /**
   * Why it failed or was cancelled, in one sentence; else empty.
   */
  message: string;
  /**
   * What it did, once it is done.
   */
  report: ResolveReport | null;
}
/**
 * What was asked, and what came of it.
 */
export interface ResolveReport {
  /**
   * How many records were asked about.
   */
  asked: number;
  /**
   * How many requests were made.
   */
  requests: number;
  /**
   * A sentence for each record.
   */
  completed: string[];
  /**
   * A sentence for each record.
   */
  linked: string[];
  /**
   * How many suggestions wait now that did not before.
   */
  suggested: number;
  /**
   * Keys of records that a service calls retracted.
   */
  retracted: string[];
  /**
   * Keys of records that no service knows that was asked.
   */
  unknown: string[];
  /**
   * One line for each service that could not be asked to the end.
   */
  failures: string[];
  /**
   * It ended early, since nobody could be reached.
   */
  isOffline: boolean;
}
/**
 * Which records to complete.
 */
export interface ResolveRequest {
  /**
   * Citation keys.
   *
   * @maxItems 2000
   */
  keys?: string[];
  /**
   * All records of the library instead.
   */
  isAll?: boolean;
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
  /**
   * The query with other words for those that no record has; empty where there are none.
   */
  didYouMean: string;
  /**
   * One line where the query was cut short, so that it took no longer; else empty.
   */
  notice: string;
}
/**
 * What was said of a record that shall become a record of its own.
 */
export interface SeparateRequest {
  key: string;
  /**
   * @minItems 1
   * @maxItems 200
   */
  entries: [EntryName, ...EntryName[]];
}
/**
 * All sources, in the order in which they came in.
 */
export interface SourcesResponse {
  sources: SourceInfo[];
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
  /**
   * Changes whenever a record does.
   */
  revision: number;
  sources: SourceInfo[];
  index: IndexState;
  /**
   * What happened before the library was opened that a person should know; mostly empty.
   */
  notice: string;
  /**
   * Version of paperlookup.
   */
  version: string;
}
/**
 * How a style writes.
 */
export interface StylePreview {
  /**
   * Its name.
   */
  style: string;
  /**
   * The first citations, safe HTML.
   */
  citations: string[];
  /**
   * The first references, safe HTML.
   */
  references: string[];
  /**
   * Why there are none; empty when all is well.
   */
  failure: string;
}
/**
 * A notebook whose own references shall be seen in some styles.
 */
export interface StylePreviewRequest {
  notebook: OpenNotebook;
  /**
   * @minItems 1
   * @maxItems 12
   */
  styles:
    | [string]
    | [string, string]
    | [string, string, string]
    | [string, string, string, string]
    | [string, string, string, string, string]
    | [string, string, string, string, string, string]
    | [string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string
      ]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string
      ]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string
      ];
  locale?: string | null;
}
/**
 * One preview for each style that was asked for, in that order.
 */
export interface StylePreviewResponse {
  previews: StylePreview[];
  /**
   * Whether the notebook cites nothing yet, so that works of the library stand in.
   */
  isExample: boolean;
}
/**
 * All styles and locales, and one sentence for each of the user's files that is none.
 */
export interface StylesResponse {
  styles: StyleInfo[];
  locales: LocaleInfo[];
  problems: string[];
}
/**
 * Who gets which digest, and by which server.
 */
export interface SubscribeRequest {
  /**
   * The one recipient. A code is mailed there; nothing else is until it was entered.
   */
  address: string;
  every?: 'day' | 'week';
  /**
   * From which hour of the day on, in the time of the machine.
   */
  hour?: number;
  /**
   * For weekly ones: 0 is Monday.
   */
  weekday?: number;
  server: MailServer;
  /**
   * For the server; None keeps the one that is known. It is kept in a file of its own that only the user can read, and never sent back.
   */
  password?: string | null;
}
/**
 * The subscription as it stands.
 */
export interface SubscriptionResponse {
  state: 'active' | 'none' | 'paused' | 'unconfirmed';
  /**
   * As they were given; `address` is empty and `server` None where there is none.
   */
  address: string;
  /**
   * As they were given; `address` is empty and `server` None where there is none.
   */
  every: 'day' | 'week';
  /**
   * As they were given; `address` is empty and `server` None where there is none.
   */
  hour: number;
  /**
   * As they were given; `address` is empty and `server` None where there is none.
   */
  weekday: number;
  /**
   * As they were given; `address` is empty and `server` None where there is none.
   */
  server: MailServer | null;
  /**
   * Whether a password is known.
   */
  hasPassword: boolean;
  /**
   * The digest that was mailed last, and when (ISO, UTC); empty if none.
   */
  lastPeriod: string;
  /**
   * The digest that was mailed last, and when (ISO, UTC); empty if none.
   */
  lastSent: string;
  /**
   * When the next one is due (ISO, local time), empty where none is.
   */
  nextDue: string;
  /**
   * Why the last attempt failed, in one line, and when the next one is; else empty.
   */
  failure: string;
  /**
   * For those who want it mailed while Jupyter does not run.
   */
  cronLine: string;
  /**
   * For those who want it mailed while Jupyter does not run.
   */
  systemdLines: string;
}
/**
 * What waits for a decision, oldest first.
 */
export interface SuggestedAnswersResponse {
  suggestions: SuggestedAnswer[];
}
/**
 * One record of a suggestion, in a few words.
 */
export interface SuggestedPaper {
  key: string;
  title: string;
  creators: string;
  year: number | null;
  container: string;
  sources: string[];
}
/**
 * Two records that may be one work.
 */
export interface SuggestionInfo {
  /**
   * `duplicate`: one work twice; `versions`: a preprint and its published version.
   */
  kind: 'duplicate' | 'versions';
  first: SuggestedPaper;
  second: SuggestedPaper;
  /**
   * What speaks for it, in words.
   */
  evidence: string[];
  /**
   * How alike the titles are, up to 100.
   */
  score: number;
}
/**
 * Pairs worth a look; `has_more` when there are more than were asked for.
 */
export interface SuggestionsResponse {
  suggestions: SuggestionInfo[];
  hasMore: boolean;
}
/**
 * What to take back: the last change, unless a record is named.
 */
export interface UndoRequest {
  /**
   * The record of which is taken back what services last said.
   */
  key?: string;
  /**
   * Only what this service said.
   */
  source?: string;
}
/**
 * From now on, what comes in is new: when that is (ISO, UTC).
 */
export interface VisitResponse {
  lastVisit: string;
}
/**
 * Whether the file of a source shall be read again when it changes.
 */
export interface WatchRequest {
  name: string;
  watched: boolean;
}
/**
 * The key for zotero.org, to be stored outside notebooks and settings; null forgets it.
 */
export interface ZoteroKeyRequest {
  key: string | null;
}
/**
 * One library of Zotero: a person's own, or a group's.
 */
export interface ZoteroLibrary {
  /**
   * `local` for a program on this machine, `web` for zotero.org.
   */
  kind: 'local' | 'web';
  /**
   * `users/0`, `groups/12345` ...
   */
  path: string;
  /**
   * How people call it.
   */
  name: string;
  /**
   * Name of the source, when it is one already; else empty.
   */
  source: string;
}
/**
 * What of Zotero can be reached.
 */
export interface ZoteroResponse {
  /**
   * Whether a key for zotero.org is stored; it is never told.
   */
  hasKey: boolean;
  /**
   * The libraries that can be added.
   */
  libraries: ZoteroLibrary[];
  /**
   * Why there are none, and what to do about it; empty when there are some.
   */
  message: string;
}
