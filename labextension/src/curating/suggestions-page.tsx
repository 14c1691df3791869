import type { JSX, KeyboardEvent } from 'react';
import { useEffect, useRef } from 'react';

import { useModel } from '../ui/use-model';
import { Compared } from './compared-view';
import { DecidedLine } from './decided-line';
import { KeepChoice } from './keep-choice';
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
  const node = useRef<HTMLDivElement>(null);
  const isEmpty = pair === undefined;
  // The focus was in the last pair, and the keys of the page work only where it is.
  useEffect(() => {
    if (isEmpty && document.activeElement === document.body) {
      node.current?.closest('section')?.focus();
    }
  }, [isEmpty]);
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
  const node = useRef<HTMLDivElement>(null);
  const name = pair ? `${pair.first.key} ${pair.second.key}` : '';
  // The keys work where the focus is, so it goes from pair to pair.
  useEffect(() => {
    const { activeElement } = document;
    const page = node.current?.closest('section');
    if (
      page &&
      (activeElement === document.body || page.contains(activeElement))
    ) {
      node.current?.focus();
    }
  }, [name]);
  if (!pair) {
    return null;
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (press(model, event)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
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
      onKeyDown={onKeyDown}
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

/** Does what a letter stands for; whether it stands for anything. */
function press(model: SuggestionsModel, event: KeyboardEvent): boolean {
  const { pair } = model;
  const isPlain = !(event.altKey || event.ctrlKey || event.metaKey);
  if (!pair || !isPlain || !model.state.records) {
    return false;
  }
  const acts: Readonly<Record<string, (() => void) | undefined>> = {
    m: () => void model.merge(),
    l: () => void model.link(pair.first.key),
    a: () => void model.keepApart(),
    s: () => void model.skip(),
    '1': () => model.keep(pair.first.key),
    '2': () => model.keep(pair.second.key)
  };
  const act = acts[event.key.toLowerCase()];
  act?.();
  return act !== undefined;
}
