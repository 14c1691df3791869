import type { IDisposable } from '@lumino/disposable';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import type { PaperLookupClient } from '../api/client';
import { ServerMissingError } from '../api/request';
import type { ImportJob, ImportJobRequest } from '../api/types';
import { messageOf } from '../message-of';

/** What the model asks; a `PaperLookupClient` does. */
export type JobsClient = Pick<
  PaperLookupClient,
  'startImport' | 'importJobs' | 'cancelImport'
>;

/** Keeps the ids of imports whose end nobody has seen, so that a new page load shows them. */
export interface IJobMemory {
  load(): Promise<readonly string[]>;
  save(ids: readonly string[]): void;
}

/** Times in milliseconds. */
export type ImportJobsOptions = { poll?: number; retry?: number };

/** The imports to show; a new object for every change. */
export type JobsState = {
  /** Those under way, and those that ended until they are dismissed; oldest first. */
  readonly jobs: readonly ImportJob[];
  /** Why their progress is not known, in one sentence; empty while it is. */
  readonly failure: string;
};

const DEFAULTS: Required<ImportJobsOptions> = { poll: 600, retry: 5000 };

/** Whether an import will not change any more. */
export function isOver({ phase }: ImportJob): boolean {
  return phase === 'done' || phase === 'failed' || phase === 'cancelled';
}

/** The imports of the server: asks for their progress as long as one is under way. */
export class ImportJobs implements IDisposable {
  constructor(
    client: JobsClient,
    memory: IJobMemory,
    options: ImportJobsOptions = {}
  ) {
    this._client = client;
    this._memory = memory;
    this._options = { ...DEFAULTS, ...options };
  }

  get state(): JobsState {
    return this._state;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Emitted for each import that ends while somebody looks. */
  get ended(): ISignal<this, ImportJob> {
    return this._ended;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /**
   * Lets an import wait for its turn; its progress shows from now on.
   *
   * @throws what the client throws.
   */
  async start(request: ImportJobRequest): Promise<ImportJob> {
    return this.follow(await this._client.startImport(request));
  }

  /** Shows an import that has begun, and its progress from now on. */
  follow(job: ImportJob): ImportJob {
    this._shown.add(job.id);
    this._remember();
    this._take([job]);
    this._again(0);
    return job;
  }

  /** Shows an import that could not even begin, and why. */
  refuse(name: string, message: string): ImportJob {
    this._refused += 1;
    const job: ImportJob = {
      id: `refused-${this._refused}`,
      name,
      phase: 'failed',
      done: 0,
      total: 0,
      message,
      report: null
    };
    this._update({ jobs: [...this._state.jobs, job] });
    this._ended.emit(job);
    return job;
  }

  /** Finds the imports under way, of this page or another, and follows them. */
  async look(): Promise<void> {
    if (!this._hasRecalled) {
      this._hasRecalled = true;
      (await this._memory.load()).forEach(id => this._shown.add(id));
    }
    await this._ask();
  }

  /** Ends an import; why it cannot is in `failure`. */
  async cancel(id: string): Promise<void> {
    try {
      this._take([await this._client.cancelImport(id)]);
      this._again(0);
    } catch (error) {
      this._update({ failure: messageOf(error) });
    }
  }

  /** Leaves out an import that has ended. */
  dismiss(id: string): void {
    this._shown.delete(id);
    this._dismissed.add(id);
    this._remember();
    this._update({ jobs: this._state.jobs.filter(job => job.id !== id) });
  }

  /** Stops asking, for a page that nobody sees. */
  suspend(): void {
    this._isSuspended = true;
    this._clearTimer();
  }

  /** Goes on after `suspend`. */
  resume(): void {
    if (this._isSuspended) {
      this._isSuspended = false;
      if (this._isBusy()) {
        this._again(0);
      }
    }
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      this._clearTimer();
      Signal.clearData(this);
    }
  }

  private async _ask(): Promise<void> {
    if (this._isAsking) {
      return;
    }
    this._isAsking = true;
    this._clearTimer();
    const known = new Set(this._state.jobs.map(job => job.id));
    try {
      const { jobs } = await this._client.importJobs();
      this._isAsking = false;
      this._drop(known, new Set(jobs.map(job => job.id)));
      this._take([...jobs].reverse());
      this._update({ failure: '' });
      if (this._isBusy()) {
        this._again(this._options.poll);
      }
    } catch (error) {
      this._isAsking = false;
      // Without an import under way nobody waits for an answer.
      if (this._isBusy()) {
        this._update({ failure: messageOf(error) });
        if (!(error instanceof ServerMissingError)) {
          this._again(this._options.retry);
        }
      }
    }
  }

  /** Takes over what the server says of some imports, and tells those that have ended. */
  private _take(told: readonly ImportJob[]): void {
    const jobs = [...this._state.jobs];
    const over: ImportJob[] = [];
    for (const job of told) {
      const at = jobs.findIndex(({ id }) => id === job.id);
      const before = jobs[at];
      if (before && isOver(before)) {
        continue;
      }
      if (at >= 0) {
        jobs[at] = job;
      } else if (this._isToShow(job)) {
        jobs.push(job);
      } else {
        continue;
      }
      if (isOver(job)) {
        over.push(job);
      } else if (!this._shown.has(job.id)) {
        this._shown.add(job.id);
        this._remember();
      }
    }
    this._update({ jobs });
    over.forEach(job => this._ended.emit(job));
  }

  /** Leaves out imports that a server which was started again knows nothing of. */
  private _drop(known: ReadonlySet<string>, told: ReadonlySet<string>): void {
    const jobs = this._state.jobs.filter(
      job => isOver(job) || told.has(job.id) || !known.has(job.id)
    );
    if (jobs.length < this._state.jobs.length) {
      this._update({ jobs });
    }
  }

  private _isToShow(job: ImportJob): boolean {
    return (
      !this._dismissed.has(job.id) && (!isOver(job) || this._shown.has(job.id))
    );
  }

  private _isBusy(): boolean {
    return this._state.jobs.some(job => !isOver(job));
  }

  private _remember(): void {
    this._memory.save([...this._shown].slice(-MOST_REMEMBERED));
  }

  private _again(delay: number): void {
    this._clearTimer();
    if (!this._isSuspended && !this._isDisposed) {
      this._timer = setTimeout(() => void this._ask(), delay);
    }
  }

  private _clearTimer(): void {
    if (this._timer !== null) {
      clearTimeout(this._timer);
      this._timer = null;
    }
  }

  private _update(change: Partial<JobsState>): void {
    if (!this._isDisposed) {
      this._state = { ...this._state, ...change };
      this._changed.emit();
    }
  }

  private readonly _client: JobsClient;
  private readonly _memory: IJobMemory;
  private readonly _options: Required<ImportJobsOptions>;
  private readonly _changed = new Signal<this, void>(this);
  private readonly _ended = new Signal<this, ImportJob>(this);
  private readonly _shown = new Set<string>();
  private readonly _dismissed = new Set<string>();
  private _state: JobsState = { jobs: [], failure: '' };
  private _timer: ReturnType<typeof setTimeout> | null = null;
  private _refused = 0;
  private _isAsking = false;
  private _hasRecalled = false;
  private _isSuspended = false;
  private _isDisposed = false;
}

/** The server forgets older ones. */
const MOST_REMEMBERED = 20;
