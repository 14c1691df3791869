import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';

import type { ExportFormat } from './export-formats';
import { exportFormat } from './export-formats';

/** The ids of the commands. */
export namespace CommandIDs {
  /** Opens the search and puts the focus into its box; args: `OpenSearchArgs`. */
  export const openSearch = 'paperlookup:search';
  /** Args of the next seven: `PaperArgs`. */
  export const insertCitation = 'paperlookup:insert-citation';
  export const insertReference = 'paperlookup:insert-reference';
  export const insertBibtex = 'paperlookup:insert-bibtex';
  /** As above, in a form for pages, prefixes and more; without keys the form is empty. */
  export const newCitation = 'paperlookup:new-citation';
  /** Opens a citation in the form; args: `EditCitationArgs`. */
  export const editCitation = 'paperlookup:edit-citation';
  export const copyKey = 'paperlookup:copy-key';
  export const copyReference = 'paperlookup:copy-reference';
  export const copyBibtex = 'paperlookup:copy-bibtex';
  export const showDetails = 'paperlookup:show-details';
  /** Saves some papers as a file; args: `ExportArgs`. */
  export const exportPapers = 'paperlookup:export';
  /** Saves the whole library as a file; args: `ExportArgs`, without keys. */
  export const exportLibrary = 'paperlookup:export-library';
  /** Saves the works that the current notebook cites as a file. */
  export const exportCited = 'paperlookup:export-cited';
  /** Shows what came in by day, week and month, and what is popular. */
  export const browse = 'paperlookup:browse';
  /** Asks what to fetch from the network, and fetches it as a source. */
  export const fetchPapers = 'paperlookup:fetch-papers';
  /** Shows which services may be asked, and takes the permission back. */
  export const networkUse = 'paperlookup:network-use';
  /** Asks services what is missing of some papers; args: `PaperArgs`. */
  export const complete = 'paperlookup:complete';
  /** The same, of all that the current notebook cites. */
  export const completeCited = 'paperlookup:complete-cited';
  /** Shows what services say that may be about a paper; args: as `edit`, all without a key. */
  export const answers = 'paperlookup:answers';
  /** Asks services what an identifier stands for; args: `LookUpArgs`; gives the key taken in. */
  export const lookUp = 'paperlookup:look-up';
  /** Shows the digest, and the subscription to it. */
  export const digest = 'paperlookup:digest';
  /** Shows what the current notebook cites, where, and what to look at. */
  export const citedHere = 'paperlookup:cited-here';
  /** The same, from what is to be looked at. */
  export const checkNotebook = 'paperlookup:check-notebook';
  /** Keeps a `.bib` file up to date with the current notebook. */
  export const keepCited = 'paperlookup:keep-cited';
  /** Saves the records of a source as a file; args: `source`, its name. */
  export const exportSource = 'paperlookup:export-source';
  /** Keeps a file up to date with a source; args: as `exportSource`. */
  export const keepSource = 'paperlookup:keep-source';
  /** Shows the files that are kept up to date. */
  export const showKept = 'paperlookup:kept-files';
  /** Adds the papers of files to the library, which the user chooses. */
  export const importPapers = 'paperlookup:import';
  /** Adds files of the server; args: `AddFilesArgs`. */
  export const addFiles = 'paperlookup:add-files';
  /** Adds a library of Zotero. */
  export const addZotero = 'paperlookup:add-zotero';
  /** Shows where the papers come from. */
  export const showSources = 'paperlookup:sources';
  /** Opens the form of a record; args: `PaperArgs`, of which the first key counts. */
  export const edit = 'paperlookup:edit';
  /** Opens the form of a new record; args: `item`, a CSL-JSON item to begin with. */
  export const addRecord = 'paperlookup:add-record';
  /** Gives a record another key; args: as `edit`. */
  export const renameKey = 'paperlookup:rename-key';
  /** Compares records and makes one of them; args: `PaperArgs`. */
  export const merge = 'paperlookup:merge';
  /** Shows pairs of records that may be one work. */
  export const suggestions = 'paperlookup:suggestions';
  /** Takes back the last change by hand. */
  export const undoChange = 'paperlookup:undo';
  /** Shows the last changes by hand. */
  export const changes = 'paperlookup:changes';
  /** Lets the user choose how the keys of new records are made. */
  export const keyPattern = 'paperlookup:key-pattern';
  /** Shows the papers about the same as the current cell. */
  export const relatedToCell = 'paperlookup:related-to-cell';
  export const chooseStyle = 'paperlookup:choose-style';
  /** Writes the citations of a notebook in another dialect. */
  export const convertNotebook = 'paperlookup:convert-notebook';
  /** Puts a bibliography into a notebook. */
  export const insertBibliography = 'paperlookup:insert-bibliography';
  /** Lists papers in the bibliography of a notebook, though nobody cites them; args: `PaperArgs`. */
  export const listUncited = 'paperlookup:list-uncited';
  export const reindex = 'paperlookup:reindex';
  /** Gives a key to the completions of a cell; args: `key`. */
  export const completionKey = 'paperlookup:completion-key';
  /** Says what both halves are and what is wrong with them. */
  export const diagnose = 'paperlookup:diagnose';
}

