import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

/** Keeps the notice that was dismissed last. */
export interface INoticeMemory {
  load(): Promise<string>;
  save(notice: string): void;
}

/** What the server has to say of the time before the library was opened, until it is dismissed. */
export class LibraryNotice {
  constructor(memory: INoticeMemory) {
    this._memory = memory;
  }

  /** The sentence to show; empty when there is none. */
  get state(): string {
    return this._shown;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Takes over what the server says. */
  async take(notice: string): Promise<void> {
    if (notice === this._told) {
      return;
    }
    this._told = notice;
    const dismissed = await this._memory.load();
    if (!notice && dismissed) {
      // The same words after another opening tell of something else.
      this._memory.save('');
    }
    this._show(notice === dismissed ? '' : notice);
  }

  dismiss(): void {
    this._memory.save(this._told ?? '');
    this._show('');
  }

  private _show(notice: string): void {
    if (notice !== this._shown) {
      this._shown = notice;
      this._changed.emit();
    }
  }

  private readonly _memory: INoticeMemory;
  private readonly _changed = new Signal<this, void>(this);
  private _told: string | null = null;
  private _shown = '';
}
