import type { CitationsResponse } from '../api/types';
import type { INotebooks } from './tokens';

/** As long as the keys of a request may be together; the server takes no more. */
const LONGEST = 4000;

/** The keys of the records that the notebook cites which was used last; none without a notebook. */
export async function citedKeys({
  current
}: Pick<INotebooks, 'current'>): Promise<readonly string[]> {
  const answer = await current?.citations.refresh();
  const keys = answer?.works.map(({ libraryKey }) => libraryKey) ?? [];
  return keys.filter(Boolean);
}

/** What is known of the citations of a notebook without asking anybody. */
export type KnownCitations = {
  items(): Readonly<Record<string, unknown>>;
  readonly citations: { readonly answer: CitationsResponse | null };
};

/**
 * The keys that a notebook cites, with blanks between them, as far as they are known now and as
 * many as a request may have. While nobody has asked what it cites, those whose data it holds.
 */
export function knownCitedKeys(notebook: KnownCitations): string {
  const { answer } = notebook.citations;
  const keys = answer
    ? answer.works.map(({ key, libraryKey }) => libraryKey || key)
    : Object.keys(notebook.items());
  let text = '';
  for (const key of keys) {
    const longer = text ? `${text} ${key}` : key;
    if (longer.length > LONGEST) {
      break;
    }
    text = /^\S+$/.test(key) ? longer : text;
  }
  return text;
}
