import { factsOf, textOf } from './own-item';
import type { OwnItem } from './own-item';
import { withoutTags } from './rich-text';

/** What people know a work by, as plain text; empty where the item does not say it. */
export type WorkFacts = {
  readonly title: string;
  readonly creators: string;
  readonly year: string;
  /** The journal, the book or the publisher. */
  readonly where: string;
  readonly abstract: string;
  /** Pages about it, https only. */
  readonly links: readonly WorkLink[];
};

export type WorkLink = { readonly label: string; readonly url: string };

/** What people know a work by. */
export function workFactsOf(item: OwnItem): WorkFacts {
  const { title, creators, year } = factsOf(item);
  return {
    title,
    creators,
    year: year === null ? '' : String(year),
    where: withoutTags(
      textOf(item['container-title']) || textOf(item.publisher)
    ),
    abstract: withoutXml(textOf(item.abstract)),
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

// Only what publishers write: an abstract about `List<String>` keeps its type.
const XML =
  /<\/?(?:em|strong|p|br|(?:jats|mml):[a-z-]{1,20})(?:\s{1,9}[\w:-]{1,40}="[^"<>]{0,200}"){0,9}\s{0,9}\/?>/giu;

/** An abstract without the tags that publishers give to services. */
function withoutXml(text: string): string {
  return withoutTags(text.replace(XML, '')).trim();
}

function linksOf(item: OwnItem): WorkLink[] {
  const links: WorkLink[] = [];
  const doi = textOf(item.DOI).replace(/^https?:\/\/(?:dx\.)?doi\.org\//iu, '');
  // Half a sign cannot be encoded.
  if (/^10\.\d{2,9}\/[^\s\p{Cs}]+$/u.test(doi)) {
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