/** The words to search for; what the box holds stays when there are none. */
export type OpenSearchArgs = { query?: string };

/** The papers to act on, by citation key; the current hit of the search when there are none. */
export type PaperArgs = { keys?: string[] };

/** The citation that begins at a place of a cell; the one under the cursor when there are none. */
export type EditCitationArgs = { cellId?: string; start?: number };

/** A DOI, arXiv id or PMID as somebody wrote it. */
export type LookUpArgs = {
  text: string;
  /** The one who asks writes the citation; without it, it is inserted where the cursor was last. */
  isWritten?: boolean;
};

/** As `PaperArgs`, and the format of the file; the user is asked when there is none. */
export type ExportArgs = PaperArgs & { to?: ExportFormat };

/** Files by their paths in the file browser; those that are selected there when there are none. */
export type AddFilesArgs = {
  paths?: string[];
  /** Read them again whenever they change; so unless it is false. */
  watch?: boolean;
};

/** The query of untyped arguments. */
export function openSearchArgs(
  args: ReadonlyPartialJSONObject
): OpenSearchArgs {
  return typeof args.query === 'string' ? { query: args.query } : {};
}

/** The keys of untyped arguments. */
export function paperArgs(args: ReadonlyPartialJSONObject): PaperArgs {
  const keys = texts(args.keys);
  return keys ? { keys } : {};
}

/** The files of untyped arguments. */
export function addFilesArgs(args: ReadonlyPartialJSONObject): AddFilesArgs {
  const paths = texts(args.paths);
  return { ...(paths ? { paths } : {}), watch: args.watch !== false };
}

/** The citation of untyped arguments. */
export function editCitationArgs({
  cellId,
  start
}: ReadonlyPartialJSONObject): EditCitationArgs {
  return typeof cellId === 'string' && typeof start === 'number'
    ? { cellId, start }
    : {};
}

/** The identifier of untyped arguments; empty where there is none. */
export function lookUpArgs({
  text,
  isWritten
}: ReadonlyPartialJSONObject): Required<LookUpArgs> {
  return {
    text: typeof text === 'string' ? text : '',
    isWritten: isWritten === true
  };
}

/** The keys and the format of untyped arguments. */
export function exportArgs(args: ReadonlyPartialJSONObject): ExportArgs {
  const to = exportFormat(args.to);
  return { ...paperArgs(args), ...(to ? { to } : {}) };
}

/** The name of a source in untyped arguments; empty where there is none. */
export function sourceArg({ source }: ReadonlyPartialJSONObject): string {
  return typeof source === 'string' ? source : '';
}

function texts(value: unknown): string[] | null {
  if (!Array.isArray(value)) {
    return null;
  }
  const values: readonly unknown[] = value;
  return values.filter((each): each is string => typeof each === 'string');
}
