import type { CitationsResponse, CitedWork, FindingInfo } from '../api/types';
import type { WorkFacts } from '../notebooks/work-facts';
import { workFactsOf } from '../notebooks/work-facts';

/** A place in a notebook. */
export type Spot = {
  /** The id of the cell. */
  readonly cell: string;
  /** The position of the cell, counted from 1; 0 where it is not known any more. */
  readonly number: number;
  readonly start: number;
};

/** The citations of a work that stand in one cell. */
export type SpotGroup = {
  readonly number: number;
  readonly spots: readonly Spot[];
};

/** A work of the notebook as it is listed. */
export type WorkRow = {
  readonly work: CitedWork;
  readonly facts: WorkFacts;
  readonly places: readonly SpotGroup[];
};

/** Something to look at, and where. */
export type FindingRow = {
  readonly finding: FindingInfo;
  /** Null where it stands in no cell. */
  readonly spot: Spot | null;
  /** The work that it is about; null where nothing is known of it. */
  readonly work: CitedWork | null;
};

/** In which order works are listed. */
export type Order = 'bibliography' | 'text';

/** The numbers of cells by their ids, counted from 1. */
export type CellNumbers = ReadonlyMap<string, number>;

/** The works of a notebook with their places. */
export function workRows(
  { works, cells }: Pick<CitationsResponse, 'works' | 'cells'>,
  numbers: CellNumbers,
  order: Order
): WorkRow[] {
  const spots = new Map<string, Spot[]>();
  for (const { id, citations } of cells) {
    for (const { start, cites } of citations) {
      const spot = { cell: id, number: numbers.get(id) ?? 0, start };
      for (const key of new Set(cites.map(cite => cite.key))) {
        spots.set(key, [...(spots.get(key) ?? []), spot]);
      }
    }
  }
  const rows = works.map(work => ({
    work,
    facts: workFactsOf(work.item),
    places: grouped(spots.get(work.key) ?? [])
  }));
  if (order === 'bibliography') {
    return rows;
  }
  const first = [...spots.keys()];
  const rank = ({ work }: WorkRow): number => {
    const at = first.indexOf(work.key);
    return at < 0 ? first.length : at;
  };
  return rows
    .map(row => [rank(row), row] as const)
    .sort(([a], [b]) => a - b)
    .map(([, row]) => row);
}

/** What to look at, in the order of the notebook. */
export function findingRows(
  findings: readonly FindingInfo[],
  works: readonly CitedWork[],
  numbers: CellNumbers
): FindingRow[] {
  const known = new Map(works.map(work => [work.key, work]));
  return findings.map(finding => {
    const { cell, start, key } = finding;
    const number = numbers.get(cell) ?? 0;
    return {
      finding,
      spot: number > 0 ? { cell, number, start } : null,
      work: known.get(key) ?? null
    };
  });
}

function grouped(spots: readonly Spot[]): SpotGroup[] {
  const groups = new Map<string, Spot[]>();
  for (const spot of spots) {
    groups.set(spot.cell, [...(groups.get(spot.cell) ?? []), spot]);
  }
  return [...groups.values()].map(each => ({
    number: each[0]?.number ?? 0,
    spots: each
  }));
}
