import type { PaperLookupClient } from '../api/client';
import type { CiteMessage } from '../api/types';
import type { Delivery } from '../citing/ordering';
import { orderInsertion } from '../citing/ordering';
import type { IOpenNotebook } from '../notebooks/tokens';
import type { DialectName, PaperLookupSettings } from '../settings';
import type { IInserter, InsertOutcome } from '../tokens';
import { readInNotebook } from './reading';
import type { ICitationTarget } from './target';

/** What a new citation is written with. */
export type NewCitationParts = {
  client: PaperLookupClient;
  settings: PaperLookupSettings;
  inserter: IInserter;
};

/** A citation that goes to the cursor of the notebook that was used last. */
export class NewCitation implements ICitationTarget {
  constructor(
    private readonly _parts: NewCitationParts,
    private readonly _notebook: IOpenNotebook
  ) {
    const place = _parts.inserter.target();
    this.label = place?.label ?? '';
    this._path = place?.path;
  }

  readonly isEdit = false;
  readonly label: string;

  get dialect(): DialectName {
    return this._notebook.choices.dialect;
  }

  order(cites: readonly CiteMessage[]): Promise<Delivery> {
    return orderInsertion(orderOf(cites), this._notebook, this._parts);
  }

  async read(delivery: Delivery, signal: AbortSignal): Promise<string> {
    const cursor = this._parts.inserter.cursor();
    if (!cursor || cursor.panel !== this._notebook.panel) {
      return '';
    }
    const { id } = cursor.cell.model;
    const { offset } = cursor;
    return readInNotebook(
      this._parts.client.notebooks,
      this._notebook,
      { cell: id, from: offset, to: offset },
      delivery,
      signal
    );
  }

  save(cites: readonly CiteMessage[]): Promise<InsertOutcome> {
    // The form has the focus as long as it is open.
    const options = {
      keepFocus: true,
      ...(this._path && { path: this._path })
    };
    return this._parts.inserter.insert(orderOf(cites), options);
  }

  async leave(): Promise<void> {
    await this._parts.inserter.focusTarget();
  }

  dispose(): void {
    // Nothing is followed.
  }

  private readonly _path: string | undefined;
}

function orderOf(cites: readonly CiteMessage[]): {
  kind: 'citation';
  keys: string[];
  cites: readonly CiteMessage[];
} {
  return { kind: 'citation', keys: cites.map(({ key }) => key), cites };
}
