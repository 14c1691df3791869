import type { Contents } from '@jupyterlab/services';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { PaperLookupClient } from '../api/client';
import type { ImportJob, ImportJobRequest, ZoteroLibrary } from '../api/types';
import { messageOf } from '../message-of';
import { requestOf } from './file-bytes';
import type { ImportJobs } from './jobs';
import { requestsOf } from './server-files';
import type { Toasts } from './toasts';

/** What imports need. */
export type ImportsOptions = {
  client: PaperLookupClient;
  contents: Contents.IManager;
  jobs: ImportJobs;
  toasts: Toasts;
  trans: TranslationBundle;
};

/** The ways to begin an import; one that cannot begin is told of like one that failed. */
export class Imports {
  constructor(options: ImportsOptions) {
    this._options = options;
  }

  /** Imports files of the person's own machine. */
  async addFiles(
    files: readonly File[],
    captureYear: number | null = null
  ): Promise<void> {
    for (const file of files) {
      await this._begin(file.name, async () => ({
        ...(await requestOf(file, this._options.trans)),
        captureYear
      }));
    }
  }

  /** Imports files of the file browser. */
  async addPaths(paths: readonly string[], watch = true): Promise<void> {
    const { contents } = this._options;
    for (const { name, request } of requestsOf(contents, paths, watch)) {
      await this._begin(name, request);
    }
  }

  /** Makes libraries of Zotero sources. */
  async addZotero(libraries: readonly ZoteroLibrary[]): Promise<void> {
    const { client } = this._options;
    for (const { kind, path, name } of libraries) {
      await this.follow(name, () => client.addZotero(kind, path));
    }
  }

  /** Follows an import that another feature begins. */
  async follow(name: string, begin: () => Promise<ImportJob>): Promise<void> {
    const { jobs } = this._options;
    await this._follow(name, async () => jobs.follow(await begin()));
  }

  /** Reads a source again. */
  async readAgain(source: string): Promise<void> {
    await this._begin(source, () => Promise.resolve({ source }));
  }

  private async _begin(
    name: string,
    request: () => Promise<ImportJobRequest>
  ): Promise<void> {
    const { jobs } = this._options;
    await this._follow(name, async () => jobs.start(await request()));
  }

  private async _follow(
    name: string,
    begin: () => Promise<ImportJob>
  ): Promise<void> {
    const { jobs, toasts } = this._options;
    try {
      toasts.follow(await begin());
    } catch (error) {
      toasts.refused(jobs.refuse(name, messageOf(error)));
    }
  }

  private readonly _options: ImportsOptions;
}
