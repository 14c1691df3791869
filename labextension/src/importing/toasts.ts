import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { ImportJob } from '../api/types';
import type { IPaperPanel } from '../tokens';
import { isOver } from './jobs';
import type { ImportingSession } from './session';
import { phaseLine } from './texts';

/** How long the good end of an import is shown, in milliseconds. */
const SHOWN_FOR = 6000;

/** Tells of imports that were begun here while the panel, which shows them, is not seen. */
export class Toasts {
  constructor(
    session: Pick<ImportingSession, 'jobs' | 'showReport'>,
    panel: IPaperPanel,
    trans: TranslationBundle
  ) {
    this._session = session;
    this._panel = panel;
    this._trans = trans;
    session.jobs.ended.connect((_, job) => this._onEnd(job));
  }

  /** Tells of an import, unless the panel does. */
  follow(job: ImportJob): void {
    if (!this._panel.isVisible && !isOver(job)) {
      const words = this._trans.__('Adding the papers of %1', job.name);
      this._ids.set(
        job.id,
        Notification.emit(words, 'in-progress', { autoClose: false })
      );
    }
  }

  /** Tells of an import that could not begin, unless the panel does. */
  refused({ name, message }: ImportJob): void {
    if (!this._panel.isVisible) {
      Notification.error(`${name}: ${message}`, { autoClose: false });
    }
  }

  private _onEnd(job: ImportJob): void {
    const id = this._ids.get(job.id);
    if (id === undefined) {
      return;
    }
    this._ids.delete(job.id);
    const { report } = job;
    const problems = report?.problems.length ?? 0;
    const isFailed = job.phase === 'failed';
    Notification.update({
      id,
      message: `${job.name}: ${phaseLine(job, this._trans)}`,
      type: isFailed ? 'error' : problems > 0 ? 'warning' : 'success',
      autoClose: isFailed || problems > 0 ? false : SHOWN_FOR,
      actions: report
        ? [
            {
              label: this._trans.__('Show the report'),
              callback: () => this._session.showReport(job)
            }
          ]
        : []
    });
  }

  private readonly _session: Pick<ImportingSession, 'jobs' | 'showReport'>;
  private readonly _panel: IPaperPanel;
  private readonly _trans: TranslationBundle;
  private readonly _ids = new Map<string, string>();
}
