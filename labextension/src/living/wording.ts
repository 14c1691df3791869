import type { OpenNotebook } from '../api/types';
import { METADATA_NAME } from '../citing/metadata';

/** How the words of a notebook are made. */
export type Wording = { style: string; locale: string };

/** Whether two ways to make words are the same. */
export function isSameWording(one: Wording, other: Wording): boolean {
  return one.style === other.style && one.locale === other.locale;
}

/** A notebook as it was sent before another style was chosen. */
export function inWording(sent: OpenNotebook, wording: Wording): OpenNotebook {
  const facts = sent.metadata[METADATA_NAME];
  if (typeof facts !== 'object' || facts === null) {
    return sent;
  }
  const known = Object.entries(wording).filter(
    ([name, value]) => name in facts && value !== ''
  );
  const before = { ...facts, ...Object.fromEntries(known) };
  return { ...sent, metadata: { ...sent.metadata, [METADATA_NAME]: before } };
}
