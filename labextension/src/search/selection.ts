import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

/** How many papers one request may name. */
export const MOST_SELECTED = 200;

/** The papers that are marked, by key, in the order in which they were. */
export type Selection = readonly string[];

/** Marks several papers, to do one thing with all of them; other words leave the marks alone. */
export class SelectionModel {
  get state(): Selection {
    return this._keys;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Whether as many are marked as can be. */
  get isFull(): boolean {
    return this._keys.length >= MOST_SELECTED;
  }

  has(key: string): boolean {
    return this._keys.includes(key);
  }

  /** Marks a paper, or no longer; a range begins there. */
  toggle(key: string): void {
    this._anchor = key;
    this._set(
      this.has(key)
        ? this._keys.filter(each => each !== key)
        : [...this._keys, key]
    );
  }

  /**
   * Marks all papers from where the last mark was set to another one.
   *
   * @param keys - The list as it is shown.
   * @param from - Where the range begins when nothing in the list was marked last.
   * @param to - Where it ends; both are positions.
   */
  extend(keys: readonly string[], from: number, to: number): void {
    const anchored = this._anchor === null ? -1 : keys.indexOf(this._anchor);
    const start = anchored >= 0 ? anchored : Math.max(from, 0);
    const range = keys.slice(Math.min(start, to), Math.max(start, to) + 1);
    const before = new Set(this._range);
    // A range that shrinks takes its own marks back, and none that were set one by one.
    const kept = this._keys.filter(each => !before.has(each));
    const added = range.filter(each => !kept.includes(each));
    this._anchor = keys[start] ?? null;
    this._set([...kept, ...added]);
    this._range = added;
  }

  /** Takes the marks away when something was done with all that are marked. */
  settle(keys: readonly string[]): void {
    if (this._keys.length > 0 && this._keys.every(key => keys.includes(key))) {
      this.clear();
    }
  }

  clear(): void {
    this._anchor = null;
    this._set([]);
  }

  private _set(keys: Selection): void {
    this._range = [];
    this._keys = keys.slice(0, MOST_SELECTED);
    this._changed.emit();
  }

  private _keys: Selection = [];
  private _range: Selection = [];
  private _anchor: string | null = null;
  private readonly _changed = new Signal<this, void>(this);
}
