/** What the tags of CSL's rich text look like; `rich_text.py` reads the same. */
const TAG =
  /<\/?(?:i|b|sup|sub|sc)>|<span class="no(?:case|decor)">|<span style="font-variant: ?small-caps;?">|<\/span>/gu;

/** Elements within one another; what is deeper is text. */
const MAX_DEPTH = 8;

type Tag = { readonly start: number; readonly end: number };
type OpenTag = Tag & { readonly closing: string };

/**
 * The words of CSL's rich text.
 *
 * What is unknown, unbalanced or nested too deep stays as the text that it is.
 */
export function withoutTags(text: string): string {
  const tags: Tag[] = [];
  const opened: OpenTag[] = [];
  for (const { 0: written, index: start } of text.matchAll(TAG)) {
    const tag = { start, end: start + written.length };
    if (!written.startsWith('</')) {
      if (opened.length < MAX_DEPTH) {
        const [name] = /[a-z]+/u.exec(written) ?? [''];
        opened.push({ ...tag, closing: `</${name}>` });
      }
      continue;
    }
    const at = opened.map(({ closing }) => closing).lastIndexOf(written);
    const opening = opened[at];
    if (opening) {
      tags.push(opening, tag);
      opened.length = at;
    }
  }
  tags.sort((one, other) => other.start - one.start);
  return tags.reduce(
    (words, { start, end }) => words.slice(0, start) + words.slice(end),
    text
  );
}
