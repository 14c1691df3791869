import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import { METADATA_NAME, chooseMetadata } from '../citing/metadata';
import type { MetadataHolder } from '../citing/metadata';
import type { DialectName, PaperLookupSettings } from '../settings';
import { isDialect } from '../settings';
import type { CitingChoices, DialectOrigin, INotebookChoices } from './tokens';

/** What a project wants, and which of its files says so. */
export type ProjectDialect = { dialect: DialectName; where: string } | null;

/** What the choices of a notebook are made of. */
export type ChoicesParts = {
  /** The shared model of the notebook; null while there is none. */
  metadata: () => MetadataHolder | null;
  settings: PaperLookupSettings;
  /** Asks what the project of the notebook wants; null where nothing speaks for a dialect. */
  askProject: () => Promise<ProjectDialect>;
};

/** How the works of one notebook are cited. */
export class NotebookChoices implements INotebookChoices {
  constructor(private readonly _parts: ChoicesParts) {
    _parts.settings.changed.connect(() => this.update(), this);
    this.ready = this.askAgain();
  }

  ready: Promise<void>;

  get style(): string {
    return textOf(this._own().style) ?? this._parts.settings.style;
  }

  get locale(): string {
    return textOf(this._own().locale) ?? this._parts.settings.locale;
  }

  get dialect(): DialectName {
    const { dialect } = this._own();
    return isDialect(dialect)
      ? dialect
      : (this._project?.dialect ?? this._parts.settings.dialect);
  }

  get dialectOrigin(): DialectOrigin {
    if (isDialect(this._own().dialect)) {
      return 'notebook';
    }
    return this._project ? 'project' : 'settings';
  }

  get dialectWhere(): string {
    return this.dialectOrigin === 'project' ? (this._project?.where ?? '') : '';
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  choose(choices: Partial<CitingChoices>): void {
    const { settings } = this._parts;
    const metadata = this._parts.metadata();
    if (metadata) {
      chooseMetadata(metadata, choices);
    }
    const { style, locale } = choices;
    // Who chooses a style here wants it for the next notebook too.
    void (style !== undefined && settings.set('style', style));
    void (locale !== undefined && settings.set('locale', locale));
    this.update();
  }

  /** Asks the project again: the notebook lies somewhere else now. */
  askAgain(): Promise<void> {
    this.ready = this._parts.askProject().then(
      project => {
        this._project = project;
        this.update();
      },
      () => undefined
    );
    return this.ready;
  }

  /** Tells when the metadata or the settings say something else. */
  update(): void {
    const { style, locale, dialect, dialectOrigin } = this;
    const now = JSON.stringify([style, locale, dialect, dialectOrigin]);
    if (now !== this._last) {
      this._last = now;
      this._changed.emit();
    }
  }

  dispose(): void {
    Signal.clearData(this);
  }

  private _own(): Record<string, unknown> {
    const own = this._parts.metadata()?.getMetadata(METADATA_NAME);
    return typeof own === 'object' && own !== null
      ? (own as Record<string, unknown>)
      : {};
  }

  private _project: ProjectDialect = null;
  private _last = '';
  private readonly _changed = new Signal<this, void>(this);
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}
