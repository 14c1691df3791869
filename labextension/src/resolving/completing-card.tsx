import type { TranslationBundle } from '@jupyterlab/translation';
import { closeIcon, ReactWidget } from '@jupyterlab/ui-components';
import type { JSX } from 'react';

import type { ResolveJob } from '../api/types';
import { IconButton, TextButton } from '../ui/buttons';
import { useModel } from '../ui/use-model';
import type { AnswersModel } from './answers-model';
import type { CompletingModel } from './completing-model';
import { progressLine, reportLines } from './words';

/** What the card is made of. */
export type CardParts = {
  readonly model: CompletingModel;
  readonly answers: AnswersModel;
  readonly trans: TranslationBundle;
  /** Shows what waits for a decision. */
  readonly onLook: () => void;
  /** Puts the focus somewhere near when what had it has gone. */
  readonly keepFocus: () => void;
};

/** Below the view of the panel: how far the completing of papers is, and what came of it. */
export class CompletingCard extends ReactWidget {
  constructor(private readonly _parts: CardParts) {
    super();
    this.addClass('jp-PaperLookup-below');
    this.addClass('jp-PaperLookup-completing');
  }

  protected override render(): JSX.Element {
    return <Card parts={this._parts} />;
  }
}

type PartProps = { parts: CardParts };

function Card({ parts }: PartProps): JSX.Element {
  const { model, trans } = parts;
  const { job, failure } = useModel(model);
  return (
    <>
      {failure && (
        <div className="jp-PaperLookup-card jp-mod-failed">
          <div className="jp-PaperLookup-cardHead">
            <span
              className="jp-PaperLookup-cardText jp-PaperLookup-problem"
              role="alert"
            >
              {failure}
            </span>
            <Dismiss parts={parts} label={trans.__('Dismiss')} />
          </div>
        </div>
      )}
      {job?.phase === 'asking' && <Running parts={parts} job={job} />}
      <div role="status">
        {job && job.phase !== 'asking' && <Ended parts={parts} job={job} />}
      </div>
    </>
  );
}

type JobProps = PartProps & { job: ResolveJob };

function Running({ parts, job }: JobProps): JSX.Element {
  const { model, trans } = parts;
  const { isCancelling } = useModel(model);
  const name = trans.__('Completing papers');
  const { done, total } = job;
  return (
    <div className="jp-PaperLookup-card">
      <div className="jp-PaperLookup-cardHead">
        <span className="jp-PaperLookup-cardName">{name}</span>
        <TextButton
          label={trans.__('Cancel')}
          description={trans.__('Cancel the completing of papers')}
          isDisabled={isCancelling}
          onClick={() => void model.cancel()}
        />
      </div>
      <div className="jp-PaperLookup-quiet">
        {isCancelling ? trans.__('Cancelling') : progressLine(job, trans)}
      </div>
      <progress
        className="jp-PaperLookup-progress"
        aria-label={name}
        max={1}
        value={total > 0 ? Math.min(1, done / total) : undefined}
      />
    </div>
  );
}

function Ended({ parts, job }: JobProps): JSX.Element {
  const { answers, trans, onLook } = parts;
  const { all } = useModel(answers);
  const lines = job.report
    ? reportLines(job.report, trans)
    : [{ text: job.message, isLoud: job.phase === 'failed' }];
  return (
    <div
      className={`jp-PaperLookup-card${job.phase === 'failed' ? ' jp-mod-failed' : ''}`}
    >
      <div className="jp-PaperLookup-cardHead">
        <span className="jp-PaperLookup-cardName">
          {trans.__('Completing papers')}
        </span>
        <Dismiss
          parts={parts}
          label={trans.__('Dismiss the report on completing papers')}
        />
      </div>
      {lines.map(({ text, isLoud }) => (
        <p
          key={text}
          className={isLoud ? 'jp-PaperLookup-problem' : undefined}
          dir="auto"
        >
          {text}
        </p>
      ))}
      {all.length > 0 && (
        <div className="jp-PaperLookup-buttons">
          <TextButton
            label={trans._n(
              'Look at %1 suggestion',
              'Look at %1 suggestions',
              all.length
            )}
            onClick={onLook}
          />
        </div>
      )}
    </div>
  );
}

function Dismiss({ parts, label }: PartProps & { label: string }): JSX.Element {
  const { model, keepFocus } = parts;
  return (
    <IconButton
      label={label}
      icon={closeIcon}
      onClick={() => {
        model.dismiss();
        keepFocus();
      }}
    />
  );
}
