import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import type { JSONObject } from '@lumino/coreutils';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import type { CitedWork } from '../api/types';
import { CommandIDs } from '../commands';
import { METADATA_NAME, mergeMetadata } from '../citing/metadata';
import { writeToClipboard } from '../clipboard';
import { messageOf } from '../message-of';
import { addToLibrary } from '../notebooks/adding';
import { jumpTo } from '../notebooks/jump';
import type { IOpenNotebook } from '../notebooks/tokens';
import type { ReportAction } from '../search-view';
import type { IPaperLookup, IPaperPanel } from '../tokens';
import type { CitedModel } from './cited-model';
import type { Spot } from './rows';

/** What came of the last action, in one sentence. */
export type Outcome = {
  readonly message: string;
  readonly isProblem: boolean;
  readonly action?: ReportAction;
};

export type CitedActionsOptions = {
  readonly lookup: IPaperLookup;
  readonly panel: IPaperPanel;
  readonly commands: CommandRegistry;
  readonly model: CitedModel;
  /** Brings a widget of the shell to the front. */
  readonly reveal: (id: string) => void;
  readonly trans: TranslationBundle;
};

/** What can be done with what a notebook cites; errors become an outcome, nothing is thrown. */
export class CitedActions {
  constructor(private readonly _options: CitedActionsOptions) {}

  get state(): Outcome {
    return this._outcome;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Goes to a citation in the notebook. */
  async jump({ cell, start }: Spot): Promise<void> {
    const { reveal, trans } = this._options;
    const notebook = this._notebook;
    // Behind the first character the cursor is inside the citation.
    if (notebook && !(await jumpTo(notebook, cell, start + 1, reveal))) {
      this._say(trans.__('The cell is no longer there.'), true);
    }
  }

  /** Cites a work again where the cursor was last. */
  async insert(key: string): Promise<void> {
    const path = this._notebook?.panel.context.path;
    const { inserted, message } = await this._options.lookup.inserter.insert(
      { kind: 'citation', keys: [key] },
      { keepFocus: true, ...(path === undefined ? {} : { path }) }
    );
    this._say(message, !inserted);
  }

  async copyKey(key: string): Promise<void> {
    await this._try(async () => {
      await writeToClipboard(key);
      return this._options.trans.__('Copied %1.', key);
    });
  }

  /** Shows a record of the library in place of this view. */
  async show(key: string): Promise<void> {
    const { panel } = this._options;
    panel.showView(null);
    await panel.search.showRecord(key);
  }

  /** Opens the form of a record. */
  async edit(key: string): Promise<void> {
    await this._options.commands.execute(CommandIDs.edit, { keys: [key] });
  }

  /** Looks for other words in the library. */
  async search(query: string): Promise<void> {
    await this._options.commands.execute(CommandIDs.openSearch, { query });
  }

  /** Adds works that the library lacks. */
  async add(works: readonly CitedWork[]): Promise<void> {
    const { lookup, model, panel, trans } = this._options;
    await this._try(async () => {
      const { added, problems } = await addToLibrary(lookup.client, works);
      panel.refresh();
      await model.askAgain();
      const [problem] = problems;
      if (problem) {
        throw new Error(problem.reason);
      }
      return trans._n(
        'Added %1 work to the library.',
        'Added %1 works to the library.',
        added.length
      );
    });
  }

  /** Removes the data of a work from the notebook; the text stays. */
  removeData(key: string): void {
    const { trans } = this._options;
    const notebook = this._notebook;
    const item = notebook?.items()[key];
    if (!notebook || !item) {
      return;
    }
    const removed = trans.__('Removed the data of %1 from the notebook.', key);
    if (setItem(notebook, key, null)) {
      const undo = (): void => {
        setItem(notebook, key, item);
        this._say(trans.__('The data of %1 are back.', key), false);
      };
      this._say(removed, false, { label: trans.__('Undo'), run: undo });
    }
  }

  private get _notebook(): IOpenNotebook | null {
    return this._options.model.state.notebook;
  }

  private async _try(action: () => Promise<string>): Promise<void> {
    try {
      this._say(await action(), false);
    } catch (error) {
      this._say(messageOf(error), true);
    }
  }

  private _say(
    message: string,
    isProblem: boolean,
    action?: ReportAction
  ): void {
    this._outcome = { message, isProblem, ...(action ? { action } : {}) };
    this._changed.emit();
  }

  private readonly _changed = new Signal<this, void>(this);
  private _outcome: Outcome = { message: '', isProblem: false };
}

/** Sets or removes the data of a work; false where the notebook's metadata may not be changed. */
function setItem(
  { panel }: IOpenNotebook,
  key: string,
  item: Readonly<Record<string, unknown>> | null
): boolean {
  const shared = panel.content.model?.sharedModel;
  // As it merges nothing it says whether the metadata are ours to change.
  const own = mergeMetadata(shared?.getMetadata(METADATA_NAME), {}, {});
  if (!shared || !own) {
    return false;
  }
  const rest = Object.entries(own.items as JSONObject).filter(
    ([name]) => name !== key
  );
  const items = Object.fromEntries(
    item ? [...rest, [key, item as JSONObject]] : rest
  );
  shared.setMetadata(METADATA_NAME, { ...own, items });
  return true;
}
