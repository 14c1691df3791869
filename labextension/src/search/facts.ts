import type { TranslationBundle } from '@jupyterlab/translation';

import type { PaperDetails, PaperHit } from '../api/types';

type Makers = Pick<PaperDetails, 'creators' | 'organization' | 'authorCount'>;

/** Who made a work: the names, else the organisation, else how many they are; empty when nobody is known. */
export function creatorsLine(
  { creators, organization, authorCount }: Makers,
  trans: TranslationBundle
): string {
  const names = creators.map(creator => creator.name).join('; ');
  if (names) {
    return organization && !names.includes(organization)
      ? `${names} (${organization})`
      : names;
  }
  if (organization) {
    return organization;
  }
  return authorCount === null
    ? ''
    : trans._n(
        '%1 author, name not known',
        '%1 authors, names not known',
        authorCount
      );
}

/** Who made a hit, in a few words: the names, else how many they are; empty when nobody is known. */
export function shortCreatorsLine(
  {
    shortCreators,
    authorCount
  }: Pick<PaperHit, 'shortCreators' | 'authorCount'>,
  trans: TranslationBundle
): string {
  if (shortCreators || authorCount === null) {
    return shortCreators;
  }
  return trans._n('%1 author', '%1 authors', authorCount);
}

/** A date as it is known: `2023-10-11`, `2023`, `12-11, year not known` for a day without a year. */
export function dateLine(date: string, trans: TranslationBundle): string {
  return date.startsWith('--')
    ? trans.__('%1, year not known', date.slice(2))
    : date;
}

/** What is not known of a work, in one line; empty when all of it is. */
export function notKnownLine(
  incomplete: readonly string[],
  trans: TranslationBundle
): string {
  const words: Readonly<Record<string, string>> = {
    title: trans.__('title'),
    author: trans.__('authors'),
    issued: trans.__('date')
  };
  const unknown = incomplete.map(variable => words[variable] ?? variable);
  return unknown.length > 0
    ? trans.__('Not known: %1', unknown.join(', '))
    : '';
}

/** The service that says that a work was retracted, as its CSL-JSON has it; mostly empty. */
export function retractedBy(item: PaperDetails['item']): string {
  const { custom } = item as { custom?: { paperlookup?: unknown } };
  const facts = custom?.paperlookup as { retracted?: unknown } | undefined;
  return typeof facts?.retracted === 'string' ? facts.retracted : '';
}

/** `Retracted, says Crossref`; empty for works that were not. */
export function retractedLine(
  service: string,
  trans: TranslationBundle
): string {
  return service && trans.__('Retracted, says %1', service);
}

/** Whether services may know more of a work: something is missing, or it has no identifier. */
export function lacksSomething({
  incomplete,
  item,
  links
}: Pick<PaperDetails, 'incomplete' | 'item' | 'links'>): boolean {
  const isIdentified =
    [item.DOI, item.PMID].some(Boolean) ||
    links.some(({ url }) => /^https?:\/\/arxiv\.org\/abs\//iu.test(url));
  return incomplete.length > 0 || !isIdentified;
}

/** What a link says besides its label: the identifier, without the site that resolves it. */
export function identifierOf(url: string): string {
  return url
    .replace(/^https?:\/\/(?:www\.)?/iu, '')
    .replace(/^(?:dx\.)?doi\.org\//iu, '')
    .replace(/^arxiv\.org\/abs\//iu, '');
}
