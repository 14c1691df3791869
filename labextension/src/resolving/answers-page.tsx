import type { TranslationBundle } from '@jupyterlab/translation';
import type { JSX } from 'react';

import type { SuggestedAnswer } from '../api/types';
import { DecidedLine } from '../curating/decided-line';
import type { Decisions } from '../curating/decisions';
import type { Letters } from '../curating/one-by-one';
import {
  pressLetter,
  useLastFocus,
  useNextFocus
} from '../curating/one-by-one';
import { PageFrame } from '../curating/page-frame';
import { TextButton } from '../ui/buttons';
import { useModel } from '../ui/use-model';
import type { AnswersModel } from './answers-model';
import { Differences } from './differences';

export type AnswersPageProps = {
  model: AnswersModel;
  decisions: Decisions;
  trans: TranslationBundle;
  onClose: () => void;
};

/** What services say that may be about a paper, one after the other; by buttons, or by letters. */
export function AnswersPage(props: AnswersPageProps): JSX.Element {
  const { model, decisions, trans, onClose } = props;
  const { phase, shown, failure } = useModel(model);
  const [current] = shown;
  const node = useLastFocus(current === undefined);
  const count = trans._n(
    '%1 suggestion to look at',
    '%1 suggestions to look at',
    shown.length
  );
  return (
    <PageFrame
      title={trans.__('Suggestions of services')}
      trans={trans}
      onClose={onClose}
    >
      <div className="jp-PaperLookup-curatingBody" ref={node}>
        <p className="jp-PaperLookup-quiet" role="status">
          {phase === 'loading' && !current ? trans.__('Looking') : null}
          {current && count}
        </p>
        {failure && (
          <p className="jp-PaperLookup-problem" role="alert">
            {failure}
          </p>
        )}
        {!current && phase === 'ready' && !failure && (
          <p>{trans.__('Nothing waits for you.')}</p>
        )}
        {current && <Answer model={model} answer={current} trans={trans} />}
      </div>
      <DecidedLine
        decisions={decisions}
        trans={trans}
        onUndone={() => void model.load()}
      />
    </PageFrame>
  );
}

type AnswerProps = {
  model: AnswersModel;
  answer: SuggestedAnswer;
  trans: TranslationBundle;
};

function Answer({ model, answer, trans }: AnswerProps): JSX.Element {
  const { key, number, service } = answer;
  const node = useNextFocus(number);
  return (
    <div
      ref={node}
      className="jp-PaperLookup-pair"
      role="group"
      aria-label={trans.__('%1, suggested by %2', key, service)}
      tabIndex={0}
      data-first
      onKeyDown={event => pressLetter(lettersOf(model), event)}
    >
      <p dir="auto">
        <strong>{answer.title || key}</strong>
      </p>
      <p>
        {answer.isVersion
          ? trans.__('%1 may know another version of it:', service)
          : trans.__('%1 may know it:', service)}
      </p>
      <ul className="jp-PaperLookup-evidence">
        {answer.reasons.map(reason => (
          <li key={reason}>{reason}</li>
        ))}
        {answer.doubts.map(doubt => (
          <li key={doubt} className="jp-PaperLookup-doubt">
            {trans.__('But: %1', doubt)}
          </li>
        ))}
      </ul>
      <p className="jp-PaperLookup-quiet">
        {answer.isVersion
          ? trans.__('To accept it links both; your paper stays as it is.')
          : trans.__(
              'To accept it fills in what is missing; what you typed stays.'
            )}
      </p>
      <Buttons model={model} answer={answer} trans={trans} />
      <Differences answer={answer} trans={trans} />
    </div>
  );
}

function Buttons({ model, trans }: AnswerProps): JSX.Element {
  const { phase } = useModel(model);
  const isBusy = phase !== 'ready';
  return (
    <div className="jp-PaperLookup-buttons">
      <TextButton
        label={trans.__('Accept')}
        shortcut="A"
        isPrimary
        isDisabled={isBusy}
        onClick={() => void model.accept()}
      />
      <TextButton
        label={trans.__('Reject')}
        shortcut="R"
        isDisabled={isBusy}
        onClick={() => void model.reject()}
      />
      <TextButton
        label={trans.__('Skip')}
        shortcut="S"
        isDisabled={isBusy}
        onClick={() => model.skip()}
      />
    </div>
  );
}

function lettersOf(model: AnswersModel): Letters {
  return {
    a: () => void model.accept(),
    r: () => void model.reject(),
    s: () => model.skip()
  };
}
