/** How long a list is looked at before it counts as seen, in milliseconds. */
const LEAST = 3000;

/**
 * Tells the server that the list was seen, when the person leaves it after some seconds.
 *
 * As long as they look, what is new stays marked, on the pages that they scroll to as well.
 */
export class Visits {
  constructor(
    private readonly _visit: () => Promise<unknown>,
    private readonly _now: () => number = () => performance.now()
  ) {}

  /** The list is in sight, with its rows. */
  begin(): void {
    this._since ??= this._now();
  }

  /** The list has gone out of sight; whether it has been seen. */
  end(): boolean {
    const since = this._since;
    this._since = null;
    const isSeen = since !== null && this._now() - since >= LEAST;
    if (isSeen) {
      // What cannot be told stays new, which is no harm.
      void this._visit().catch(() => undefined);
    }
    return isSeen;
  }

  private _since: number | null = null;
}
