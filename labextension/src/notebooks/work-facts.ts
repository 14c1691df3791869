import type { TranslationBundle } from '@jupyterlab/translation';

/** A work as CSL-JSON; it comes from anywhere, so nothing in it is certain. */
export type Item = Readonly<Record<string, unknown>>;

/** What people know a work by, as plain text. */
export type WorkFacts = {
  readonly title: string;
  readonly creators: string;
  readonly year: string;
  /** The journal, the book or the publisher. */
  readonly where: string;
  readonly abstract: string;
  /** Addresses of pages about it, https only. */
  readonly links: readonly WorkLink[];
};

export type WorkLink = { readonly label: string; readonly url: string };

/** Longer texts are cut before anything is done with them. */
const MOST_CHARACTERS = 20_000;

const MOST_NAMES = 6;

/** Who made a work, in the order in which one looks for them. */
const ROLES = ['author', 'editor', 'director', 'composer', 'translator'];

/** What people know a work by. */
export function factsOf(item: Item, trans: TranslationBundle): WorkFacts {
  return {
    title: plain(item.title) || plain(item['title-short']),
    creators: creatorsOf(item, trans),
    year: yearOf(item),
    where: plain(item['container-title']) || plain(item.publisher),
    abstract: plain(item.abstract),
    links: linksOf(item)
  };
}

/** An address as it may be followed; empty where it is none or no https. */
export function safeAddress(address: unknown): string {
  if (typeof address !== 'string' || address.length > 2_000) {
    return '';
  }
  try {
    const url = new URL(address);
    return url.protocol === 'https:' ? url.href : '';
  } catch {
    return '';
  }
}

/** Text without the tags that CSL and the publishers' XML know. */
function plain(value: unknown): string {
  if (typeof value !== 'string') {
    return typeof value === 'number' ? String(value) : '';
  }
  return value
    .slice(0, MOST_CHARACTERS)
    .replace(/<\/?[a-z][\w:-]{0,20}(?:\s[^<>]{0,200})?\/?>/giu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
}

function creatorsOf(item: Item, trans: TranslationBundle): string {
  for (const role of ROLES) {
    const names = Array.isArray(item[role])
      ? (item[role] as unknown[]).map(nameOf).filter(name => name !== '')
      : [];
    if (names.length > MOST_NAMES) {
      const rest = names.length - MOST_NAMES + 1;
      const shown = names.slice(0, MOST_NAMES - 1).join(', ');
      return trans._n('%2 and %1 more', '%2 and %1 more', rest, shown);
    }
    if (names.length > 0) {
      return names.join(', ');
    }
  }
  return '';
}

function nameOf(name: unknown): string {
  if (typeof name !== 'object' || name === null) {
    return '';
  }
  const parts = name as Record<string, unknown>;
  const { literal, given, family } = parts;
  const particles = [
    parts['dropping-particle'],
    parts['non-dropping-particle']
  ];
  return (
    plain(literal) ||
    [given, ...particles, family, parts.suffix].map(plain).join(' ').trim()
  ).replace(/\s+/gu, ' ');
}

function yearOf({ issued }: Item): string {
  if (typeof issued !== 'object' || issued === null) {
    return '';
  }
  const { literal, raw } = issued as Record<string, unknown>;
  const parts = (issued as Record<string, unknown>)['date-parts'];
  const first: unknown = Array.isArray(parts) ? parts[0] : null;
  const year: unknown = Array.isArray(first) ? first[0] : null;
  return plain(year) || plain(literal) || plain(raw);
}

function linksOf(item: Item): WorkLink[] {
  const links: WorkLink[] = [];
  const doi = plain(item.DOI).replace(/^https?:\/\/(?:dx\.)?doi\.org\//iu, '');
  if (/^10\.\d{2,9}\/\S+$/u.test(doi)) {
    const url = safeAddress(`https://doi.org/${encodeURI(doi)}`);
    links.push({ label: `doi.org/${doi}`, url });
  }
  const url = safeAddress(item.URL);
  if (url && !/^https:\/\/(?:dx\.)?doi\.org\//u.test(url)) {
    const { host, pathname } = new URL(url);
    links.push({ label: `${host}${pathname}`.replace(/\/$/u, ''), url });
  }
  return links.filter(link => link.url !== '');
}
