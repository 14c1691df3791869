import type { ExportFormat } from '../commands';

const TITLES: Readonly<Record<ExportFormat, string>> = {
  bibtex: 'BibTeX',
  'csl-json': 'CSL-JSON',
  ris: 'RIS'
};

/** What a format is called, the same in every language. */
export function exportTitle(format: ExportFormat): string {
  return TITLES[format];
}
