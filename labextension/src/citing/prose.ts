/** MyST directives whose content is prose; what other fences hold is code. */
const PROSE_DIRECTIVE =
  /^\{(admonition|aside|attention|caution|danger|dropdown|epigraph|error|figure|hint|important|margin|note|pull-quote|quote|seealso|sidebar|tip|topic|warning)\}/;
const FENCE = /^[\s>]*(?:(?:[-*+]|\d+[.)])\s+)*(`{3,}|~{3,})(.*)$/;
const LIST_ITEM = /^\s*(?:[-*+]|\d+[.)])\s/;
const CODE_INDENT = /^(?: {4}|\t)/;

/**
 * Whether a place in a Markdown text is prose: not in a code block, a code span, math, an HTML tag
 * or a comment. A construct that is open before the place and never closed counts as open there.
 */
export function isProse(text: string, position: number): boolean {
  const lines = text.slice(0, position).split('\n');
  if (endsInFence(lines) || endsInIndentedCode(lines)) {
    return false;
  }
  const start = paragraphStart(lines, position);
  const rest = text.slice(position);
  const end = position + (/\n[ \t]*\n/.exec(rest)?.index ?? rest.length);
  return isInlineProse(text.slice(start, end), position - start);
}

function endsInFence(lines: readonly string[]): boolean {
  let open: { mark: string; isCode: boolean } | null = null;
  for (const [index, line] of lines.entries()) {
    const fence = FENCE.exec(line);
    if (!fence) {
      continue;
    }
    const [, mark = '', info = ''] = fence;
    const closes =
      open !== null && mark.startsWith(open.mark) && info.trim() === '';
    if (closes) {
      open = null;
    } else if (open === null && !(mark.startsWith('`') && info.includes('`'))) {
      open = { mark, isCode: !PROSE_DIRECTIVE.test(info.trim()) };
      if (index === lines.length - 1) {
        return true;
      }
    }
  }
  return open?.isCode ?? false;
}

function endsInIndentedCode(lines: readonly string[]): boolean {
  if (!CODE_INDENT.test(lines[lines.length - 1] ?? '')) {
    return false;
  }
  let afterBlank = false;
  for (const line of lines.slice(0, -1).reverse()) {
    if (line.trim() === '') {
      afterBlank = true;
    } else if (!CODE_INDENT.test(line)) {
      // The indented rest of a paragraph or of a list item is prose.
      return afterBlank && !LIST_ITEM.test(line);
    } else if (LIST_ITEM.test(line)) {
      return false;
    }
  }
  return true;
}

function paragraphStart(lines: readonly string[], position: number): number {
  let start = position;
  for (const line of [...lines].reverse()) {
    if (line.trim() === '' || FENCE.test(line)) {
      break;
    }
    start -= line.length + 1;
  }
  return Math.max(0, Math.min(start + 1, position));
}

function isInlineProse(paragraph: string, position: number): boolean {
  const before = paragraph.slice(0, position);
  if (/<[a-z/][^<>]*$/i.test(before) || isOpen(before, '<!--', '-->')) {
    return false;
  }
  if (count(before, /\\begin\{/g) > count(before, /\\end\{/g)) {
    return false;
  }
  let at = 0;
  while (at < position) {
    const character = paragraph[at];
    if (character === '\\') {
      at += 2;
    } else if (character === '`') {
      at = codeSpanEnd(paragraph, at);
    } else if (character === '$') {
      at = mathEnd(paragraph, at);
    } else {
      at += 1;
    }
  }
  return at <= position || before.endsWith('\\');
}

/** The end of the code span that opens here; beyond the text when it is not closed. */
function codeSpanEnd(text: string, start: number): number {
  const [run = ''] = /^`+/.exec(text.slice(start)) ?? [];
  for (const other of text.slice(start + run.length).matchAll(/`+/g)) {
    if (other[0].length === run.length) {
      return start + run.length + other.index + run.length;
    }
  }
  return text.length + 1;
}

/** The end of the math that opens here; the next character when the dollar is only a dollar. */
function mathEnd(text: string, start: number): number {
  if (text.startsWith('$$', start)) {
    const end = text.indexOf('$$', start + 2);
    return end < 0 ? text.length + 1 : end + 2;
  }
  const inline = /^\$(?=\S)(?:\\.|[^$\\])*?\S?\$(?!\d)/s.exec(
    text.slice(start)
  );
  const isMath = inline !== null && !/\s\$$/.test(inline[0]);
  return isMath ? start + inline[0].length : start + 1;
}

function isOpen(text: string, opening: string, closing: string): boolean {
  return text.lastIndexOf(opening) > text.lastIndexOf(closing);
}

function count(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length;
}
