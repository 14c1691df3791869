import type { JSONObject, PartialJSONValue } from '@lumino/coreutils';

import type { CiteMessage } from '../api/types';

/** The name under which a notebook keeps what it cites. */
export const METADATA_NAME = 'paperlookup';

const VERSION = 1;

/** How the works of a notebook are cited; what is not known is left as it is. */
export type CitingChoices = {
  style?: string;
  locale?: string;
  dialect?: string;
};

/**
 * Adds works to the metadata that a notebook has. What is there and not known stays.
 *
 * @returns null when the metadata are of a newer version or damaged, so that nothing may be changed.
 */
export function mergeMetadata(
  current: unknown,
  choices: CitingChoices,
  items: Readonly<Record<string, object>>
): JSONObject | null {
  const kept = current ?? {};
  if (!isObject(kept) || (kept.version ?? VERSION) !== VERSION) {
    return null;
  }
  const keptItems = kept.items ?? {};
  if (!isObject(keptItems)) {
    return null;
  }
  return {
    ...kept,
    version: VERSION,
    ...choices,
    items: { ...keptItems, ...(items as JSONObject) }
  };
}

/** Keeps how the works of a notebook are cited; metadata that may not be changed stay. */
export function chooseMetadata(
  notebook: MetadataHolder,
  choices: CitingChoices
): void {
  const merged = mergeMetadata(
    notebook.getMetadata(METADATA_NAME),
    choices,
    {}
  );
  if (merged) {
    notebook.setMetadata(METADATA_NAME, merged);
  }
}

/** What of a notebook's shared model is needed to keep metadata. */
export type MetadataHolder = {
  getMetadata(name: string): unknown;
  setMetadata(name: string, value: PartialJSONValue): void;
};

/** Keeps the cited works in the metadata of their notebook. */
export function keepItems(
  notebook: MetadataHolder,
  choices: CitingChoices,
  items: Readonly<Record<string, object>>
): void {
  if (Object.keys(items).length === 0) {
    return;
  }
  const merged = mergeMetadata(
    notebook.getMetadata(METADATA_NAME),
    choices,
    items
  );
  if (merged) {
    notebook.setMetadata(METADATA_NAME, merged);
  }
}

/** What of a cell's shared model is needed to note what was inserted into it. */
export type NotingCell = MetadataHolder & { getSource(): string };

/** A citation that was written into a cell. */
export type InsertedCitation = {
  /** What a reader of the text sees of it, where its dialect keeps that in the text. */
  words: string;
  cites: readonly CiteMessage[];
  /** The dialect `text` has the words alone, so the cell notes what they cite. */
  dialect: string;
  /** Where it begins in the text of the cell. */
  offset: number;
};

/** The most words that a cell keeps; the oldest go first. */
const MOST_WORDS = 200;

/**
 * Notes in a cell the words of a citation that was inserted, so that they are known as ours: what
 * a person writes instead stays. No undo takes it back; words that are gone do no harm.
 */
export function noteInserted(
  cell: NotingCell,
  { words, cites, dialect, offset }: InsertedCitation
): void {
  const kept = cell.getMetadata(METADATA_NAME) ?? {};
  if (!words || !isObject(kept)) {
    return;
  }
  const known = Array.isArray(kept.words) ? kept.words : [];
  const others = known.filter(each => each !== words);
  const noted: JSONObject = {
    ...kept,
    words: [...others, words].slice(-MOST_WORDS)
  };
  if (dialect === 'text') {
    const citations = Array.isArray(kept.citations) ? kept.citations : [];
    const at = placeAmong(citations, cell.getSource(), offset);
    noted.citations = [
      ...citations.slice(0, at),
      { words, cites: cites.map(detailsOf) },
      ...citations.slice(at)
    ];
  }
  cell.setMetadata(METADATA_NAME, noted);
}

/** The works that the bibliography of a notebook lists though nobody cites them. */
export function uncitedKeys(notebook: MetadataHolder): string[] {
  const kept = notebook.getMetadata(METADATA_NAME);
  const nocite: unknown = isObject(kept) ? kept.nocite : [];
  const keys: readonly unknown[] = Array.isArray(nocite) ? nocite : [];
  return keys.filter((key): key is string => typeof key === 'string');
}

/** Keeps which works are listed though nobody cites them; none where the text says it itself. */
export function keepUncited(
  notebook: MetadataHolder,
  nocite: readonly string[]
): void {
  const kept = mergeMetadata(notebook.getMetadata(METADATA_NAME), {}, {});
  if (kept && uncitedKeys(notebook).join('\n') !== nocite.join('\n')) {
    const named = nocite.length > 0 ? { nocite: [...nocite] } : {};
    const others = Object.entries(kept).filter(([name]) => name !== 'nocite');
    notebook.setMetadata(METADATA_NAME, {
      ...Object.fromEntries(others),
      ...named
    });
  }
}

/** The most bibliographies of which a cell knows that they are ours. */
const MOST_DIGESTS = 20;

/** Notes in a cell that a bibliography in it is ours, so that it may follow the style. */
export function noteBibliography(cell: MetadataHolder, digest: string): void {
  const kept = cell.getMetadata(METADATA_NAME) ?? {};
  if (isObject(kept)) {
    const known = Array.isArray(kept.bibliography) ? kept.bibliography : [];
    const others = known.filter(each => each !== digest);
    const bibliography = [...others, digest].slice(-MOST_DIGESTS);
    cell.setMetadata(METADATA_NAME, { ...kept, bibliography });
  }
}

/** How many of the citations that a cell has noted stand before a place of its text. */
function placeAmong(
  noted: readonly unknown[],
  source: string,
  offset: number
): number {
  let place = 0;
  let before = 0;
  for (const [index, each] of noted.entries()) {
    const words =
      isObject(each) && typeof each.words === 'string' ? each.words : '';
    const found = words ? source.indexOf(words, place) : -1;
    if (found >= offset) {
      break;
    }
    before = index + 1;
    if (found >= 0) {
      place = found + words.length;
    }
  }
  return before;
}

/** A cite as metadata keep it: with what it says beside its key, and nothing else. */
function detailsOf(cite: CiteMessage): JSONObject {
  const { key, locator, label, prefix, suffix } = cite;
  return {
    key,
    ...(locator && { locator, label }),
    ...(prefix && { prefix }),
    ...(suffix && { suffix }),
    ...(cite.suppressAuthor && { 'suppress-author': true }),
    ...(cite.authorInText && { 'author-in-text': true })
  };
}

function isObject(value: unknown): value is JSONObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
