import type { PaperLookupClient } from '../api/client';
import type { AddEntriesResponse } from '../api/types';
import type { OwnItem } from './own-item';

/** The most characters that one request may have; the server takes twice as many bytes at least. */
const MOST_CHARACTERS = 100_000;

/** A work by the key under which a notebook cites it. */
export type KeyedItem = { readonly key: string; readonly item: OwnItem };

/** Adds works that only a notebook knows to the library, under their keys; throws as requests do. */
export async function addToLibrary(
  client: Pick<PaperLookupClient, 'addEntries'>,
  works: readonly KeyedItem[]
): Promise<AddEntriesResponse> {
  const all: AddEntriesResponse = { added: [], known: [], problems: [] };
  for (const text of requestsOf(works)) {
    const { added, known, problems } = await client.addEntries(text);
    all.added.push(...added);
    all.known.push(...known);
    all.problems.push(...problems);
  }
  return all;
}

/** CSL-JSON of works, in as few texts as the server takes. */
function requestsOf(works: readonly KeyedItem[]): string[] {
  const texts: string[] = [];
  let items: string[] = [];
  let size = 0;
  const finish = (): void => {
    if (items.length > 0) {
      texts.push(`[${items.join(',')}]`);
    }
    items = [];
    size = 0;
  };
  for (const { key, item } of works) {
    const json = JSON.stringify({ ...item, id: key });
    if (size + json.length > MOST_CHARACTERS) {
      finish();
    }
    items.push(json);
    size += json.length + 1;
  }
  finish();
  return texts;
}
