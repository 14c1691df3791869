import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

/** How a citation is written in a notebook. */
export const DIALECTS = ['html', 'pandoc', 'myst', 'latex', 'text'] as const;

export type DialectName = (typeof DIALECTS)[number];

/** The settings and the type of each. */
export type SettingValues = {
  style: string;
  locale: string;
  dialect: DialectName;
  offerNearby: boolean;
};

const DEFAULTS: SettingValues = {
  style: 'apa',
  locale: 'en-US',
  dialect: 'html',
  offerNearby: true
};

/** The user's choices, kept by JupyterLab's settings; in memory only where there are none. */
export class PaperLookupSettings {
  /** The name of a CSL style, as the styles route gives it. */
  get style(): string {
    return this._values.style;
  }

  /** The name of a CSL locale, as the styles route gives it. */
  get locale(): string {
    return this._values.locale;
  }

  get dialect(): DialectName {
    return this._values.dialect;
  }

  /** Whether bibliography files beside a notebook are offered. */
  get offerNearby(): boolean {
    return this._values.offerNearby;
  }

  /** Emitted when a value has changed, here or in JupyterLab's settings editor. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Takes over the values of the settings and follows them from now on. */
  bind(settings: ISettingRegistry.ISettings): void {
    this._settings = settings;
    settings.changed.connect(() => this._read());
    this._read();
  }

  /** Changes one value and keeps it. */
  async set<N extends keyof SettingValues>(
    name: N,
    value: SettingValues[N]
  ): Promise<void> {
    if (this._values[name] === value) {
      return;
    }
    this._values = { ...this._values, [name]: value };
    this._changed.emit();
    await this._settings?.set(name, value);
  }

  private _read(): void {
    const composite = this._settings?.composite ?? {};
    const { style, locale, dialect, offerNearby } = composite;
    const values: SettingValues = {
      style: isName(style) ? style : DEFAULTS.style,
      locale: isName(locale) ? locale : DEFAULTS.locale,
      dialect: isDialect(dialect) ? dialect : DEFAULTS.dialect,
      offerNearby:
        typeof offerNearby === 'boolean' ? offerNearby : DEFAULTS.offerNearby
    };
    const names = Object.keys(values) as (keyof SettingValues)[];
    if (names.some(name => values[name] !== this._values[name])) {
      this._values = values;
      this._changed.emit();
    }
  }

  private _settings: ISettingRegistry.ISettings | null = null;
  private _values = DEFAULTS;
  private readonly _changed = new Signal<this, void>(this);
}

/** Whether a value names a dialect. */
export function isDialect(value: unknown): value is DialectName {
  return DIALECTS.some(dialect => dialect === value);
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}
