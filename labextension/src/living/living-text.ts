import type { ICellModel } from '@jupyterlab/cells';
import type { INotebookModel } from '@jupyterlab/notebook';

import type {
  CellEdit,
  NotebookEditsResponse,
  NotebookRequest
} from '../api/types';
import { PaperLookupError } from '../api/request';
import { METADATA_NAME } from '../citing/metadata';
import type { IOpenNotebook } from '../notebooks/tokens';
import type { AppliedEdits } from './apply';
import { applyInSlices } from './apply';
import { FollowedCells, isEditable } from './followed-cells';
import { Leadership } from './leadership';
import { WritingPeople } from './quiet';
import { wordedIn } from './worded';
import type { Wording } from './wording';
import { inWording, isSameWording } from './wording';

/** How long after a change to look whether words have to follow, in milliseconds. */
const LOOK = 300;
/** How long after that to look again for cells in which somebody was writing, in milliseconds. */
const LOOK_AGAIN = 500;

/** What the living text of a notebook works with. */
export type LivingTextParts = {
  model: INotebookModel;
  /** The views of the notebook; the first one is asked for all that they have in common. */
  views: () => readonly IOpenNotebook[];
  /** Asks for the words that the style wants. */
  ask: (request: NotebookRequest) => Promise<NotebookEditsResponse>;
  /** Called when the words of some citations have followed another style or locale. */
  reworded: (
    applied: AppliedEdits,
    citations: number,
    before: Wording,
    now: Wording
  ) => void;
};

/**
 * Keeps the words of citations and of the bibliography of one notebook in step with its style and
 * with each other, where its dialect has them in the text. A notebook that is only opened stays as
 * it is; one in which nothing is known to be ours stays so until its style is chosen.
 */
export class LivingText {
  constructor(private readonly _parts: LivingTextParts) {
    const { model } = _parts;
    const { sharedModel } = model;
    this._people = new WritingPeople(id =>
      _parts.views().flatMap(view => view.cell(id) ?? [])
    );
    this._leadership = new Leadership(
      sharedModel.awareness,
      model.collaborative ?? false,
      () => this.touch()
    );
    this._cells = new FollowedCells(model, {
      changed: () => this.touch(),
      replaced: () => this._settle(),
      typed: id => this._people.touch(id),
      facts: () => {
        this._turn += 1;
        this.touch();
      }
    });
    this._settle();
  }

  /** Something may have changed on which words depend: looks soon. */
  touch(after = LOOK): void {
    if (!this._isDisposed) {
      this._timer ??= setTimeout(() => {
        this._timer = undefined;
        void this._look();
      }, after);
    }
  }

  dispose(): void {
    this._isDisposed = true;
    clearTimeout(this._timer);
    this._leadership.dispose();
    this._cells.dispose();
  }

  private async _look(): Promise<void> {
    const [notebook] = this._parts.views();
    if (!notebook || this._isAsking || notebook.isReadOnly) {
      return;
    }
    const asked = this._cells.words();
    const wording = this._wordingNow();
    const own = this._ownWording();
    const isReworded =
      own !== this._own && !isSameWording(wording, this._wording);
    const isOurs =
      isReworded || this._waiting.size > 0 || this._cells.areOurs();
    if (asked.size === 0 || !isOurs) {
      this._settle();
      return;
    }
    if (!this._leadership.isOurs) {
      // Who leads later looks then, at what has changed until then.
      [this._wording, this._own] = [wording, own];
      return;
    }
    if (!this._isDue(asked, wording)) {
      return;
    }
    this._isAsking = true;
    try {
      await this._follow(notebook, asked, wording, isReworded);
    } catch (error) {
      if (!(error instanceof PaperLookupError)) {
        throw error;
      }
      // Without the server words stay as they are; the next change asks again.
      this._done = stateOf(asked, wording, this._turn);
    } finally {
      this._isAsking = false;
    }
    this._lookAgain();
  }

