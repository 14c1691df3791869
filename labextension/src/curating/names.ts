/** One creator as it is typed: family and given name, or one name that stays whole. */
export type NameRow = {
  /** Tells rows apart while they are moved. */
  readonly id: number;
  readonly isWhole: boolean;
  readonly literal: string;
  readonly family: string;
  readonly given: string;
  readonly particle: string;
  readonly droppingParticle: string;
  readonly suffix: string;
};

/** The texts of a row. */
export type NamePart = Exclude<keyof NameRow, 'id' | 'isWhole'>;

let lastId = 0;

/** A row with nothing in it. */
export function emptyName(): NameRow {
  lastId += 1;
  return {
    id: lastId,
    isWhole: false,
    literal: '',
    family: '',
    given: '',
    particle: '',
    droppingParticle: '',
    suffix: ''
  };
}

/** CSL-JSON's list of names as rows; what is no name is left out. */
export function namesFromCsl(value: unknown): NameRow[] {
  const names: readonly unknown[] = Array.isArray(value) ? value : [];
  return names.filter(isObject).map(name => {
    const part = (key: string): string => {
      const text = name[key];
      return typeof text === 'string' ? text : '';
    };
    const family = part('family');
    const given = part('given');
    return {
      ...emptyName(),
      isWhole: part('literal') !== '' && family === '' && given === '',
      literal: part('literal'),
      family,
      given,
      particle: part('non-dropping-particle'),
      droppingParticle: part('dropping-particle'),
      suffix: part('suffix')
    };
  });
}

/** Rows as CSL-JSON's list of names; empty rows are left out. */
export function namesToCsl(rows: readonly NameRow[]): Record<string, string>[] {
  return rows.map(toCsl).filter(name => Object.keys(name).length > 0);
}

/** Whether nothing is typed in a row. */
export function isEmptyName(row: NameRow): boolean {
  return Object.keys(toCsl(row)).length === 0;
}

/** A row turned into a whole name, or back into its parts; what was typed goes along. */
export function turned(row: NameRow): NameRow {
  if (row.isWhole) {
    const words = row.literal.trim().split(/\s+/u);
    const isKept = row.family !== '' || row.given !== '';
    return {
      ...row,
      isWhole: false,
      family: isKept ? row.family : (words.pop() ?? ''),
      given: isKept ? row.given : words.join(' ')
    };
  }
  const parts = [
    row.given,
    row.droppingParticle,
    row.particle,
    row.family,
    row.suffix
  ];
  const whole = parts.filter(part => part.trim() !== '').join(' ');
  return { ...row, isWhole: true, literal: row.literal || whole };
}

/** Names as one reads them: `Alan Turing; National Physical Laboratory`. */
export function namesLine(value: unknown): string {
  return namesFromCsl(value)
    .map(row => (row.isWhole ? row.literal : turned(row).literal))
    .join('; ');
}

function toCsl(row: NameRow): Record<string, string> {
  const parts: [string, string][] = row.isWhole
    ? [['literal', row.literal]]
    : [
        ['family', row.family],
        ['given', row.given],
        ['non-dropping-particle', row.particle],
        ['dropping-particle', row.droppingParticle],
        ['suffix', row.suffix]
      ];
  return Object.fromEntries(
    parts
      .map(([name, text]) => [name, text.trim()] as const)
      .filter(([, text]) => text !== '')
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
