import type { TranslationBundle } from '@jupyterlab/translation';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import type { ExportFormat } from '../export-formats';
import type { ReportAction } from '../search-view';
import type {
  InsertionKind,
  InsertOptions,
  InsertOutcome,
  IPaperLookup
} from '../tokens';
import { writeToClipboard } from '../clipboard';
import { download } from '../download';
import { failureOf } from './failure';

/** What came of an action, in one sentence. */
export type Outcome = {
  readonly message: string;
  readonly isProblem: boolean;
  /** What can be done about it. */
  readonly action?: ReportAction | undefined;
};

/** What can be done with papers; errors become an outcome, nothing is thrown. */
export class PaperActions {
  constructor(lookup: IPaperLookup, trans: TranslationBundle) {
    this._lookup = lookup;
    this._trans = trans;
  }

  /** What came of the last action; null before the first one. */
  get outcome(): Outcome | null {
    return this._outcome;
  }

  /** Emitted for every outcome. */
  get reported(): ISignal<this, Outcome> {
    return this._reported;
  }

  /** Inserts papers as one citation, or as references or BibTeX entries. */
  async insert(
    kind: InsertionKind,
    keys: readonly string[],
    options: InsertOptions = {}
  ): Promise<InsertOutcome> {
    const outcome = await this._lookup.inserter.insert({ kind, keys }, options);
    this.report(outcome.message, !outcome.inserted);
    return outcome;
  }

  async copyKey(keys: readonly string[]): Promise<void> {
    await this._copy(() => Promise.resolve(keys.join(', ')));
  }

  /** Copies the references in the chosen style, as plain text. */
  async copyReference(keys: readonly string[]): Promise<void> {
    const { client, choices } = this._lookup;
    const { style, locale } = choices;
    await this._copy(async () => {
      const options = { style, locale, to: 'text' } as const;
      const { references } = await client.formatted(keys, options);
      return references.map(reference => reference.trim()).join('\n');
    });
  }

  async copyBibtex(keys: readonly string[]): Promise<void> {
    await this._copy(() => this._lookup.client.stubs(keys));
  }

  /** Saves papers as a file; no keys: the whole library. */
  async export(keys: readonly string[], to: ExportFormat): Promise<void> {
    await this._try(async () => {
      const file = await this._lookup.client.export(keys, to);
      download(file.text, file.filename, file.mediaType);
      return this._trans.__('Saved as %1.', file.filename);
    });
  }

  /** Says what came of something. */
  report(message: string, isProblem = false, action?: ReportAction): void {
    this._outcome = { message, isProblem, action };
    this._reported.emit(this._outcome);
  }

  /** Says what an error is, in the words of the server. */
  reportError(error: unknown): void {
    this.report(failureOf(error).message, true);
  }

  private async _copy(text: () => Promise<string>): Promise<void> {
    await this._try(async () => {
      const copied = await text();
      await writeToClipboard(copied);
      const isShort = copied.length <= 40 && !copied.includes('\n');
      return isShort
        ? this._trans.__('Copied %1.', copied)
        : this._trans.__('Copied.');
    });
  }

  private async _try(action: () => Promise<string>): Promise<void> {
    try {
      this.report(await action());
    } catch (error) {
      this.reportError(error);
    }
  }

  private readonly _lookup: IPaperLookup;
  private readonly _trans: TranslationBundle;
  private readonly _reported = new Signal<this, Outcome>(this);
  private _outcome: Outcome | null = null;
}
