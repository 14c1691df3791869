import type { DialectName } from '../settings';
import { findBegun } from './begun';
import { isProse } from './prose';

/** Where the words of a citation that is being written stand in a text. */
export type CitationTrigger = {
  /** What the finished citation replaces. */
  from: number;
  to: number;
  /** What to search for. */
  query: string;
  /**
   * `[@words` is a citation of its own; `@words` further inside brackets is a part of one;
   * `@words` without brackets stands in the sentence. `key` stands where only the key is missing,
   * as in `\cite{words`.
   */
  form: 'bracketed' | 'part' | 'bare' | 'key';
  /** The works before this one in the same brackets, where they hold nothing but keys. */
  earlier: EarlierWorks | null;
  /** The dialect that the person has begun to write; null where the notebook's own is meant. */
  dialect: DialectName | null;
  /** The signs that part this work from another one. */
  separators: readonly string[];
  /** What the form still needs behind the key: the brace of `\cite{words`. */
  closing: string;
};

/** Works that were chosen before: their keys, and the brackets in which they stand. */
export type EarlierWorks = {
  from: number;
  to: number;
  keys: readonly string[];
};

/** The server reads no longer queries. */
const MAX_QUERY = 256;
/** More words than a search has: the sentence went on behind a bracket that was left open. */
const MAX_WORDS = 12;

const OPEN_BRACKET = /(?:^|[^\\])\[(?<inside>[^[\]]*)$/;
/** Keys alone, each with its semicolon: `@chen2023fit; @{a(b)}; `. */
const EARLIER = /^\s*(?:@(?:\{[^{}\s]+\}|[\w][^\s;,@{}[\]]*)\s*;\s*)+$/;
const PART = /(?:^|[\s;(-])@(?<query>(?![\s@])[^@;,]*)$/;
/** A word start: an e-mail address, a URL or an escaped sign has something else before the sign. */
const BARE =
  /(?:^|[\s("'“‘«*_>;–—-])@(?<query>(?:[\p{L}\p{N}][^\s@[\](){};,"'`<>|\\]*)?)$/u;
const CODE_BELOW = /^[^\n]*\n\s*(?:@|def\s|class\s|async\s)/;

/**
 * Finds the citation that is being written before a place in a Markdown text.
 *
 * @returns null where none is: in code, math, an e-mail address, a decorator, or without a sign.
 */
export function findTrigger(
  text: string,
  position: number
): CitationTrigger | null {
  const line = text.slice(text.lastIndexOf('\n', position - 1) + 1, position);
  const begun = findBegun(line, text, position);
  if (begun) {
    const { start, ...trigger } = begun;
    return isBounded(trigger) && isProse(text, start) ? trigger : null;
  }
  if (!line.includes('@')) {
    return null;
  }
  const trigger =
    inBrackets(line, text, position) ?? inSentence(line, text, position);
  return trigger && isBounded(trigger) && isProse(text, trigger.from)
    ? trigger
    : null;
}

function isBounded({ query }: CitationTrigger): boolean {
  return (
    query.length <= MAX_QUERY && query.trim().split(/\s+/).length <= MAX_WORDS
  );
}

/** What holds for the forms of pandoc, which stand for the notebook's own. */
const OF_PANDOC = { dialect: null, separators: [';'], closing: '' } as const;

function inBrackets(
  line: string,
  text: string,
  position: number
): CitationTrigger | null {
  const inside = OPEN_BRACKET.exec(line)?.groups?.inside;
  if (inside === undefined) {
    return null;
  }
  const query = inside === '@' ? '' : PART.exec(inside)?.groups?.query;
  if (query === undefined) {
    return null;
  }
  const sign = position - query.length - 1;
  // The bracket that the editor closed by itself belongs to the citation.
  const to = text[position] === ']' ? position + 1 : position;
  if (inside.length > query.length + 1) {
    const before = inside.slice(0, inside.length - query.length - 1);
    const keys = keysOf(before);
    const from = position - inside.length - 1;
    const earlier = keys.length > 0 ? { from, to, keys } : null;
    const form = 'part';
    return { ...OF_PANDOC, from: sign, to: position, query, form, earlier };
  }
  const form = 'bracketed';
  return { ...OF_PANDOC, from: sign - 1, to, query, form, earlier: null };
}

function inSentence(
  line: string,
  text: string,
  position: number
): CitationTrigger | null {
  const query = BARE.exec(line)?.groups?.query;
  if (query === undefined) {
    return null;
  }
  const sign = position - query.length - 1;
  const startsLine =
    line.slice(0, line.length - query.length - 1).trim() === '';
  if (startsLine && CODE_BELOW.test(text.slice(position))) {
    return null;
  }
  const to = position;
  const form = 'bare';
  return { ...OF_PANDOC, from: sign, to, query, form, earlier: null };
}

/** The keys before a work in the same brackets; none where more than keys stands there. */
function keysOf(before: string): string[] {
  if (!EARLIER.test(before)) {
    return [];
  }
  const works = before.split(';').map(work => work.trim().slice(1));
  return works.filter(Boolean).map(key => key.replace(/^\{(.*)\}$/, '$1'));
}
