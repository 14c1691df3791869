import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import type { FeedsClient } from '../api/feeds-client';

/** Says once in a session that the network cannot be reached. */
export class OfflineModel {
  constructor(private readonly _client: Pick<FeedsClient, 'network'>) {}

  get state(): { readonly isShown: boolean } {
    return this._state;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Sees whether services could be reached when they were last asked; asks none of them. */
  async look(): Promise<void> {
    try {
      const { isOffline } = await this._client.network();
      this._show(isOffline && (this._state.isShown || !this._wasTold));
    } catch {
      // The Jupyter server is away, which is told elsewhere.
    }
  }

  dismiss(): void {
    this._show(false);
  }

  private _show(isShown: boolean): void {
    this._wasTold ||= isShown;
    if (isShown !== this._state.isShown) {
      this._state = { isShown };
      this._changed.emit();
    }
  }

  private readonly _changed = new Signal<this, void>(this);
  private _state = { isShown: false };
  private _wasTold = false;
}
