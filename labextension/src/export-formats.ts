/** A format of files that the server writes. */
export type ExportFormatInfo = {
  /** What the server calls it. */
  readonly name: string;
  /** What people call it, the same in every language. */
  readonly title: string;
  /** Whether files of it can be kept up to date. */
  readonly canBeKept: boolean;
};

/** The formats of an export, those first that are asked for most. */
export const EXPORT_FORMATS = [
  { name: 'bibtex', title: 'BibTeX', canBeKept: true },
  { name: 'biblatex', title: 'BibLaTeX', canBeKept: true },
  { name: 'csl-json', title: 'CSL-JSON', canBeKept: false },
  { name: 'csl-yaml', title: 'CSL-YAML', canBeKept: false },
  { name: 'ris', title: 'RIS', canBeKept: false },
  { name: 'endnote-xml', title: 'EndNote XML', canBeKept: false },
  { name: 'medline', title: 'PubMed (MEDLINE)', canBeKept: false }
] as const satisfies readonly ExportFormatInfo[];

export type ExportFormat = (typeof EXPORT_FORMATS)[number]['name'];

/** The formats that stand in menus by themselves; the others are behind "Export…". */
export const MENU_FORMATS: readonly ExportFormat[] = [
  'bibtex',
  'csl-json',
  'ris'
];

/** What a format is called. */
export function exportTitle(format: ExportFormat): string {
  return EXPORT_FORMATS.find(({ name }) => name === format)?.title ?? format;
}

/** The format of this name or title. */
export function exportFormat(value: unknown): ExportFormat | null {
  const found = EXPORT_FORMATS.find(
    ({ name, title }) => name === value || title === value
  );
  return found?.name ?? null;
}
