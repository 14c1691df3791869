import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import type { NotebooksClient } from '../api/notebooks-client';
import { isAbort } from '../api/request';
import type { CitationsResponse, FindingInfo } from '../api/types';
import { messageOf } from '../message-of';
import type { INotebooks, IOpenNotebook } from '../notebooks/tokens';
import type { FindingRow, Order, WorkRow } from './rows';
import { findingRows, workRows } from './rows';

/** All that the view shows; a new object for every change. */
export type CitedState = {
  /** The notebook that was used last; null when none is open. */
  readonly notebook: IOpenNotebook | null;
  /** Null before the first answer. */
  readonly works: readonly WorkRow[] | null;
  /** Null before the first answer. */
  readonly findings: readonly FindingRow[] | null;
  /** How many citations the notebook has. */
  readonly citations: number;
  readonly order: Order;
  /** Why nothing is known, or why something is not up to date; empty when all is well. */
  readonly failure: string;
};

const NOTHING = {
  works: null,
  findings: null,
  citations: 0,
  failure: ''
} as const;

type Client = Pick<NotebooksClient, 'checked'>;

/** What the notebook that was used last cites, and what to look at in it, while somebody looks. */
export class CitedModel {
  constructor(
    private readonly _notebooks: Pick<INotebooks, 'current' | 'currentChanged'>,
    private readonly _client: Client
  ) {}

  get state(): CitedState {
    return this._state;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Begins to follow the notebooks. */
  start(): void {
    if (!this._isFollowing) {
      this._isFollowing = true;
      this._notebooks.currentChanged.connect(this._onCurrent);
      this._onCurrent();
    }
  }

  /** Follows no longer; what is shown stays. */
  stop(): void {
    this._isFollowing = false;
    this._notebooks.currentChanged.disconnect(this._onCurrent);
    this._leave();
  }

  setOrder(order: Order): void {
    this._update({ order });
    this._onAnswer();
  }

  /** Asks for everything again, where something was changed beside the notebook. */
  async askAgain(): Promise<void> {
    const { notebook } = this._state;
    notebook?.citations.forget();
    this._checked = '';
    await notebook?.citations.refresh();
  }

  private readonly _onCurrent = (): void => {
    const { current } = this._notebooks;
    if (current !== this._state.notebook) {
      this._update({ ...NOTHING, notebook: current });
    }
    if (current !== this._followed) {
      this._leave();
      this._follow(current);
    }
  };

  private _follow(notebook: IOpenNotebook | null): void {
    this._followed = notebook;
    if (notebook) {
      const { citations, panel } = notebook;
      citations.changed.connect(this._onAnswer);
      this._unfollow = citations.follow();
      panel.disposed.connect(this._onClosed);
      this._onAnswer();
    }
  }

  private _leave(): void {
    this._request?.abort();
    this._checked = '';
    this._unfollow?.();
    this._unfollow = null;
    this._followed?.citations.changed.disconnect(this._onAnswer);
    this._followed?.panel.disposed.disconnect(this._onClosed);
    this._followed = null;
  }

  private readonly _onClosed = (): void => {
    this._leave();
    this._update({ ...NOTHING, notebook: null });
  };

  private readonly _onAnswer = (): void => {
    const { notebook, order } = this._state;
    const { answer, failure } = notebook?.citations ?? {};
    if (notebook && answer) {
      const numbers = numbersOf(notebook);
      this._update({
        works: workRows(answer, numbers, order),
        citations: answer.cells.reduce(
          (sum, { citations }) => sum + citations.length,
          0
        ),
        findings: this._rows(answer),
        failure: failure || answer.problem
      });
      void this._check(notebook, answer);
    } else if (failure) {
      this._update({ failure });
    }
  };

  private async _check(
    notebook: IOpenNotebook,
    answer: CitationsResponse
  ): Promise<void> {
    const { style, locale } = notebook.choices;
    const request = { notebook: notebook.sent(), style, locale };
    const asked = JSON.stringify(request);
    if (asked === this._checked) {
      return;
    }
    this._checked = asked;
    this._request?.abort();
    this._request = new AbortController();
    const { signal } = this._request;
    try {
      const { findings } = await this._client.checked(request, signal);
      if (!signal.aborted) {
        this._findings = findings;
        this._update({ findings: this._rows(answer) });
      }
    } catch (error) {
      if (!signal.aborted && !isAbort(error)) {
        this._checked = '';
        this._update({ failure: messageOf(error) });
      }
    }
  }

  private _rows(answer: CitationsResponse): FindingRow[] | null {
    const { notebook } = this._state;
    return notebook && this._findings
      ? findingRows(this._findings, answer.works, numbersOf(notebook))
      : null;
  }

  private _update(change: Partial<CitedState>): void {
    if (change.notebook !== undefined) {
      this._findings = null;
    }
    this._state = { ...this._state, ...change };
    this._changed.emit();
  }

  private readonly _changed = new Signal<this, void>(this);
  private _state: CitedState = {
    ...NOTHING,
    notebook: null,
    order: 'bibliography'
  };
  private _findings: readonly FindingInfo[] | null = null;
  private _followed: IOpenNotebook | null = null;
  private _unfollow: (() => void) | null = null;
  private _isFollowing = false;
  private _request: AbortController | null = null;
  private _checked = '';
}

function numbersOf({ panel }: IOpenNotebook): Map<string, number> {
  return new Map(
    panel.content.widgets.map(({ model }, i) => [model.id, i + 1])
  );
}
