/** A date of CSL-JSON. */
export type CslDate = {
  readonly 'date-parts'?: readonly (readonly number[])[];
  readonly season?: number;
  readonly circa?: boolean;
  readonly literal?: string;
};

/** As people write months, in the first three letters. */
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** What the Extended Date/Time Format (EDTF, https://www.loc.gov/standards/datetime/) adds to 1-4. */
const SEASONS_BEGIN = 20;

/**
 * A date of CSL-JSON as it is typed: `2023-10-05`, `2023`, `2023-10/2023-12`, `1936~` for about
 * 1936, `2023-21` for spring, as in EDTF; else the words that stand there.
 */
export function dateText(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') {
    return String(value);
  }
  if (typeof value !== 'object' || value === null) {
    return '';
  }
  const { season, circa, literal, raw } = value as CslDate & { raw?: unknown };
  const parts: unknown = (value as CslDate)['date-parts'];
  const dates = Array.isArray(parts) ? parts.filter(Array.isArray) : [];
  const texts = dates
    .map(date => partsText(date.map(Number)))
    .filter(text => text !== '');
  if (texts.length === 0) {
    return literal ?? (typeof raw === 'string' ? raw : '');
  }
  const isSeason = season !== undefined && texts[0]?.length === 4;
  const first = isSeason ? `${texts[0]}-${SEASONS_BEGIN + season}` : texts[0];
  return [first, ...texts.slice(1)].join('/') + (circa ? '~' : '');
}

/** What is typed, as a date of CSL-JSON; null where it cannot be read, or could mean two dates. */
export function parseDate(text: string): CslDate | null {
  const typed = text.trim();
  const circa = typed.endsWith('~');
  const ends = typed.replace(/~$/u, '').split('/');
  const dates = ends.map(end => partsOf(end.trim()));
  const first = dates[0];
  if (!first || dates.length > 2 || dates.includes(null)) {
    return null;
  }
  const season = (first[1] ?? 0) - SEASONS_BEGIN;
  if (season > 0) {
    const year = first.slice(0, 1);
    return dates.length === 1
      ? { 'date-parts': [year], season, ...(circa ? { circa } : {}) }
      : null;
  }
  const parts = dates.filter(date => date !== null);
  return { 'date-parts': parts, ...(circa ? { circa } : {}) };
}

/** How a date reads in words, to see that it is understood; empty where it is not. */
export function dateWords(
  text: string,
  words: { about: (date: string) => string; seasons: readonly string[] },
  locale?: string
): string {
  const date = parseDate(text);
  const [first, last] = date?.['date-parts'] ?? [];
  if (!date || !first) {
    return '';
  }
  const shown = [first, ...(last ? [last] : [])]
    .map(parts => partsWords(parts, locale))
    .join(' – ');
  const season = date.season ? words.seasons[date.season - 1] : undefined;
  const whole = season === undefined ? shown : `${season} ${shown}`;
  return date.circa ? words.about(whole) : whole;
}

/** Year, month and day of one date; a month above 20 is a season. */
function partsOf(text: string): number[] | null {
  const iso = /^(-?\d{1,4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/u.exec(text);
  const parts = iso ? iso.slice(1).filter(Boolean) : spokenParts(text);
  const numbers = parts?.map(Number);
  return numbers && isDate(numbers) ? numbers : null;
}

/** `5 October 2023`, `Oct 5, 2023` and `October 2023`. */
function spokenParts(text: string): string[] | null {
  const found =
    /^(\d{1,2})\.?\s+(\p{L}{3,})\.?\s+(-?\d{4})$/u.exec(text) ??
    /^()(\p{L}{3,})\.?\s+(-?\d{4})$/u.exec(text);
  const american = /^(\p{L}{3,})\.?\s+(\d{1,2}),?\s+(-?\d{4})$/u.exec(text);
  const [day, name, year] = found
    ? found.slice(1)
    : american
      ? [american[2], american[1], american[3]]
      : [];
  const month = MONTHS.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1;
  return month > 0 && year !== undefined
    ? [year, String(month), ...(day ? [day] : [])]
    : null;
}

function isDate([year, month, day]: readonly number[]): boolean {
  if (year === undefined || month === undefined) {
    return year !== undefined;
  }
  const isSeason = month > SEASONS_BEGIN && month <= SEASONS_BEGIN + 4;
  if (day === undefined) {
    return isSeason || (month >= 1 && month <= 12);
  }
  return month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month);
}

function daysOf(year: number, month: number): number {
  // The day before the first of the next month.
  return utc([year, month + 1, 0]).getUTCDate();
}

function partsText(parts: readonly number[]): string {
  const [year, ...rest] = parts.filter(Number.isInteger);
  if (year === undefined) {
    return '';
  }
  const sign = year < 0 ? '-' : '';
  return [
    sign + String(Math.abs(year)).padStart(4, '0'),
    ...rest.map(part => String(part).padStart(2, '0'))
  ].join('-');
}

function partsWords(parts: readonly number[], locale?: string): string {
  const [year, month, day] = parts;
  const options: Intl.DateTimeFormatOptions = { timeZone: 'UTC' };
  options.year = 'numeric';
  if (month !== undefined) {
    options.month = 'long';
  }
  if (day !== undefined) {
    options.day = 'numeric';
  }
  if (year !== undefined && year <= 0) {
    options.era = 'short';
  }
  return new Intl.DateTimeFormat(locale, options).format(utc(parts));
}

function utc([year = 1, month = 1, day = 1]: readonly number[]): Date {
  const date = new Date(0);
  // Not Date.UTC, which takes the year 99 for 1999.
  date.setUTCFullYear(year, month - 1, day);
  return date;
}
