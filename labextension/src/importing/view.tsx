import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';
import type { JSX } from 'react';

import type { ImportProblem, RenamedEntry } from '../api/types';
import { useModel } from '../ui/use-model';
import { ReportPage } from './report-page';
import type { ImportingSession } from './session';
import { SourcesPage } from './sources-page';

/** What an import could not read, and the keys that it changed. */
export type Report = {
  readonly name: 'report';
  readonly title: string;
  /** What the import did, in one line; empty where that is not known any more. */
  readonly summary: string;
  readonly problems: readonly ImportProblem[];
  readonly renamed: readonly RenamedEntry[];
};

/** What the view shows. */
export type Page = { readonly name: 'sources' } | Report;

/** The sources and the reports of imports, in the place of the search. */
export class ImportingView extends ReactWidget {
  constructor(session: ImportingSession, trans: TranslationBundle) {
    super();
    this.addClass('jp-PaperLookup');
    this.addClass('jp-PaperLookup-importing');
    this._session = session;
    this._trans = trans;
  }

  get state(): Page {
    return this._page;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Shows a page, from its beginning. */
  turnTo(page: Page): void {
    this._page = page;
    this._changed.emit();
  }

  /** Puts the focus on the way back, from where the Tab key reaches everything. */
  focusBack(): void {
    requestAnimationFrame(() =>
      this.node.querySelector<HTMLElement>('button')?.focus()
    );
  }

  override dispose(): void {
    Signal.clearData(this);
    super.dispose();
  }

  protected override onActivateRequest(message: Message): void {
    super.onActivateRequest(message);
    this.focusBack();
  }

  protected override render(): JSX.Element {
    return <Pages view={this} session={this._session} trans={this._trans} />;
  }

  private readonly _session: ImportingSession;
  private readonly _trans: TranslationBundle;
  private readonly _changed = new Signal<this, void>(this);
  private _page: Page = { name: 'sources' };
}

function Pages(props: {
  view: ImportingView;
  session: ImportingSession;
  trans: TranslationBundle;
}): JSX.Element {
  const { view, session, trans } = props;
  const page = useModel(view);
  return page.name === 'sources' ? (
    <SourcesPage session={session} trans={trans} />
  ) : (
    <ReportPage session={session} trans={trans} report={page} />
  );
}
