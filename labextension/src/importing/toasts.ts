import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { ImportJob } from '../api/types';
import type { IPaperPanel } from '../tokens';
import { isOver } from './jobs';
import type { ImportingSession } from './session';
import { phaseLine } from './texts';

/** How long the good end of an import is shown, in milliseconds. */
const SHOWN_FOR = 6000;

/** How long an import takes before its beginning is told, in milliseconds. */
const LONG = 1000;

/** An import of which is told: when its beginning will be, and where it was. */
type Followed = {
  timer: ReturnType<typeof setTimeout>;
  toast: string | null;
};

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

  /** Tells of an import, unless the panel does; one that is over at once has no beginning. */
  follow(job: ImportJob): void {
    if (!this._panel.isVisible && !isOver(job)) {
      const timer = setTimeout(() => this._tellBeginning(job), LONG);
      this._followed.set(job.id, { timer, toast: null });
    }
  }

  /** Tells of an import that could not begin, unless the panel does. */
  refused({ name, message }: ImportJob): void {
    if (!this._panel.isVisible) {
      Notification.error(`${name}: ${message}`, { autoClose: false });
    }
  }

  private _tellBeginning({ id, name }: ImportJob): void {
    const words = this._trans.__('Adding the papers of %1', name);
    const options = { autoClose: false as const };
    const followed = this._followed.get(id);
    if (followed) {
      followed.toast = Notification.emit(words, 'in-progress', options);
    }
  }

  private _onEnd(job: ImportJob): void {
    const followed = this._followed.get(job.id);
    if (!followed) {
      return;
    }
    this._followed.delete(job.id);
    clearTimeout(followed.timer);
    if (followed.toast !== null) {
      Notification.dismiss(followed.toast);
    }
    const { report } = job;
    const problems = report?.problems.length ?? 0;
    const isFailed = job.phase === 'failed';
    const words = `${job.name}: ${phaseLine(job, this._trans)}`;
    const type = isFailed ? 'error' : problems > 0 ? 'warning' : 'success';
    Notification.emit(words, type, {
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
  private readonly _followed = new Map<string, Followed>();
}
