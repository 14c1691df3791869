import type { TranslationBundle } from '@jupyterlab/translation';
import { closeIcon, ReactWidget } from '@jupyterlab/ui-components';
import type { JSX } from 'react';
import { useEffect, useState } from 'react';

import type { ImportJob } from '../api/types';
import { IconButton, TextButton } from '../ui/buttons';
import { useModel } from '../ui/use-model';
import { isOver } from './jobs';
import { offerLine } from './nearby';
import type { ImportingSession } from './session';
import { fractionOf, phaseLine } from './texts';

/** What stands below the view: imports under way and their ends, offers, what happened before. */
export class BelowView extends ReactWidget {
  constructor(session: ImportingSession, trans: TranslationBundle) {
    super();
    this.addClass('jp-PaperLookup-below');
    this.addClass('jp-PaperLookup-imports');
    this._parts = { session, trans };
  }

  protected override render(): JSX.Element {
    return (
      <>
        <NoticeLine parts={this._parts} />
        <OfferLine parts={this._parts} />
        <JobList parts={this._parts} />
      </>
    );
  }

  private readonly _parts: BelowParts;
}

type BelowParts = {
  readonly session: ImportingSession;
  readonly trans: TranslationBundle;
};
type PartProps = { parts: BelowParts };

/** What happened before the library was opened. */
function NoticeLine({ parts }: PartProps): JSX.Element | null {
  const { session, trans } = parts;
  const notice = useModel(session.notice);
  return notice ? (
    <div className="jp-PaperLookup-card" role="status">
      <div className="jp-PaperLookup-cardHead">
        <span className="jp-PaperLookup-cardText" dir="auto">
          {notice}
        </span>
        <IconButton
          label={trans.__('Dismiss')}
          icon={closeIcon}
          onClick={() => {
            session.notice.dismiss();
            session.keepFocus();
          }}
        />
      </div>
    </div>
  ) : null;
}

/** Bibliographies that belong to the notebook and are no sources yet. */
function OfferLine({ parts }: PartProps): JSX.Element | null {
  const { session, trans } = parts;
  const files = useModel(session.offers);
  if (files.length === 0) {
    return null;
  }
  return (
    <div className="jp-PaperLookup-card jp-PaperLookup-offer" role="status">
      <p dir="auto" title={files.map(({ path }) => path).join('\n')}>
        {offerLine(files, trans)}
      </p>
      <div className="jp-PaperLookup-buttons">
        <TextButton
          label={
            files.length === 1
              ? trans.__('Add and watch it')
              : trans.__('Add and watch them')
          }
          onClick={() => {
            session.followOffer();
            session.keepFocus();
          }}
        />
        <TextButton
          label={trans.__('Not now')}
          onClick={() => {
            void session.offers.decline().then(() => session.keepFocus());
          }}
        />
      </div>
    </div>
  );
}

function JobList({ parts }: PartProps): JSX.Element {
  const { session, trans } = parts;
  const { jobs, failure } = useModel(session.jobs);
  const over = jobs.filter(isOver);
  return (
    <>
      {failure && (
        <p className="jp-PaperLookup-card jp-PaperLookup-problem" role="alert">
          {failure}
        </p>
      )}
      {jobs.map(job =>
        isOver(job) ? (
          <EndedJob key={job.id} parts={parts} job={job} />
        ) : (
          <RunningJob key={job.id} parts={parts} job={job} />
        )
      )}
      {over.length > 1 && (
        <div className="jp-PaperLookup-card jp-PaperLookup-buttons">
          <TextButton
            label={trans.__('Dismiss all')}
            onClick={() => {
              over.forEach(({ id }) => session.jobs.dismiss(id));
              session.keepFocus();
            }}
          />
        </div>
      )}
      <EndsAnnounced parts={parts} />
    </>
  );
}

type JobProps = PartProps & { job: ImportJob };

function RunningJob({ parts, job }: JobProps): JSX.Element {
  const { session, trans } = parts;
  const [isCancelling, setIsCancelling] = useState(false);
  const fraction = job.phase === 'waiting' ? 0 : fractionOf(job);
  return (
    <div className="jp-PaperLookup-card" data-job={job.id}>
      <div className="jp-PaperLookup-cardHead">
        <JobName job={job} />
        <TextButton
          label={trans.__('Cancel')}
          description={trans.__('Cancel the import of %1', job.name)}
          isDisabled={isCancelling}
          onClick={() => {
            setIsCancelling(true);
            void session.jobs.cancel(job.id).then(() => {
              setIsCancelling(false);
              session.keepFocus();
            });
          }}
        />
      </div>
      <div className="jp-PaperLookup-quiet">
        {isCancelling ? trans.__('Cancelling') : phaseLine(job, trans)}
      </div>
      <progress
        className="jp-PaperLookup-progress"
        aria-label={trans.__('Import of %1', job.name)}
        max={1}
        value={fraction ?? undefined}
      />
    </div>
  );
}

function EndedJob({ parts, job }: JobProps): JSX.Element {
  const { session, trans } = parts;
  const isFailed = job.phase === 'failed';
  const { report } = job;
  return (
    <div
      className={`jp-PaperLookup-card${isFailed ? ' jp-mod-failed' : ''}`}
      data-job={job.id}
    >
      <div className="jp-PaperLookup-cardHead">
        <JobName job={job} />
        <IconButton
          label={trans.__('Dismiss the report on %1', job.name)}
          icon={closeIcon}
          onClick={() => {
            session.jobs.dismiss(job.id);
            session.keepFocus();
          }}
        />
      </div>
      <div className="jp-PaperLookup-cardText" dir="auto">
        {phaseLine(job, trans)}
      </div>
      {report && report.problems.length + report.renamed.length > 0 && (
        <div className="jp-PaperLookup-buttons">
          <TextButton
            label={
              report.problems.length > 0
                ? trans.__('Show problems')
                : trans.__('Show renamed keys')
            }
            onClick={() => session.showReport(job)}
          />
        </div>
      )}
    </div>
  );
}

function JobName({ job: { name } }: { job: ImportJob }): JSX.Element {
  return (
    <span className="jp-PaperLookup-cardName" title={name} dir="auto">
      {name.split(/[/\\]/u).pop() || name}
    </span>
  );
}

/** Reads out how imports end; their progress would be chatter. */
function EndsAnnounced({ parts }: PartProps): JSX.Element {
  const { session, trans } = parts;
  const [announced, setAnnounced] = useState('');
  useEffect(() => {
    const tell = (_: unknown, job: ImportJob): void =>
      setAnnounced(`${job.name}: ${phaseLine(job, trans)}`);
    session.jobs.ended.connect(tell);
    return () => {
      session.jobs.ended.disconnect(tell);
    };
  }, [session, trans]);
  return (
    <div className="jp-PaperLookup-hidden" role="status">
      {announced}
    </div>
  );
}
