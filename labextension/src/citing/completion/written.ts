import type { CitationTrigger } from '../trigger';

/** What no role, command or attribute takes in a key. */
const UNWRITABLE = /[,;{}`"'<>\\\s]/;

/** Whether a key can stand alone in a form that the person has begun. */
export function isWritableKey(key: string): boolean {
  return !UNWRITABLE.test(key);
}

/**
 * The text of a citation as it stands where it was begun: in pandoc's dialect a citation inside
 * brackets, or one that belongs to the sentence, needs no brackets of its own.
 */
export function writtenText(
  text: string,
  dialect: string,
  form: CitationTrigger['form']
): string {
  const bare = /^\[(@[^;[\]]+)\]$/.exec(text)?.[1];
  return dialect === 'pandoc' && form !== 'bracketed' && bare ? bare : text;
}
