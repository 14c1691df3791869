import type { CitationsOfCell } from '../api/types';
import { inUtf16 } from '../matches';

/** So much of a cell is sent: what it is about is said before. */
const LONGEST = 20_000;

/** So much of it is looked through: anybody may have written it. */
const LOOKED_THROUGH = 2 * LONGEST;

/** What says nothing of what a text is about: code, formulas, comments, elements, addresses. */
const NO_PROSE = [
  /^(?<fence>`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^\k<fence>[`~]*[ \t]*$|(?![\s\S]))/gmu,
  /(?<!`)`+[^`\n]+`+/gu,
  /\$\$[\s\S]*?\$\$|\$[^$\n]+\$/gu,
  /<!--[\s\S]*?-->/gu,
  /<[^<>\n]*>/gu,
  /\bhttps?:\/\/[^\s)>\]]+/giu
];

/** A line that is a comment, or a text in three quotation marks: the prose of code. */
const CODE_PROSE =
  /^[ \t]*#(?!!)(?<line>.*)$|(?<quotes>"""|''')(?<text>[\s\S]*?)\k<quotes>/gmu;

/**
 * What a Markdown cell says in words, without its citations and its bibliography.
 *
 * @param cited What the cell cites, with places that hold for this text; null where that is not known.
 */
export function proseOfMarkdown(
  source: string,
  cited: Pick<CitationsOfCell, 'citations' | 'bibliographies'> | null
): string {
  return withoutMarkup(withoutCitations(source, cited));
}

/** What the comments and long texts of a code cell say. */
export function proseOfCode(source: string): string {
  const code = source.slice(0, LOOKED_THROUGH);
  const found = Array.from(code.matchAll(CODE_PROSE), match => {
    const { line = '', text = '' } = match.groups ?? {};
    return line || text;
  });
  return withoutMarkup(found.join('\n'));
}

function withoutCitations(
  source: string,
  cited: Pick<CitationsOfCell, 'citations' | 'bibliographies'> | null
): string {
  if (!cited) {
    return source;
  }
  const places = [...cited.citations, ...cited.bibliographies]
    .map(({ start, end }): [number, number] => [start, end])
    .sort(([first], [second]) => first - second);
  let text = '';
  let at = 0;
  for (const [from, to] of inUtf16(source, places)) {
    text += `${source.slice(at, from)} `;
    at = to;
  }
  return text + source.slice(at);
}

function withoutMarkup(text: string): string {
  const prose = NO_PROSE.reduce(
    (rest, markup) => rest.replace(markup, ' '),
    text.slice(0, LOOKED_THROUGH)
  );
  return prose.trim().slice(0, LONGEST);
}
