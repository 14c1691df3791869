import type { JSONObject, PartialJSONValue } from '@lumino/coreutils';

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

function isObject(value: unknown): value is JSONObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
