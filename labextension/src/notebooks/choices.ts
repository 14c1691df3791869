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
  }

  /** Asks when somebody wants to know it for the first time: most notebooks are only looked at. */
  get ready(): Promise<void> {
    this._asking ??= this._ask();
    return this._asking;
  }

  get style(): string {
    return textOf(this._own().style) ?? this._parts.settings.style;
  }

  get locale(): string {
    return textOf(this._own().locale) ?? this._parts.settings.locale;
  }

  get dialect(): DialectName {
    void this.ready;
    return this._known().dialect;
  }

  get dialectOrigin(): DialectOrigin {
    void this.ready;
    return this._known().origin;
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

  /** The notebook lies somewhere else now: what its project wants may be something else. */
  askAgain(): void {
    if (this._asking) {
      this._asking = this._ask();
    }
  }

  /** Tells when the metadata or the settings say something else. */
  update(): void {
    const { style, locale } = this;
    const now = JSON.stringify([style, locale, this._known()]);
    if (now !== this._last) {
      this._last = now;
      this._changed.emit();
    }
  }

  dispose(): void {
    Signal.clearData(this);
  }

  private async _ask(): Promise<void> {
    this._questions += 1;
    const question = this._questions;
    const project = await this._parts.askProject().catch(() => null);
    // The answer to an older question is about another place.
    if (question === this._questions) {
      this._project = project;
      this.update();
    }
  }

  /** The dialect, as far as it is known. */
  private _known(): { dialect: DialectName; origin: DialectOrigin } {
    const { dialect } = this._own();
    if (isDialect(dialect)) {
      return { dialect, origin: 'notebook' };
    }
    return this._project
      ? { dialect: this._project.dialect, origin: 'project' }
      : { dialect: this._parts.settings.dialect, origin: 'settings' };
  }

  private _own(): Record<string, unknown> {
    const own = this._parts.metadata()?.getMetadata(METADATA_NAME);
    return typeof own === 'object' && own !== null
      ? (own as Record<string, unknown>)
      : {};
  }

  private _asking: Promise<void> | null = null;
  private _questions = 0;
  private _project: ProjectDialect = null;
  private _last = '';
  private readonly _changed = new Signal<this, void>(this);
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}
