/** A part of the list under one heading. */
export type SectionSize = { readonly count: number };

/** How high a row and a heading are, in pixels. */
export type Heights = { readonly row: number; readonly heading: number };

/** A section that is in sight, and which of its rows are: `first` to `last`, none if `last` is less. */
export type SeenSection = {
  /** Its place among the sections. */
  readonly section: number;
  readonly top: number;
  readonly height: number;
  readonly first: number;
  readonly last: number;
};

/** Where each row and heading of a list stands, known without a single row. */
export class ListLayout {
  constructor(
    private readonly _sections: readonly SectionSize[],
    private readonly _heights: Heights
  ) {
    let row = 0;
    let top = 0;
    for (const { count } of _sections) {
      this._firsts.push(row);
      this._tops.push(top);
      row += count;
      top += _heights.heading + count * _heights.row;
    }
    this.count = row;
    this.height = top;
  }

  /** How many rows there are. */
  readonly count: number;

  /** How high the whole is. */
  readonly height: number;

  /** The upper edge of a row. */
  top(position: number): number {
    const section = lastAtMost(this._firsts, position);
    const { row, heading } = this._heights;
    const first = this._firsts[section] ?? 0;
    return (this._tops[section] ?? 0) + heading + (position - first) * row;
  }

  /** In which section a row stands. */
  sectionOf(position: number): number {
    return lastAtMost(this._firsts, position);
  }

  /** The first row of a section. */
  firstOf(section: number): number {
    return this._firsts[section] ?? 0;
  }

  /** What of the list is between two heights. */
  seen(from: number, to: number): SeenSection[] {
    const seen: SeenSection[] = [];
    const { row, heading } = this._heights;
    const begin = Math.max(0, lastAtMost(this._tops, from));
    for (let section = begin; section < this._sections.length; section++) {
      const top = this._tops[section] ?? 0;
      if (top > to) {
        break;
      }
      const count = this._sections[section]?.count ?? 0;
      const first = this._firsts[section] ?? 0;
      const rows = top + heading;
      const above = Math.max(0, Math.floor((from - rows) / row));
      const below = Math.min(count - 1, Math.floor((to - rows) / row));
      seen.push({
        section,
        top,
        height: heading + count * row,
        first: first + above,
        last: first + below
      });
    }
    return seen;
  }

  /** Where to scroll to, from where one is, for a row to be seen whole below its heading. */
  scrollTo(position: number, scrolled: number, viewport: number): number {
    const { row, heading } = this._heights;
    const top = this.top(position);
    if (top - heading < scrolled) {
      return top - heading;
    }
    return Math.max(scrolled, top + row - viewport);
  }

  private readonly _firsts: number[] = [];
  private readonly _tops: number[] = [];
}

/** The last place in an ascending list whose value is at most `value`; of equal ones the last. */
function lastAtMost(values: readonly number[], value: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((values[middle] ?? 0) <= value) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}
