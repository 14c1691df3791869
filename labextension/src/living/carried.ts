import { METADATA_NAME } from '../citing/metadata';

/** CSL-JSON of works by citation key. */
export type Items = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** A cell as it lies in a clipboard, which anybody may have filled. */
export type CellJSON = {
  cell_type?: unknown;
  source?: unknown;
  metadata?: Record<string, unknown>;
};

/** The most works that come with a cell, and the longest data of them in characters of JSON. */
const MOST_ITEMS = 500;
const LONGEST_ITEMS = 2_000_000;

/** What may stand before and behind a key in a citation of any dialect. */
const BEFORE = /(?:@\{?|["'{}`;,]\s*)$/;
const BEHIND = /^(?:$|[\s"'`{}[\];,.:?!)])/;

/** The works that a cell cites in some dialect, of those that are known. */
export function itemsCitedIn(
  source: string,
  metadata: unknown,
  items: Items
): Items {
  const noted = notedKeys(metadata);
  return Object.fromEntries(
    Object.entries(items).filter(
      ([key]) => noted.has(key) || isCited(key, source)
    )
  );
}

/** Lays the data of the works that a cell cites beside it. */
export function withCarried(cell: CellJSON, items: Items): CellJSON {
  const { cell_type, source, metadata = {} } = cell;
  const text = Array.isArray(source) ? source.join('') : source;
  if (cell_type === 'code' || typeof text !== 'string') {
    return cell;
  }
  const cited = itemsCitedIn(text, metadata, items);
  return Object.keys(cited).length === 0
    ? cell
    : {
        ...cell,
        metadata: {
          ...metadata,
          [METADATA_NAME]: { ...factsIn(metadata), items: cited }
        }
      };
}

/** What was laid beside a cell; empty where nothing was, or nothing that can be used. */
export function carriedBy(metadata: unknown): Items {
  const { items } = factsIn(metadata);
  if (!isObject(items) || JSON.stringify(items).length > LONGEST_ITEMS) {
    return {};
  }
  const known = Object.entries(items).filter(
    (entry): entry is [string, Record<string, unknown>] => isObject(entry[1])
  );
  return Object.fromEntries(known.slice(0, MOST_ITEMS));
}

/** What a cell keeps for us. */
export function factsIn(metadata: unknown): Record<string, unknown> {
  const facts = isObject(metadata) ? metadata[METADATA_NAME] : null;
  return isObject(facts) ? facts : {};
}

function isCited(key: string, source: string): boolean {
  for (
    let at = source.indexOf(key);
    key && at >= 0;
    at = source.indexOf(key, at + 1)
  ) {
    const before = source.slice(Math.max(0, at - 8), at);
    const behind = source.slice(at + key.length, at + key.length + 1);
    if (BEFORE.test(before) && BEHIND.test(behind)) {
      return true;
    }
  }
  return false;
}

function notedKeys(metadata: unknown): Set<unknown> {
  const { citations } = factsIn(metadata);
  const noted: unknown[] = Array.isArray(citations) ? citations : [];
  return new Set(
    noted.flatMap(each => {
      const cites = isObject(each) ? each.cites : null;
      return Array.isArray(cites)
        ? cites.map((cite: unknown) => (isObject(cite) ? cite.key : null))
        : [];
    })
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
