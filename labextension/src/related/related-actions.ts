import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import type { IPaperLookup, IPaperPanel } from '../tokens';
import type { IRelatedActions } from './related-list';

/** What came of the last action, in one sentence. */
export type Outcome = {
  readonly message: string;
  readonly isProblem: boolean;
};

const NONE: Outcome = { message: '', isProblem: false };

/** Cites related papers and opens their details; errors become an outcome, nothing is thrown. */
export class RelatedActions implements IRelatedActions {
  constructor(
    private readonly _lookup: Pick<IPaperLookup, 'inserter'>,
    private readonly _panel: IPaperPanel
  ) {}

  get state(): Outcome {
    return this._outcome;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  async insert(key: string): Promise<void> {
    const { inserter } = this._lookup;
    const { inserted, message } = await inserter.insert(
      { kind: 'citation', keys: [key] },
      { keepFocus: true }
    );
    this._say({ message, isProblem: !inserted });
  }

  async show(key: string): Promise<void> {
    const { node, search } = this._panel;
    this._panel.showView(null);
    await search.showRecord(key);
    // The row that had the focus is gone with what it was related to.
    requestAnimationFrame(() =>
      node.querySelector<HTMLElement>('.jp-PaperLookup-details')?.focus()
    );
  }

  /** Forgets what came of earlier actions. */
  forget(): void {
    this._say(NONE);
  }

  private _say(outcome: Outcome): void {
    this._outcome = outcome;
    this._changed.emit();
  }

  private readonly _changed = new Signal<this, void>(this);
  private _outcome = NONE;
}
