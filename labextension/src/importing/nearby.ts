import type { TranslationBundle } from '@jupyterlab/translation';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import type { PaperLookupClient } from '../api/client';
import type { NearbyFile } from '../api/types';

/** What the model asks; a `PaperLookupClient` does. */
export type NearbyClient = Pick<PaperLookupClient, 'nearby'>;

/** Keeps the paths of files that somebody said no to. */
export interface IDeclinedFiles {
  load(): Promise<readonly string[]>;
  save(paths: readonly string[]): void;
}

/** The bibliography files of the current notebook that are worth an offer. */
export class NearbyOffers {
  constructor(client: NearbyClient, declined: IDeclinedFiles) {
    this._client = client;
    this._declined = declined;
  }

  /** The files to offer; the same object while nothing changes. */
  get state(): readonly NearbyFile[] {
    return this._files;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Finds what belongs to a notebook; an empty path is no notebook. */
  async look(notebook: string): Promise<void> {
    this._notebook = notebook;
    const files = notebook ? await this._ask(notebook) : [];
    const declined = await this._recalled();
    if (notebook === this._notebook) {
      this._show(
        files.filter(({ source, path }) => !source && !declined.has(path))
      );
    }
  }

  /** Never offers these files again. */
  async decline(): Promise<void> {
    const declined = await this._recalled();
    this._files.forEach(({ path }) => declined.add(path));
    this._declined.save([...declined].slice(-MOST_REMEMBERED));
    this._show([]);
  }

  /** Takes the offer back, once it is followed. */
  clear(): void {
    this._show([]);
  }

  /** An offer is nothing that may fail: without an answer there is none. */
  private async _ask(notebook: string): Promise<readonly NearbyFile[]> {
    try {
      return (await this._client.nearby(notebook)).files;
    } catch {
      return [];
    }
  }

  private async _recalled(): Promise<Set<string>> {
    this._paths ??= new Set(await this._declined.load());
    return this._paths;
  }

  private _show(files: readonly NearbyFile[]): void {
    if (files.length > 0 || this._files.length > 0) {
      this._files = files;
      this._changed.emit();
    }
  }

  private readonly _client: NearbyClient;
  private readonly _declined: IDeclinedFiles;
  private readonly _changed = new Signal<this, void>(this);
  private _files: readonly NearbyFile[] = [];
  private _notebook = '';
  private _paths: Set<string> | null = null;
}

const MOST_REMEMBERED = 500;

/** How many names an offer tells. */
const MOST_NAMED = 3;

/** What is offered, in one sentence. */
export function offerLine(
  files: readonly NearbyFile[],
  trans: TranslationBundle
): string {
  const names = files.map(({ path }) => path.slice(path.lastIndexOf('/') + 1));
  const [file] = files;
  if (file && files.length === 1) {
    return oneOffer(names[0] ?? file.path, file.namedBy, trans);
  }
  const named = names.slice(0, MOST_NAMED).join(', ');
  return names.length > MOST_NAMED
    ? trans.__(
        '%1 bibliography files belong to this notebook: %2 …',
        String(names.length),
        named
      )
    : trans.__(
        '%1 bibliography files belong to this notebook: %2.',
        String(names.length),
        named
      );
}

function oneOffer(
  name: string,
  namedBy: NearbyFile['namedBy'],
  trans: TranslationBundle
): string {
  switch (namedBy) {
    case 'folder':
      return trans.__('%1 is beside this notebook.', name);
    case 'notebook':
      return trans.__('This notebook names %1 as its bibliography.', name);
    case 'quarto':
      return trans.__('The Quarto project of this notebook names %1.', name);
    case 'myst':
      return trans.__('The MyST project of this notebook names %1.', name);
    case 'jupyter-book':
      return trans.__('The Jupyter Book of this notebook names %1.', name);
  }
}
