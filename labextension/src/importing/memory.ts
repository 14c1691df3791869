import type { IStateDB } from '@jupyterlab/statedb';

/** Where JupyterLab keeps it. */
const ID = 'jupyter-paperlookup:importing';

/** What is remembered of imports from one page load to the next. */
export type Remembered = {
  /** Ids of imports whose end nobody has dismissed. */
  jobs: readonly string[];
  /** Paths of files that are not to be offered. */
  declined: readonly string[];
  /** The notice of the server that was dismissed last. */
  notice: string;
};

const NOTHING: Remembered = { jobs: [], declined: [], notice: '' };

/** Keeps it in JupyterLab's state; in memory only where there is none. */
export class ImportMemory {
  constructor(state: IStateDB | null) {
    this._state = state;
  }

  async load<N extends keyof Remembered>(name: N): Promise<Remembered[N]> {
    this._loading ??= this._fetch();
    await this._loading;
    return this._values[name];
  }

  save<N extends keyof Remembered>(name: N, value: Remembered[N]): void {
    this._values = { ...this._values, [name]: value };
    // What cannot be kept is asked again some day, which is no harm.
    void this._state
      ?.save(ID, {
        ...this._values,
        jobs: [...this._values.jobs],
        declined: [...this._values.declined]
      })
      .catch(() => undefined);
  }

  private async _fetch(): Promise<void> {
    const kept = await this._state?.fetch(ID).catch(() => undefined);
    if (isObject(kept)) {
      const { jobs, declined, notice } = kept;
      this._values = {
        jobs: textsOf(jobs),
        declined: textsOf(declined),
        notice: typeof notice === 'string' ? notice : ''
      };
    }
  }

  private readonly _state: IStateDB | null;
  private _values = NOTHING;
  private _loading: Promise<void> | null = null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textsOf(value: unknown): string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [];
  return values.filter((each): each is string => typeof each === 'string');
}
