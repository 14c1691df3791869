import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget, caretLeftIcon } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import type { JSX, KeyboardEvent } from 'react';

import type { IInserter } from '../tokens';
import { IconButton, TextButton } from '../ui/buttons';
import { useModel, useSignal } from '../ui/use-model';
import type { CellPapers } from './cell-papers';
import type { RelatedActions } from './related-actions';
import { RelatedList } from './related-list';
import { RelatedNote } from './related-note';

/** What the view is made of. */
export type RelatedViewParts = {
  readonly papers: CellPapers;
  readonly actions: RelatedActions;
  readonly inserter: IInserter;
  /** Goes back to the search. */
  readonly back: () => void;
  readonly trans: TranslationBundle;
};

/** The papers related to a cell, in the place of the search. */
export class RelatedView extends ReactWidget {
  constructor(private readonly _parts: RelatedViewParts) {
    super();
    this.addClass('jp-PaperLookup');
    this.addClass('jp-PaperLookup-cited');
    this._parts.papers.model.changed.connect(() => this._focus());
  }

  protected override onActivateRequest(message: Message): void {
    super.onActivateRequest(message);
    this._wantsFocus = !this.node.contains(document.activeElement);
    this._focus();
  }

  protected override render(): JSX.Element {
    return <Related parts={this._parts} />;
  }

  /** Puts the focus on the nearest paper, as soon as there is one. */
  private _focus(): void {
    requestAnimationFrame(() => {
      const { phase } = this._parts.papers.model.state;
      if (this._wantsFocus && phase !== 'idle' && phase !== 'asking') {
        const first =
          this.node.querySelector<HTMLElement>('[data-row="0"]') ??
          this.node.querySelector<HTMLElement>('button');
        this._wantsFocus = first === null;
        first?.focus();
      }
    });
  }

  private _wantsFocus = false;
}

type Parts = { parts: RelatedViewParts };

function Related({ parts }: Parts): JSX.Element {
  const { papers, actions, back, trans } = parts;
  const state = useModel(papers.model);
  const cell = useSignal(papers.model.changed, () => papers.cell);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      event.stopPropagation();
      back();
    }
  };
  const title = cell
    ? trans.__('Related to cell %1', String(cell.number))
    : trans.__('Related papers');
  return (
    <section
      className="jp-PaperLookup-citedPage"
      aria-label={title}
      onKeyDown={onKeyDown}
    >
      <div className="jp-PaperLookup-pageHead">
        <IconButton
          label={trans.__('Back to the search')}
          icon={caretLeftIcon}
          onClick={back}
        />
        <h2 dir="auto" title={title}>
          {title}
        </h2>
        <TextButton
          label={trans.__('Look again')}
          description={trans.__('Look for papers related to the current cell')}
          onClick={() => void papers.look()}
        />
      </div>
      <div className="jp-PaperLookup-page">
        <p className="jp-PaperLookup-quiet">
          {trans.__(
            'By the words that tell most of the cell, without what the notebook cites.'
          )}
        </p>
        <section>
          <div role="status">
            <RelatedNote
              state={state}
              none={
                papers.hasText
                  ? trans.__('No paper shares enough words with this cell.')
                  : trans.__('The cell has no text to go by.')
              }
              trans={trans}
            />
            {state.papers.length > 0 && (
              <span className="jp-PaperLookup-hidden">
                {trans._n('%1 paper', '%1 papers', state.papers.length)}
              </span>
            )}
          </div>
          {state.papers.length > 0 && (
            <RelatedList
              label={title}
              papers={state.papers}
              actions={actions}
              trans={trans}
            />
          )}
        </section>
      </div>
      <Foot parts={parts} />
    </section>
  );
}

/** What came of the last insertion, and where the next one goes. */
function Foot({ parts }: Parts): JSX.Element {
  const { actions, inserter, trans } = parts;
  const { message, isProblem } = useModel(actions);
  const where = useSignal(inserter.targetChanged, () => {
    const target = inserter.target();
    return target?.refusal || (target && trans.__('Into: %1', target.label));
  });
  return (
    <div className="jp-PaperLookup-footer">
      <div
        className={`jp-PaperLookup-outcome${isProblem ? ' jp-PaperLookup-problem' : ''}`}
        role="status"
        dir="auto"
      >
        {message}
      </div>
      <div className="jp-PaperLookup-target" title={where ?? ''}>
        {where}
      </div>
    </div>
  );
}
