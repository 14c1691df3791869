import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import type { ISignal } from '@lumino/signaling';
import { useSyncExternalStore } from 'react';

import type { IPaperLookup } from '../tokens';
import type { PaperActions } from './actions';
import type { StyleChoices } from './choices';
import type { DetailsModel } from './details-model';
import type { SearchModel } from './model';

/** What the parts of the view are made of. */
export type ViewParts = {
  readonly lookup: IPaperLookup;
  readonly search: SearchModel;
  readonly details: DetailsModel;
  readonly actions: PaperActions;
  readonly choices: StyleChoices;
  readonly commands: CommandRegistry;
  readonly trans: TranslationBundle;
  /** Puts the focus into the search box. */
  readonly focusBox: () => void;
  /** Puts the focus back to where the person came from. */
  readonly leave: () => void;
};

interface IStateful<T> {
  readonly state: T;
  readonly changed: ISignal<unknown, unknown>;
}

/** The state of a model; the component is rendered again when it changes. */
export function useModel<T>(model: IStateful<T>): T {
  return useSyncExternalStore(
    listener => subscription(model.changed, listener),
    () => model.state
  );
}

/** A value that a signal tells the changes of; the value must be the same object while unchanged. */
export function useSignal<T>(
  signal: ISignal<unknown, unknown>,
  value: () => T
): T {
  return useSyncExternalStore(
    listener => subscription(signal, listener),
    value
  );
}

function subscription(
  signal: ISignal<unknown, unknown>,
  listener: () => void
): () => void {
  const slot = (): void => listener();
  signal.connect(slot);
  return () => {
    signal.disconnect(slot);
  };
}
