import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import type { DialectName, PaperLookupSettings } from '../settings';
import type {
  CitingChoices,
  DialectOrigin,
  ICurrentChoices,
  INotebooks,
  IOpenNotebook
} from './tokens';

/** How the notebook that was used last cites; without one, how new notebooks will. */
export class CurrentChoices implements ICurrentChoices {
  constructor(
    private readonly _notebooks: Pick<INotebooks, 'current' | 'currentChanged'>,
    private readonly _settings: PaperLookupSettings
  ) {
    _notebooks.currentChanged.connect(() => this._follow(), this);
    _settings.changed.connect(() => this._changed.emit(), this);
    this._follow();
  }

  get notebook(): IOpenNotebook | null {
    return this._notebooks.current;
  }

  get style(): string {
    return this._source.style;
  }

  get locale(): string {
    return this._source.locale;
  }

  get dialect(): DialectName {
    return this._source.dialect;
  }

  get dialectOrigin(): DialectOrigin {
    return this.notebook?.choices.dialectOrigin ?? 'settings';
  }

  get dialectWhere(): string {
    return this.notebook?.choices.dialectWhere ?? '';
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  choose(choices: Partial<CitingChoices>): void {
    if (this.notebook && !this.notebook.isReadOnly) {
      this.notebook.choices.choose(choices);
      return;
    }
    const { style, locale, dialect } = choices;
    void (style !== undefined && this._settings.set('style', style));
    void (locale !== undefined && this._settings.set('locale', locale));
    void (dialect !== undefined && this._settings.set('dialect', dialect));
  }

  private get _source(): CitingChoices {
    return this.notebook?.choices ?? this._settings;
  }

  private _follow(): void {
    const { notebook } = this;
    if (notebook !== this._followed) {
      this._followed?.choices.changed.disconnect(this._onChoices);
      this._followed = notebook;
      notebook?.choices.changed.connect(this._onChoices);
    }
    this._changed.emit();
  }

  private readonly _onChoices = (): void => this._changed.emit();
  private _followed: IOpenNotebook | null = null;
  private readonly _changed = new Signal<this, void>(this);
}
