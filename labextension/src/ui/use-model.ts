import type { ISignal } from '@lumino/signaling';
import { useSyncExternalStore } from 'react';

/** What has a state, and tells when it has another one. */
export interface IStateful<T> {
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
