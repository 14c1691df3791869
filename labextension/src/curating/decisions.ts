import type { TranslationBundle } from '@jupyterlab/translation';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import type { CuratingClient } from '../api/curating-client';
import type { ISearchView } from '../search-view';
import { messageOf } from '../message-of';

/** What came of the last decision. */
export type Decided = {
  readonly message: string;
  readonly isProblem: boolean;
  /** The change that the message tells of, as long as it can be taken back. */
  readonly change: string;
};

type Client = Pick<CuratingClient, 'changes' | 'curation' | 'undo'>;
type View = Pick<ISearchView, 'currentKey' | 'refresh' | 'report'>;

/** Tells of each decision, shows what it changed, and takes it back. */
export class Decisions {
  constructor(client: Client, view: View, trans: TranslationBundle) {
    this._client = client;
    this._view = view;
    this._trans = trans;
  }

  get state(): Decided {
    return this._state;
  }

  /** Emitted when something was decided, taken back, or refused. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Emitted when something was taken back. */
  get undone(): ISignal<this, void> {
    return this._undone;
  }

  /**
   * Shows what has just been decided, in the words of the library, with a way back.
   *
   * @param key - The record that details which are open show from now on.
   */
  async tell(key?: string): Promise<void> {
    await this._view.refresh(key === undefined ? [] : [key]);
    try {
      const { changes } = await this._client.changes();
      const change = changes[0] ?? '';
      this._say(change, false, change);
    } catch (error) {
      this.refuse(error);
    }
  }

  /** Says why something could not be done. */
  refuse(error: unknown): void {
    this._say(messageOf(error), true);
  }

  /** Says something that cannot be taken back. */
  say(message: string): void {
    this._say(message, false);
  }

  /**
   * Takes back the last decision.
   *
   * @param expected - The change that shall be taken back; nothing is when another came after it.
   */
  async undo(expected?: string): Promise<void> {
    try {
      const { changes } = await this._client.changes();
      const last = changes[0];
      if (last === undefined) {
        this.say(this._trans.__('There is no change to undo.'));
        return;
      }
      if (expected !== undefined && last !== expected) {
        this._say(
          this._trans.__('Something else was changed since then: %1', last),
          true,
          last
        );
        return;
      }
      const keys = await this._openKeys();
      const { undone } = await this._client.undo();
      this._undone.emit();
      await this._view.refresh(keys);
      this.say(this._trans.__('Taken back: %1', undone));
    } catch (error) {
      this.refuse(error);
    }
  }

  /** Takes back what one service said of a paper, whatever was changed since. */
  async undoService(key: string, source: string): Promise<void> {
    try {
      const { undone } = await this._client.undo({ key, source });
      this._undone.emit();
      await this._view.refresh([key]);
      this.say(this._trans.__('Taken back: %1', undone));
    } catch (error) {
      this.refuse(error);
    }
  }

  /** All keys of the paper that is looked at: it may lose the one that it has now. */
  private async _openKeys(): Promise<string[]> {
    const key = this._view.currentKey();
    try {
      return key ? [key, ...(await this._client.curation(key)).aliases] : [];
    } catch {
      return [key];
    }
  }

  private _say(message: string, isProblem: boolean, change = ''): void {
    this._state = { message, isProblem, change };
    this._changed.emit();
    const action = change
      ? { label: this._trans.__('Undo'), run: () => void this.undo(change) }
      : undefined;
    this._view.report(message, isProblem, action);
  }

  private readonly _client: Client;
  private readonly _view: View;
  private readonly _trans: TranslationBundle;
  private readonly _changed = new Signal<this, void>(this);
  private readonly _undone = new Signal<this, void>(this);
  private _state: Decided = { message: '', isProblem: false, change: '' };
}
