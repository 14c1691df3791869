import type { CitationTrigger } from './trigger';

/** A form that says by itself how it goes on, and where in the text it begins. */
export type BegunForm = CitationTrigger & { start: number };

/** How much of a line is looked at. */
const LONGEST = 2000;

/** A role of MyST or of Sphinx that is open: `` {cite:p}`a;words ``. */
const ROLE =
  /(?:\{(?:foot|full)?cite(?::[a-z]+)?\}|:(?:foot|full)?cite(?::[a-z]+)?:)`(?<inside>[^`]*)$/;
/** A command of LaTeX's family of `cite` whose braces are open: `\citep[see][]{a,words`. */
const COMMAND =
  /\\(?<name>[A-Za-z]*[cC]ite[A-Za-z]*)\*?(?:\[[^[\]]*\]|\([^()]*\)|\{[^{}]*\})*\{(?<inside>[^{}]*)$/;
const NO_CITATION =
  /^(?:bibcite|cite(?:reset|setup|style|trackertrue|trackerfalse)|setcitestyle)$/;
/** An element whose attribute is open: `<cite data-cite="a,words`. */
const ELEMENT =
  /<cite\s(?<before>[^<>]*?)data-cite\s*=\s*(?<quote>["'])(?<inside>[^"'<>]*)$/i;

/** The last work of a role, behind the words before it: `{see}words`. */
const WORK_OF_ROLE = /^\s*(?:\{[^{}]*\})?\s*(?<query>[^{}]*)$/;
const SEPARATOR_OF_ROLE = /[;,](?![^{}]*\})/;
/** What may stand behind a key that is being written: the end of it, of the form, or of the word. */
const BEHIND = /^(?:$|[\s;,`}"'])/;
/** The rest of an element that the editor has closed by itself, without words in it. */
const REST_OF_ELEMENT = /^(?:["'](?:\s*>(?:<\/cite>)?)?)?(?!\s*>)/;

/** Finds a role, a command or an element that is open at a place; the line ends at the place. */
export function findBegun(
  line: string,
  text: string,
  position: number
): BegunForm | null {
  const before = line.slice(-LONGEST);
  if (!/cite/i.test(before)) {
    return null;
  }
  const after = text.slice(position, position + LONGEST);
  return (
    inRole(before, after, position) ??
    inCommand(before, after, position) ??
    inElement(before, after, position)
  );
}

function inRole(
  before: string,
  after: string,
  position: number
): BegunForm | null {
  const match = ROLE.exec(before);
  const inside = match?.groups?.inside;
  if (!match || inside === undefined || !BEHIND.test(after)) {
    return null;
  }
  const work = inside.split(SEPARATOR_OF_ROLE).pop() ?? '';
  const query = WORK_OF_ROLE.exec(work)?.groups?.query;
  if (query === undefined) {
    return null;
  }
  return {
    ...keyAt(position, query, after, '`'),
    start: position - match[0].length,
    dialect: 'myst',
    separators: [';', ',']
  };
}

function inCommand(
  before: string,
  after: string,
  position: number
): BegunForm | null {
  const match = COMMAND.exec(before);
  const { name = '', inside } = match?.groups ?? {};
  if (
    !match ||
    inside === undefined ||
    NO_CITATION.test(name) ||
    !BEHIND.test(after)
  ) {
    return null;
  }
  return {
    ...keyAt(position, lastOf(inside), after, '}'),
    start: position - match[0].length,
    dialect: 'latex',
    separators: [',']
  };
}

function inElement(
  before: string,
  after: string,
  position: number
): BegunForm | null {
  const match = ELEMENT.exec(before);
  const { inside, quote = '"' } = match?.groups ?? {};
  if (!match || inside === undefined || !BEHIND.test(after)) {
    return null;
  }
  const start = position - match[0].length;
  const query = lastOf(inside);
  const common = { start, dialect: 'html', separators: [','] } as const;
  const rest = REST_OF_ELEMENT.exec(after)?.[0];
  const hasOthers = match.groups?.before?.trim() !== '';
  const isWhole = /^["']?[^"'<>]*["'][^<>]*>[^<]+<\/cite>/.test(after);
  if (rest === undefined || hasOthers || isWhole) {
    // What else stands in the element stays: only the key is written.
    return { ...common, ...keyAt(position, query, after, quote) };
  }
  const keys = inside.split(',').slice(0, -1);
  const earlier = keys.map(key => key.trim()).filter(Boolean);
  const to = position + rest.length;
  return {
    ...common,
    from: start,
    to,
    query,
    form: 'bracketed',
    earlier: earlier.length > 0 ? { from: start, to, keys: earlier } : null,
    closing: ''
  };
}

/** A key that is missing where the words stand, and what closes the form behind it. */
function keyAt(
  position: number,
  query: string,
  after: string,
  closing: string
): Omit<BegunForm, 'start' | 'dialect' | 'separators'> {
  const words = query.trimStart();
  const goesOn =
    /^\s*[;,]/.test(after) || after.trimStart().startsWith(closing);
  const isClosed = after.startsWith(closing);
  return {
    from: position - words.length,
    to: isClosed ? position + closing.length : position,
    query: words,
    form: 'key',
    earlier: null,
    closing: goesOn && !isClosed ? '' : closing
  };
}

function lastOf(inside: string): string {
  return (inside.split(',').pop() ?? '').trimStart();
}
