import type { DialectName } from '../settings';

/** Commands and roles that say the same in other words; what is written anew is the first of each. */
const SYNONYMS: Readonly<
  Partial<Record<DialectName, readonly (readonly string[])[]>>
> = {
  latex: [
    ['cite', 'citep', 'parencite', 'autocite', 'smartcite'],
    ['citet', 'textcite'],
    ['cites', 'parencites', 'autocites', 'smartcites']
  ],
  myst: [
    ['cite:p', 'cite', 'cite:ps'],
    ['cite:t', 'cite:ts', 'cite:ct', 'cite:cts']
  ]
};

const HEADS: Readonly<Partial<Record<DialectName, RegExp>>> = {
  latex: /^(?<open>\\)(?<name>[A-Za-z]+)(?<close>)(?=[[{])/,
  myst: /^(?<open>\{)(?<name>[a-z:]+)(?<close>\})(?=`)/
};
/** A citation with more than its dialect can say is true only as it is written there. */
const EXACT = 'paperlookup:cite';

/**
 * A citation that was written anew, with the command or the role that the person has used for it,
 * where that says the same.
 */
export function inKeptForm(
  written: string,
  before: string,
  dialect: DialectName
): string {
  const head = HEADS[dialect];
  const now = head?.exec(written);
  const old = head?.exec(before)?.groups?.name;
  const name = now?.groups?.name;
  if (!now || !old || written.includes(EXACT)) {
    return written;
  }
  const isSynonym = SYNONYMS[dialect]?.some(
    ([first, ...others]) => first === name && others.includes(old)
  );
  const { open = '', close = '' } = now.groups ?? {};
  return isSynonym
    ? `${open}${old}${close}${written.slice(now[0].length)}`
    : written;
}
