import type { IStateDB } from '@jupyterlab/statedb';

/** Under which it is kept. */
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

/** A store of JSON by name; JupyterLab's state is one. */
export type JSONStore = Pick<IStateDB, 'fetch' | 'save'>;

/** Keeps it in a store, and in memory where the store fails. */
export class ImportMemory {
  constructor(store: JSONStore) {
    this._store = store;
  }

  async load<N extends keyof Remembered>(name: N): Promise<Remembered[N]> {
    await this._fetched();
    return this._values[name];
  }

  save<N extends keyof Remembered>(name: N, value: Remembered[N]): void {
    this._changes = { ...this._changes, [name]: value };
    void this._write();
  }

  private get _values(): Remembered {
    return { ...this._kept, ...this._changes };
  }

  /** What was kept before is fetched first, else it would be written over. */
  private async _write(): Promise<void> {
    await this._fetched();
    const { jobs, declined, notice } = this._values;
    try {
      await this._store.save(ID, {
        jobs: [...jobs],
        declined: [...declined],
        notice
      });
    } catch {
      // What cannot be kept is asked again some day, which is no harm.
    }
  }

  private _fetched(): Promise<void> {
    this._loading ??= this._fetch();
    return this._loading;
  }

  private async _fetch(): Promise<void> {
    const kept = await this._store.fetch(ID).catch(() => undefined);
    if (isObject(kept)) {
      const { jobs, declined, notice } = kept;
      this._kept = {
        jobs: textsOf(jobs),
        declined: textsOf(declined),
        notice: typeof notice === 'string' ? notice : ''
      };
    }
  }

  private readonly _store: JSONStore;
  private _kept = NOTHING;
  private _changes: Partial<Remembered> = {};
  private _loading: Promise<void> | null = null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textsOf(value: unknown): string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [];
  return values.filter((each): each is string => typeof each === 'string');
}
