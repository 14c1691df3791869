/** The endings of files that can be read; their content tells the format. */
export const READABLE_ENDINGS = [
  '.bib',
  '.bibtex',
  '.json',
  '.csljson',
  '.yaml',
  '.yml',
  '.ris',
  '.xml',
  '.rss',
  '.atom',
  '.rdf',
  '.nbib',
  '.medline',
  '.txt',
  '.jsonl',
  '.ipynb'
] as const;

/** Whether the name of a file is that of a file which may be a bibliography. */
export function isReadable(name: string): boolean {
  const lower = name.toLowerCase();
  return READABLE_ENDINGS.some(ending => lower.endsWith(ending));
}
