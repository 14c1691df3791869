import type { IDisposable } from '@lumino/disposable';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import { isAbort } from '../api/request';
import type { CiteMessage, PaperHit } from '../api/types';
import { messageOf } from '../message-of';
import { Turns } from '../search/turns';
import type { InsertOutcome } from '../tokens';
import type { ICitationTarget } from './target';
import type { FormWork } from './works';
import { MOST_WORKS, withChanged, withMoved, workOfHit } from './works';

/** What would be written, and how it would read. */
export type CitationPreview = {
  readonly text: string;
  /** Safe HTML. */
  readonly html: string;
  /** Why there is none, in one sentence; else empty. */
  readonly failure: string;
};

/** All that the form shows; a new object for every change. */
export type CitationFormState = {
  readonly works: readonly FormWork[];
  readonly preview: CitationPreview;
  /** Why the citation was not written, in one sentence; else empty. */
  readonly failure: string;
  readonly isSaving: boolean;
};

/** How long nobody must have typed before the preview is asked for, in milliseconds. */
const QUIET = 200;

const NO_PREVIEW: CitationPreview = { text: '', html: '', failure: '' };

/** The citation that is being put together. */
export class CitationFormModel implements IDisposable {
  constructor(
    readonly target: ICitationTarget,
    works: readonly FormWork[],
    /** What is said when there is no work to cite, and when there are too many. */
    private readonly _words: { none: string; tooMany: string }
  ) {
    this._state = {
      works,
      preview: NO_PREVIEW,
      failure: '',
      isSaving: false
    };
    this._askSoon(0);
  }

  get state(): CitationFormState {
    return this._state;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get isDisposed(): boolean {
    return this._turns.isDisposed;
  }

  /** Adds a work at the end; the same work may be cited twice, with another page. */
  add(hit: PaperHit): FormWork | null {
    if (this._state.works.length >= MOST_WORKS) {
      this._update({ failure: this._words.tooMany });
      return null;
    }
    const work = workOfHit(hit);
    this._setWorks([...this._state.works, work]);
    return work;
  }

  remove(id: number): void {
    this._setWorks(this._state.works.filter(work => work.id !== id));
  }

  move(id: number, step: -1 | 1): void {
    this._setWorks(withMoved(this._state.works, id, step));
  }

  change(id: number, change: Partial<CiteMessage>): void {
    this._setWorks(withChanged(this._state.works, id, change));
  }

  /** Writes the citation; what came of it, null when that could not be done. */
  async save(): Promise<InsertOutcome | null> {
    const { works, isSaving } = this._state;
    if (isSaving) {
      return null;
    }
    if (works.length === 0) {
      this._update({ failure: this._words.none });
      return null;
    }
    this._update({ isSaving: true, failure: '' });
    const outcome = await this.target.save(works.map(({ cite }) => cite));
    this._update({
      isSaving: false,
      failure: outcome.inserted ? '' : outcome.message
    });
    return outcome.inserted ? outcome : null;
  }

  dispose(): void {
    this._turns.dispose();
    this.target.dispose();
    Signal.clearData(this);
  }

  private _setWorks(works: readonly FormWork[]): void {
    if (works === this._state.works) {
      return;
    }
    this._turns.giveUp();
    this._update({ works, failure: '' });
    this._askSoon(QUIET);
  }

  private _askSoon(delay: number): void {
    this._turns.after(delay, () => void this._ask());
  }

  private async _ask(): Promise<void> {
    this._turns.stopWaiting();
    const cites = this._state.works.map(({ cite }) => cite);
    if (cites.length === 0) {
      this._update({ preview: NO_PREVIEW });
      return;
    }
    const turn = this._turns.begin();
    const show = (preview: CitationPreview): void => {
      if (this._turns.isCurrent(turn)) {
        this._update({ preview });
      }
    };
    try {
      const delivery = await this.target.order(cites);
      const { text, html } = delivery.insertion;
      const reads = this._state.preview.html || html;
      show({ text, html: reads, failure: '' });
      if (this._turns.isCurrent(turn)) {
        const inNotebook = await this.target.read(delivery, turn.signal);
        show({ text, html: inNotebook || html, failure: '' });
      }
    } catch (error) {
      if (!isAbort(error)) {
        show({ ...NO_PREVIEW, failure: messageOf(error) });
      }
    }
  }

  private _update(change: Partial<CitationFormState>): void {
    if (!this.isDisposed) {
      this._state = { ...this._state, ...change };
      this._changed.emit();
    }
  }

  private _state: CitationFormState;
  private readonly _turns = new Turns();
  private readonly _changed = new Signal<this, void>(this);
}
