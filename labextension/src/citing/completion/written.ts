import type { CitationTrigger } from '../trigger';

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
