import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import type { PaperLookupClient, ZoteroKind } from '../../api/client';
import type { ZoteroLibrary, ZoteroResponse } from '../../api/types';
import { messageOf } from '../../message-of';

/** What the model asks; a `PaperLookupClient` does. */
export type ZoteroClient = Pick<PaperLookupClient, 'zotero' | 'setZoteroKey'>;

/** What is offered and what is chosen; a new object for every change. */
export type ZoteroState = {
  /** The program, or zotero.org. */
  readonly kind: ZoteroKind;
  readonly isAsking: boolean;
  /** Whether the server has a key for zotero.org; it is never told. */
  readonly hasKey: boolean;
  readonly libraries: readonly ZoteroLibrary[];
  /** Why nothing is offered, in one sentence; empty when something is. */
  readonly message: string;
  /** The paths of the libraries that shall be added. */
  readonly chosen: readonly string[];
};

/** The libraries of Zotero to choose from. */
export class ZoteroModel {
  constructor(client: ZoteroClient) {
    this._client = client;
  }

  get state(): ZoteroState {
    return this._state;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** What shall be added. */
  get chosen(): readonly ZoteroLibrary[] {
    const { libraries, chosen } = this._state;
    return libraries.filter(({ path }) => chosen.includes(path));
  }

  /** Asks what there is in the program, or on zotero.org. */
  async look(kind: ZoteroKind): Promise<void> {
    await this._ask(kind, () => this._client.zotero(kind));
  }

  /** Has the server store the key for zotero.org, or forget it. */
  async setKey(key: string | null): Promise<void> {
    await this._ask('web', () =>
      this._client.setZoteroKey(key === null ? null : key.trim())
    );
  }

  /** Chooses a library, or no longer. */
  toggle(path: string): void {
    const { chosen } = this._state;
    this._update({
      chosen: chosen.includes(path)
        ? chosen.filter(each => each !== path)
        : [...chosen, path]
    });
  }

  private async _ask(
    kind: ZoteroKind,
    ask: () => Promise<ZoteroResponse>
  ): Promise<void> {
    this._asked += 1;
    const asked = this._asked;
    this._update({
      kind,
      isAsking: true,
      libraries: [],
      chosen: [],
      message: ''
    });
    let answer: Partial<ZoteroState>;
    try {
      const { hasKey, libraries, message } = await ask();
      answer = { hasKey, libraries, message, chosen: theOnlyOne(libraries) };
    } catch (error) {
      answer = {
        message: messageOf(error)
      };
    }
    // The person may have turned to something else meanwhile.
    if (asked === this._asked) {
      this._update({ ...answer, isAsking: false });
    }
  }

  private _update(change: Partial<ZoteroState>): void {
    this._state = { ...this._state, ...change };
    this._changed.emit();
  }

  private readonly _client: ZoteroClient;
  private readonly _changed = new Signal<this, void>(this);
  private _state: ZoteroState = {
    kind: 'local',
    isAsking: false,
    hasKey: false,
    libraries: [],
    message: '',
    chosen: []
  };
  private _asked = 0;
}

/** Where there is nothing to choose between, it is chosen. */
function theOnlyOne(libraries: readonly ZoteroLibrary[]): readonly string[] {
  const fresh = libraries.filter(({ source }) => !source);
  return libraries.length === 1 ? fresh.map(({ path }) => path) : [];
}
