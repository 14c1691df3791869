import type { JSX } from 'react';

import { useModel } from '../ui/use-model';
import { Compared } from './compared-view';
import { DecidedLine } from './decided-line';
import { KeepChoice } from './keep-choice';
import type { Letters } from './one-by-one';
import { pressLetter, useLastFocus, useNextFocus } from './one-by-one';
import { PageFrame } from './page-frame';
import type { PageContext } from './session';
import { SuggestionButtons } from './suggestion-buttons';
import type { SuggestionsModel } from './suggestions-model';

type SuggestionsProps = { context: PageContext; model: SuggestionsModel };

/** Pairs that may be one work, one after the other; by buttons, or by one letter each. */
export function SuggestionsPage(props: SuggestionsProps): JSX.Element {
  const { context, model } = props;
  const { decisions, trans, close } = context;
  const { phase, pairs, hasMore, failure } = useModel(model);
  const [pair] = pairs;
  const node = useLastFocus(pair === undefined);
  const count = hasMore
    ? trans.__('More than %1 pairs to look at', String(pairs.length))
    : trans._n('%1 pair to look at', '%1 pairs to look at', pairs.length);
  return (
    <PageFrame
      title={trans.__('Possible duplicates')}
      trans={trans}
      onClose={close}
    >
      <div className="jp-PaperLookup-curatingBody" ref={node}>
        <p className="jp-PaperLookup-quiet" role="status">
          {phase === 'loading' ? trans.__('Looking for pairs') : pair && count}
        </p>
        {failure && (
          <p className="jp-PaperLookup-problem" role="alert">
            {failure}
          </p>
        )}
        {!pair && phase === 'ready' && !failure && (
          <p>{trans.__('No two papers look like one work.')}</p>
        )}
        {pair && <Pair {...props} />}
      </div>
      <DecidedLine
        decisions={decisions}
        trans={trans}
        onUndone={() => void model.load()}
      />
    </PageFrame>
  );
}

function Pair({ context, model }: SuggestionsProps): JSX.Element | null {
  const { trans } = context;
  const { records, kept } = useModel(model);
  const { pair } = model;
  const name = pair ? `${pair.first.key} ${pair.second.key}` : '';
  const node = useNextFocus(name);
  if (!pair) {
    return null;
  }
  return (
    <div
      ref={node}
      className="jp-PaperLookup-pair"
      role="group"
      aria-label={trans.__(
        '%1 and %2: %3',
        pair.first.key,
        pair.second.key,
        pair.evidence.join(', ')
      )}
      tabIndex={0}
      data-first
      onKeyDown={event => pressLetter(lettersOf(model), event)}
    >
      <p>
        {pair.kind === 'versions'
          ? trans.__('Perhaps a preprint and its published version:')
          : trans.__('Perhaps one work twice:')}
      </p>
      <ul className="jp-PaperLookup-evidence">
        {pair.evidence.map(each => (
          <li key={each}>{each}</li>
        ))}
      </ul>
      {records && (
        <>
          <KeepChoice
            records={records}
            kept={kept}
            trans={trans}
            onKeep={key => model.keep(key)}
          />
          <SuggestionButtons model={model} pair={pair} trans={trans} />
          <Compared first={records[0]} second={records[1]} trans={trans} />
        </>
      )}
    </div>
  );
}

function lettersOf(model: SuggestionsModel): Letters {
  const { pair } = model;
  return pair && model.state.records
    ? {
        m: () => void model.merge(),
        l: () => void model.link(pair.first.key),
        a: () => void model.keepApart(),
        s: () => void model.skip(),
        '1': () => model.keep(pair.first.key),
        '2': () => model.keep(pair.second.key)
      }
    : {};
}
