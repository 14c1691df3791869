import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';
import type { JSX } from 'react';

import { isOwn, SearchWithOwn } from '../notebooks/search-with-own';
import type { SearchParts } from '../search-view';
import type { IPaperLookup } from '../tokens';
import { PaperActions } from './actions';
import { BoxParts, SearchBox } from './box';
import { StyleChoices } from './choices';
import { Announcer, CountLine } from './count';
import { DetailsModel } from './details-model';
import { DetailsView } from './details';
import { DetailsWithOwn } from './details-with-own';
import { Footer } from './footer';
import { HitList } from './hits';
import { MeantLine } from './meant';
import { SearchModel } from './model';
import { Notices } from './notices';
import { SelectionModel } from './selection';
import { SelectionBar } from './selection-bar';
import type { ViewParts } from './view-parts';

/** What the search view is given. */
export type SearchContentOptions = {
  lookup: IPaperLookup;
  commands: CommandRegistry;
  foreign: readonly SearchParts[];
  trans: TranslationBundle;
  /** Puts the focus back to where the person came from. */
  leave: () => void;
};

/** The search view with its models; loaded when the panel is looked at for the first time. */
export class SearchContent extends ReactWidget {
  constructor(options: SearchContentOptions) {
    super();
    const { lookup, commands, foreign, trans, leave } = options;
    this.addClass('jp-PaperLookup');
    this.papers = new SearchWithOwn(
      lookup.client,
      () => lookup.notebooks.current
    );
    this.search = new SearchModel(this.papers);
    this.details = new DetailsModel(
      new DetailsWithOwn(lookup, key =>
        this.search.state.hits.some(hit => hit.key === key && isOwn(hit))
      ),
      lookup.choices
    );
    this.actions = new PaperActions(lookup, trans);
    this._parts = {
      lookup,
      papers: this.papers,
      search: this.search,
      details: this.details,
      selection: this.selection,
      actions: this.actions,
      choices: new StyleChoices(lookup.client),
      commands,
      foreign,
      trans,
      focusBox: () => this.focusBox(),
      leave
    };
    // Open details follow the current hit.
    this.search.changed.connect(() => this._followHit());
  }

  readonly papers: SearchWithOwn;
  readonly search: SearchModel;
  readonly details: DetailsModel;
  readonly selection = new SelectionModel();
  readonly actions: PaperActions;

  /** Puts the focus into the box, with its words selected, so that typing replaces them. */
  focusBox(): void {
    this._wantsFocus = this._input === null;
    if (this._input && document.activeElement !== this._input) {
      this._input.focus();
      this._input.select();
    }
  }

  /** Searches for other words. */
  searchFor(query: string): void {
    this.search.setQuery(query);
  }

  /** The parts for the list of another feature, with details of its own. */
  partsFor(focusList: () => void): ViewParts {
    const { client, choices } = this._parts.lookup;
    const details = new DetailsModel(client, choices);
    return { ...this._parts, details, focusBox: focusList };
  }

  /** Shows what has changed in the library. */
  refresh(): void {
    this.search.refresh();
    this.details.forget();
  }

  override dispose(): void {
    if (this.isDisposed) {
      return;
    }
    this.search.dispose();
    this.details.dispose();
    super.dispose();
  }

  protected override render(): JSX.Element {
    const parts = this._parts;
    return (
      <>
        <SearchBox parts={parts} inputRef={this._takeInput} />
        <BoxParts parts={parts} />
        <MeantLine parts={parts} />
        <CountLine parts={parts} />
        <Notices parts={parts} />
        <SelectionBar parts={parts} />
        <HitList parts={parts} />
        <DetailsView parts={parts} />
        <Footer parts={parts} />
        <Announcer parts={parts} />
      </>
    );
  }

  private _followHit(): void {
    const hit = this.search.activeHit;
    if (hit && this.details.isOpen && hit !== this.details.state.hit) {
      this.details.show(hit);
    }
  }

  private readonly _parts: ViewParts;
  // The box appears some time after the view: React renders when it sees fit.
  private readonly _takeInput = (input: HTMLInputElement | null): void => {
    this._input = input;
    if (input && this._wantsFocus) {
      this.focusBox();
    }
  };
  private _input: HTMLInputElement | null = null;
  private _wantsFocus = false;
}
