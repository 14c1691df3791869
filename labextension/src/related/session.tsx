import type { TranslationBundle } from '@jupyterlab/translation';
import type { JSX } from 'react';

import type { DetailsPartProps, SearchParts } from '../search-view';
import type { IPaperLookup, IPaperPanel } from '../tokens';
import { CellPapers } from './cell-papers';
import { RelatedActions } from './related-actions';
import { RelatedSection } from './related-section';
import { RelatedView } from './related-view';

export type RelatedSessionOptions = {
  readonly lookup: IPaperLookup;
  readonly panel: IPaperPanel;
  /** Goes back to the search. */
  readonly back: () => void;
  readonly trans: TranslationBundle;
};

/** All of related papers that lives as long as the application: the view, the part of the details. */
export class RelatedSession {
  constructor(private readonly _options: RelatedSessionOptions) {
    const { lookup, panel, back, trans } = _options;
    const { client, notebooks, inserter } = lookup;
    this._papers = new CellPapers(client, notebooks);
    this._actions = new RelatedActions(lookup, panel);
    this._view = new RelatedView({
      papers: this._papers,
      actions: this._actions,
      inserter,
      back,
      trans
    });
  }

  /** What the search shows of related papers. */
  get parts(): SearchParts {
    const { lookup, panel, trans } = this._options;
    const { client } = lookup;
    const actions = new RelatedActions(lookup, panel);
    // In the details, the panel's own line says what came of an action.
    actions.changed.connect(({ state }) =>
      panel.search.report(state.message, state.isProblem)
    );
    return {
      details: function Related({ record }: DetailsPartProps): JSX.Element {
        return (
          <RelatedSection
            record={record}
            client={client}
            actions={actions}
            trans={trans}
          />
        );
      }
    };
  }

  /** Shows the papers related to the cell that is current now. */
  async showForCell(): Promise<void> {
    this._actions.forget();
    const looking = this._papers.look();
    this._options.panel.showView(this._view);
    await looking;
  }

  private readonly _papers: CellPapers;
  private readonly _actions: RelatedActions;
  private readonly _view: RelatedView;
}
