import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';

/** The ids of the commands. */
export namespace CommandIDs {
  /** Opens the search and puts the focus into its box; args: `OpenSearchArgs`. */
  export const openSearch = 'paperlookup:search';
  /** Args of the next seven: `PaperArgs`. */
  export const insertCitation = 'paperlookup:insert-citation';
  export const insertReference = 'paperlookup:insert-reference';
  export const insertBibtex = 'paperlookup:insert-bibtex';
  export const copyKey = 'paperlookup:copy-key';
  export const copyReference = 'paperlookup:copy-reference';
  export const copyBibtex = 'paperlookup:copy-bibtex';
  export const showDetails = 'paperlookup:show-details';
  /** Saves some papers as a file; args: `ExportArgs`. */
  export const exportPapers = 'paperlookup:export';
  /** Saves the whole library as a file; args: `ExportArgs`, without keys. */
  export const exportLibrary = 'paperlookup:export-library';
  /** Adds the papers of a file to the library. */
  export const importPapers = 'paperlookup:import';
  export const chooseStyle = 'paperlookup:choose-style';
  export const reindex = 'paperlookup:reindex';
  /** Gives a key to the completions of a cell; args: `key`. */
  export const completionKey = 'paperlookup:completion-key';
  /** Says what both halves are and what is wrong with them. */
  export const diagnose = 'paperlookup:diagnose';
}

/** The formats of an export, in the words of the server. */
export const EXPORT_FORMATS = ['bibtex', 'csl-json', 'ris'] as const;

export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** The words to search for; what the box holds stays when there are none. */
export type OpenSearchArgs = { query?: string };

/** The papers to act on, by citation key; the current hit of the search when there are none. */
export type PaperArgs = { keys?: string[] };

/** As `PaperArgs`, and the format of the file; the user is asked when there is none. */
export type ExportArgs = PaperArgs & { to?: ExportFormat };

/** The query of untyped arguments. */
export function openSearchArgs(
  args: ReadonlyPartialJSONObject
): OpenSearchArgs {
  return typeof args.query === 'string' ? { query: args.query } : {};
}

/** The keys of untyped arguments. */
export function paperArgs(args: ReadonlyPartialJSONObject): PaperArgs {
  const { keys } = args;
  if (!Array.isArray(keys)) {
    return {};
  }
  const values: readonly unknown[] = keys;
  return {
    keys: values.filter((key): key is string => typeof key === 'string')
  };
}

/** The keys and the format of untyped arguments. */
export function exportArgs(args: ReadonlyPartialJSONObject): ExportArgs {
  const to = EXPORT_FORMATS.find(format => format === args.to);
  return { ...paperArgs(args), ...(to ? { to } : {}) };
}
