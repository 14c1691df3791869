import type { TranslationBundle } from '@jupyterlab/translation';
import type { JSX } from 'react';

import type { RelatedPaper } from '../api/types';
import { citationIcon } from '../icons';
import { retractedLine } from '../search/facts';
import { IconButton } from '../ui/buttons';
import { RowList } from '../ui/row-list';

/** What can be done with related papers. */
export interface IRelatedActions {
  /** Cites a paper where the cursor was last. */
  insert(key: string): Promise<void>;
  /** Opens the details of a paper. */
  show(key: string): Promise<void>;
}

type RelatedListProps = {
  label: string;
  papers: readonly RelatedPaper[];
  actions: IRelatedActions;
  trans: TranslationBundle;
};

/** Related papers, nearest first; Enter on a row cites it. */
export function RelatedList(props: RelatedListProps): JSX.Element {
  const { label, papers, actions, trans } = props;
  return (
    <RowList
      label={label}
      count={papers.length}
      rowKey={i => papers[i]?.key ?? String(i)}
      onEnter={i => void actions.insert(papers[i]?.key ?? '')}
    >
      {(i, isCurrent) => {
        const paper = papers[i];
        return (
          paper && (
            <RelatedRow
              paper={paper}
              isCurrent={isCurrent}
              actions={actions}
              trans={trans}
            />
          )
        );
      }}
    </RowList>
  );
}

/** A paper, and the words that are the reason why it stands here. */
function RelatedRow(props: {
  paper: RelatedPaper;
  isCurrent: boolean;
  actions: IRelatedActions;
  trans: TranslationBundle;
}): JSX.Element {
  const { paper, isCurrent, actions, trans } = props;
  const { key, words } = paper;
  const title = paper.title || trans.__('(without a title)');
  const year = paper.year === null ? '' : String(paper.year);
  const byline = [paper.shortCreators, year].filter(Boolean).join(' · ');
  return (
    <>
      <button
        type="button"
        className="jp-PaperLookup-relatedTitle"
        tabIndex={isCurrent ? 0 : -1}
        title={trans.__('Show the details')}
        onClick={() => void actions.show(key)}
      >
        <span className="jp-PaperLookup-title" dir="auto">
          {title}
        </span>
      </button>
      {paper.retracted && (
        <span className="jp-PaperLookup-retracted">
          {retractedLine(paper.retracted, trans)}
        </span>
      )}
      {byline && (
        <div
          className="jp-PaperLookup-citedByline"
          dir="auto"
          title={paper.creators}
        >
          {byline}
        </div>
      )}
      <div className="jp-PaperLookup-relatedWords">
        {trans.__('Shared: %1', words.join(', '))}
      </div>
      {isCurrent && (
        <div className="jp-PaperLookup-rowActions">
          <IconButton
            label={trans.__('Insert citation: %1', title)}
            icon={citationIcon}
            onClick={() => void actions.insert(key)}
          />
        </div>
      )}
    </>
  );
}
