import type { IDisposable } from '@lumino/disposable';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import type { PaperLookupClient } from '../api/client';
import type { PaperDetails, PaperHit } from '../api/types';
import type { ICurrentChoices } from '../notebooks/tokens';
import { failureOf } from './failure';

/** The style and locale of previews, and when they change. */
export type PreviewChoices = Pick<
  ICurrentChoices,
  'style' | 'locale' | 'changed'
>;

/** What the details ask for their answers. */
export type DetailsClient = Pick<
  PaperLookupClient,
  'record' | 'formatted' | 'stubs'
>;

/** A text that is fetched when it is looked at: there, under way, or the reason why not. */
export type Preview = {
  readonly text: string | null;
  readonly failure: string;
};

/** All that the details view shows; a new object for every change. */
export type DetailsState = {
  /** The paper whose details are open; null when they are closed. */
  readonly hit: PaperHit | null;
  /** All that is known of it; null until it is there. */
  readonly record: PaperDetails | null;
  readonly failure: string;
  readonly reference: Preview;
  readonly bibtex: Preview;
  readonly showsBibtex: boolean;
};

const NO_PREVIEW: Preview = { text: null, failure: '' };

const CLOSED: DetailsState = {
  hit: null,
  record: null,
  failure: '',
  reference: NO_PREVIEW,
  bibtex: NO_PREVIEW,
  showsBibtex: false
};

/** Stepping through a list with the details open must not ask for each paper on the way. */
const DELAY = 90;

/** How many answers are kept, so that going back and forth costs nothing. */
const MOST_KEPT = 200;

/** The details of one paper: the record, its reference in the chosen style, its BibTeX on demand. */
export class DetailsModel implements IDisposable {
  constructor(client: DetailsClient, choices: PreviewChoices) {
    this._client = client;
    this._choices = choices;
    choices.changed.connect(this._onChoices);
  }

  get state(): DetailsState {
    return this._state;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get isOpen(): boolean {
    return this._state.hit !== null;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Opens the details of a paper, or shows another one. */
  show(hit: PaperHit): void {
    const isSame = hit.key === this._state.hit?.key;
    this._update({ hit });
    if (isSame) {
      return;
    }
    this._update({
      record: null,
      failure: '',
      reference: NO_PREVIEW,
      bibtex: NO_PREVIEW
    });
    this._load();
  }

  close(): void {
    this._stop();
    this._update({ ...CLOSED, showsBibtex: this._state.showsBibtex });
  }

  /** Shows or hides the BibTeX entry. */
  showBibtex(showsBibtex: boolean): void {
    if (showsBibtex !== this._state.showsBibtex) {
      this._update({ showsBibtex });
      this._load();
    }
  }

  /** Forgets what it knows, after the library has changed. */
  forget(): void {
    this._kept.clear();
    this._load();
  }

  dispose(): void {
    if (this._isDisposed) {
      return;
    }
    this._isDisposed = true;
    this._stop();
    this._choices.changed.disconnect(this._onChoices);
    Signal.clearData(this);
  }

  private _load(): void {
    this._stop();
    this._loadedFor = `${this._choices.style} ${this._choices.locale}`;
    const { hit } = this._state;
    if (!hit) {
      return;
    }
    this._request = new AbortController();
    const { signal } = this._request;
    const { key } = hit;
    this._timer = setTimeout(() => {
      void this._loadRecord(key, signal);
      void this._loadReference(key, signal);
      if (this._state.showsBibtex) {
        void this._loadBibtex(key, signal);
      }
    }, DELAY);
  }

  private async _loadRecord(key: string, signal: AbortSignal): Promise<void> {
    try {
      const record = await this._keep(`record ${key}`, () =>
        this._client.record(key, signal)
      );
      this._updateFor(signal, { record, failure: '' });
    } catch (error) {
      this._updateFor(signal, { failure: failureOf(error).message });
    }
  }

  private async _loadReference(
    key: string,
    signal: AbortSignal
  ): Promise<void> {
    const { style, locale } = this._choices;
    const reference = await this._preview(
      `reference ${style} ${locale} ${key}`,
      async () => {
        const options = { style, locale, to: 'text', signal } as const;
        const { references } = await this._client.formatted([key], options);
        return references.join('\n').trim();
      }
    );
    this._updateFor(signal, { reference });
  }

  private async _loadBibtex(key: string, signal: AbortSignal): Promise<void> {
    const bibtex = await this._preview(`bibtex ${key}`, () =>
      this._client.stubs([key], signal)
    );
    this._updateFor(signal, { bibtex });
  }

  private async _preview(
    name: string,
    fetch: () => Promise<string>
  ): Promise<Preview> {
    try {
      return { text: await this._keep(name, fetch), failure: '' };
    } catch (error) {
      return { text: null, failure: failureOf(error).message };
    }
  }

  /** The answer that is kept under a name, or a new one; failures are not kept. */
  private async _keep<T>(name: string, fetch: () => Promise<T>): Promise<T> {
    if (this._kept.has(name)) {
      return this._kept.get(name) as T;
    }
    const value = await fetch();
    const oldest = this._kept.keys().next();
    if (this._kept.size >= MOST_KEPT && !oldest.done) {
      this._kept.delete(oldest.value);
    }
    this._kept.set(name, value);
    return value;
  }

  private _stop(): void {
    clearTimeout(this._timer);
    this._request?.abort();
  }

  private _updateFor(signal: AbortSignal, change: Partial<DetailsState>): void {
    if (!signal.aborted) {
      this._update(change);
    }
  }

  private _update(change: Partial<DetailsState>): void {
    if (!this._isDisposed) {
      this._state = { ...this._state, ...change };
      this._changed.emit();
    }
  }

  private readonly _client: DetailsClient;
  private readonly _choices: PreviewChoices;
  private readonly _changed = new Signal<this, void>(this);
  private readonly _onChoices = (): void => {
    const { style, locale } = this._choices;
    if (`${style} ${locale}` !== this._loadedFor) {
      this._load();
    }
  };
  private _loadedFor = '';
  private readonly _kept = new Map<string, unknown>();
  private _state = CLOSED;
  private _timer: ReturnType<typeof setTimeout> | undefined;
  private _request: AbortController | null = null;
  private _isDisposed = false;
}
