import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import type { PaperLookupClient } from '../api/client';
import { isAbort } from '../api/request';
import type {
  LocaleInfo,
  OpenNotebook,
  StyleInfo,
  StylePreview
} from '../api/types';
import { folded } from '../folded';
import { messageOf } from '../message-of';

/** What the chooser asks the server. */
export type ChooserClient = Pick<PaperLookupClient, 'styles' | 'addStyle'> & {
  readonly notebooks: Pick<PaperLookupClient['notebooks'], 'previews'>;
};

/** All that the chooser shows; a new object for every change. */
export type ChooserState = {
  /** The words that the titles must have. */
  readonly filter: string;
  /** The styles with these words; null until they are there. */
  readonly styles: readonly StyleInfo[] | null;
  readonly locales: readonly LocaleInfo[];
  /** The name of the style that is highlighted. */
  readonly style: string;
  readonly locale: string;
  /** What is known of how each style writes, by its name. */
  readonly previews: ReadonlyMap<string, StylePreview>;
  /** Whether works of the library stand in for those of the notebook. */
  readonly isExample: boolean;
  readonly failure: string;
};

/** A file of the user's; a `File` is one. */
export type StyleFile = Pick<File, 'name' | 'size' | 'text'>;

/** The server takes no larger styles, in bytes. */
const LARGEST_STYLE = 2_000_000;

/** What a chooser begins with. */
export type ChooserStart = {
  style: string;
  locale: string;
  /** The notebook whose references are shown. */
  notebook: OpenNotebook;
  /** Says that a file is larger than styles are. */
  tooLarge: string;
};

/** Chooses a style by what it makes of the references of a notebook. */
export class StyleChooserModel {
  constructor(
    client: ChooserClient,
    { style, locale, notebook, tooLarge }: ChooserStart
  ) {
    this._client = client;
    this._notebook = notebook;
    this._tooLarge = tooLarge;
    this._state = {
      filter: '',
      styles: null,
      locales: [],
      style,
      locale,
      previews: new Map(),
      isExample: false,
      failure: ''
    };
  }

  get state(): ChooserState {
    return this._state;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Asks for the styles, and begins with the previews. */
  async load(): Promise<void> {
    try {
      const { styles, locales } = await this._client.styles();
      this._all = styles;
      this._update({ locales, failure: '' });
      this._filter();
      await this._preview();
    } catch (error) {
      this._fail(error);
    }
  }

  /** Shows the styles whose title or name has these words. */
  filter(words: string): void {
    this._update({ filter: words });
    this._filter();
    const { styles, style } = this._state;
    if (!styles?.some(({ name }) => name === style) && styles?.[0]) {
      this.highlight(styles[0].name);
    }
  }

  highlight(style: string): void {
    if (style !== this._state.style) {
      this._update({ style });
      void this._preview();
    }
  }

  /** Highlights the style so many rows further. */
  step(rows: number): void {
    const { styles, style } = this._state;
    if (styles && styles.length > 0) {
      const at = styles.findIndex(({ name }) => name === style);
      const next = Math.min(Math.max(at + rows, 0), styles.length - 1);
      this.highlight(styles[next]?.name ?? style);
    }
  }

  chooseLocale(locale: string): void {
    this._update({ locale, previews: new Map() });
    void this._preview();
  }

  /** Keeps a `.csl` file of the user, and highlights its style. */
  async add(file: StyleFile): Promise<void> {
    try {
      if (file.size > LARGEST_STYLE) {
        throw new Error(this._tooLarge);
      }
      const { name } = file;
      const text = await file.text();
      const { style } = await this._client.addStyle({ name, text });
      const others = this._all.filter(each => each.name !== style.name);
      this._all = [style, ...others];
      // A style of that name may have been there, and written otherwise.
      const previews = new Map(this._state.previews);
      previews.delete(style.name);
      this._update({ filter: '', style: style.name, previews, failure: '' });
      this._filter();
      await this._preview();
    } catch (error) {
      this._fail(error);
    }
  }

  dispose(): void {
    this._request?.abort();
    Signal.clearData(this);
  }

  private _filter(): void {
    const words = folded(this._state.filter).trim().split(/\s+/);
    const styles = this._all.filter(({ title, shortTitle, name }) => {
      const text = folded(`${title} ${shortTitle} ${name}`);
      return words.every(word => text.includes(word));
    });
    this._update({ styles });
  }

  /** Asks how styles write: first the highlighted one, then those around it, one at a time. */
  private async _preview(): Promise<void> {
    this._request?.abort();
    this._request = new AbortController();
    const { signal } = this._request;
    try {
      for (let style = this._next(); style; style = this._next()) {
        const answer = await this._client.notebooks.previews(
          {
            notebook: this._notebook,
            styles: [style],
            locale: this._state.locale
          },
          signal
        );
        signal.throwIfAborted();
        const previews = new Map(this._state.previews);
        answer.previews.forEach(each => previews.set(each.style, each));
        this._update({ previews, isExample: answer.isExample, failure: '' });
      }
    } catch (error) {
      if (!isAbort(error) && !signal.aborted) {
        this._fail(error);
      }
    }
  }

  /** The style that wants a preview most; empty when all that is near has one. */
  private _next(): string {
    const { styles, style, previews } = this._state;
    if (!previews.has(style)) {
      return style;
    }
    const all = styles ?? [];
    const at = all.findIndex(({ name }) => name === style);
    const near = all.slice(Math.max(at - NEAR, 0), Math.max(at, 0) + NEAR + 1);
    return near.find(({ name }) => !previews.has(name))?.name ?? '';
  }

  private _fail(error: unknown): void {
    const failure = messageOf(error);
    this._update({ failure });
  }

  private _update(change: Partial<ChooserState>): void {
    this._state = { ...this._state, ...change };
    this._changed.emit();
  }

  private readonly _client: ChooserClient;
  private readonly _notebook: OpenNotebook;
  private readonly _tooLarge: string;
  private readonly _changed = new Signal<this, void>(this);
  private _all: readonly StyleInfo[] = [];
  private _state: ChooserState;
  private _request: AbortController | null = null;
}

/** How many styles before and behind the highlighted one show how they write. */
const NEAR = 6;
