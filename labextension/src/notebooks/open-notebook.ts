import type { Cell } from '@jupyterlab/cells';
import type { ISharedNotebook } from '@jupyter/ydoc';
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { Contents } from '@jupyterlab/services';
import { Signal } from '@lumino/signaling';

import type { PaperLookupClient } from '../api/client';
import type { NotebookCell, OpenNotebook as SentNotebook } from '../api/types';
import { METADATA_NAME } from '../citing/metadata';
import type { PaperLookupSettings } from '../settings';
import { isDialect } from '../settings';
import type { ProjectDialect } from './choices';
import { NotebookChoices } from './choices';
import { NotebookCitations } from './citations';
import type { IOpenNotebook } from './tokens';

/** What open notebooks work with. */
export type NotebookParts = {
  client: PaperLookupClient;
  settings: PaperLookupSettings;
  contents: Contents.IManager;
};

const CITATION_MANAGER = 'citation-manager';
const CELL_METADATA = [METADATA_NAME, CITATION_MANAGER];
const NOTEBOOK_METADATA = [METADATA_NAME, CITATION_MANAGER, 'cite2c'];

/** A notebook that is open: what stands in it now, and how it cites. */
export class OpenNotebook implements IOpenNotebook {
  constructor(
    readonly panel: NotebookPanel,
    private readonly _parts: NotebookParts
  ) {
    const { client, settings } = _parts;
    this.choices = new NotebookChoices({
      metadata: () => panel.content.model?.sharedModel ?? null,
      settings,
      askProject: () => this._askProject()
    });
    this.citations = new NotebookCitations({
      isReady: () => panel.context.isReady,
      request: () => ({
        notebook: this.sent(),
        style: this.choices.style,
        locale: this.choices.locale
      }),
      ask: (request, signal) => client.notebooks.citations(request, signal)
    });
    const { content, context } = panel;
    content.modelContentChanged.connect(() => this.citations.touch(), this);
    content.modelChanged.connect(() => this._onModel(), this);
    context.fileChanged.connect(() => this.choices.update(), this);
    context.pathChanged.connect(() => this.choices.askAgain(), this);
    this.choices.changed.connect(() => this.citations.touch(), this);
    this._onModel();
    void context.ready.then(() => this._onModel());
    panel.disposed.connect(() => {
      Signal.clearData(this);
      this._followed?.changed.disconnect(this._onShared);
      this.choices.dispose();
      this.citations.dispose();
    });
  }

  readonly choices: NotebookChoices;
  readonly citations: NotebookCitations;

  get path(): string {
    return this._parts.contents.localPath(this.panel.context.path);
  }

  get name(): string {
    return this.path.split('/').pop() ?? this.path;
  }

  get isReadOnly(): boolean {
    const { contentsModel, model } = this.panel.context;
    return contentsModel?.writable === false || model.readOnly;
  }

  sent(): SentNotebook {
    const model = this.panel.content.model;
    const cells: NotebookCell[] = [];
    for (const cell of model?.cells ?? []) {
      if (cell.type === 'markdown' || cell.type === 'raw') {
        const { id, type, sharedModel } = cell;
        cells.push({
          id,
          kind: type,
          source: sharedModel.getSource(),
          metadata: members(name => cell.getMetadata(name), CELL_METADATA)
        });
      }
    }
    const metadata = members(
      name => model?.sharedModel.getMetadata(name),
      NOTEBOOK_METADATA
    );
    return { path: this.path, cells, metadata };
  }

  items(): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
    const own: unknown =
      this.panel.content.model?.sharedModel.getMetadata(METADATA_NAME);
    const items = isRecord(own) ? own.items : null;
    // Without a prototype: `constructor` is a key like any other.
    const known = Object.create(null) as Record<
      string,
      Readonly<Record<string, unknown>>
    >;
    for (const [key, item] of Object.entries(isRecord(items) ? items : {})) {
      if (isRecord(item)) {
        known[key] = item;
      }
    }
    return known;
  }

  cell(id: string): Cell | null {
    return (
      this.panel.content.widgets.find(({ model }) => model.id === id) ?? null
    );
  }

  async save(): Promise<void> {
    const { context } = this.panel;
    if (context.model.dirty && !context.model.readOnly) {
      await context.save();
    }
  }

  /** Metadata are copied when they are read, so nobody reads them at each key. */
  private _onModel(): void {
    const shared = this.panel.content.model?.sharedModel;
    if (shared && shared !== this._followed) {
      this._followed?.changed.disconnect(this._onShared);
      this._followed = shared;
      shared.changed.connect(this._onShared);
    }
    this.choices.update();
    this.citations.touch();
  }

  private async _askProject(): Promise<ProjectDialect> {
    await this.panel.context.ready;
    const { dialect, where } = await this._parts.client.notebooks.dialect(
      this.path
    );
    return isDialect(dialect) ? { dialect, where } : null;
  }

  private readonly _onShared = (_: unknown, change: object): void => {
    if ('metadataChange' in change) {
      this.choices.update();
    }
  };
  private _followed: ISharedNotebook | null = null;
}

function members(
  get: (name: string) => unknown,
  names: readonly string[]
): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const name of names) {
    const value = get(name);
    if (value !== undefined && value !== null) {
      found[name] = value;
    }
  }
  return found;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