  private async _follow(
    notebook: IOpenNotebook,
    asked: Map<string, string>,
    wording: Wording,
    isReworded: boolean
  ): Promise<void> {
    const turn = this._turn;
    // What the style says in which the words were made is ours; who reads the notebook knows that.
    const sent = inWording(notebook.sent(), this._madeIn);
    const edits = await this._parts.ask({ notebook: sent, ...wording });
    if (this._isDisposed) {
      return;
    }
    this._waiting.clear();
    const applied = await applyInSlices(notebook, sent, edits, {
      step: 'written',
      accepts: (cell, edit) => this._accepts(cell, edit),
      writing: write => this._cells.write(write),
      changed: cell => asked.set(cell.id, wordedIn(cell))
    });
    for (const edit of edits.cells) {
      if (applied.leftOut.includes(edit.id) && !this._cells.isFixed(edit.id)) {
        this._waiting.set(edit.id, edit);
      }
    }
    const before = this._wording;
    [this._wording, this._own] = [wording, this._ownWording()];
    if (this._waiting.size === 0) {
      this._madeIn = wording;
    }
    this._done = stateOf(asked, wording, turn);
    if (isReworded && applied.changed.length > 0) {
      this._parts.reworded(applied, edits.changed, before, wording);
    }
  }

  private _accepts(cell: ICellModel, edit: CellEdit): boolean {
    return (
      isEditable(cell) &&
      this._leadership.isOurs &&
      !this._people.areIn(cell.id, edit)
    );
  }

  private _lookAgain(): void {
    if (this._waiting.size > 0) {
      this.touch(LOOK_AGAIN);
    } else if (this._isDue(this._cells.words(), this._wordingNow())) {
      this.touch();
    }
  }

  /** Whether words may be others than they should be, and can be changed now. */
  private _isDue(words: Map<string, string>, wording: Wording): boolean {
    if (stateOf(words, wording, this._turn) !== this._done) {
      return true;
    }
    const waiting = [...this._waiting];
    if (waiting.length === 0) {
      return false;
    }
    const isQuiet = waiting.some(([id, edit]) => !this._people.areIn(id, edit));
    if (!isQuiet) {
      this.touch(LOOK_AGAIN);
    }
    return isQuiet;
  }

  /** Takes the notebook as it is for right. */
  private _settle(): void {
    this._waiting.clear();
    this._wording = this._madeIn = this._wordingNow();
    this._own = this._ownWording();
    this._done = stateOf(this._cells.words(), this._wording, this._turn);
  }

  private _wordingNow(): Wording {
    const { style = '', locale = '' } = this._parts.views()[0]?.choices ?? {};
    return { style, locale };
  }

  /** What the notebook says itself; what only the settings say was chosen for others. */
  private _ownWording(): string {
    const facts: unknown =
      this._parts.model.sharedModel.getMetadata(METADATA_NAME);
    const { style, locale } = (facts ?? {}) as Partial<Wording>;
    return JSON.stringify([style, locale]);
  }

  private readonly _people: WritingPeople;
  private readonly _leadership: Leadership;
  private readonly _cells: FollowedCells;
  private readonly _waiting = new Map<string, CellEdit>();
  private _wording: Wording = { style: '', locale: '' };
  /** In which the words were made that stand in the text. */
  private _madeIn = this._wording;
  /** What the notebook itself says of them. */
  private _own = '';
  /** What the words depended on when they were made; the same again needs no look. */
  private _done = '';
  /** Counts the changes of what the notebook keeps for us. */
  private _turn = 0;
  private _timer: ReturnType<typeof setTimeout> | undefined;
  private _isAsking = false;
  private _isDisposed = false;
}

function stateOf(
  words: ReadonlyMap<string, string>,
  { style, locale }: Wording,
  turn: number
): string {
  return JSON.stringify([style, locale, turn, ...words.values()]);
}
