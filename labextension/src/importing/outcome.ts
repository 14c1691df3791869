import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

/** A sentence that says what came of the last action. */
export class Outcome {
  get state(): string {
    return this._sentence;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  say(sentence: string): void {
    this._sentence = sentence;
    this._changed.emit();
  }

  private readonly _changed = new Signal<this, void>(this);
  private _sentence = '';
}
