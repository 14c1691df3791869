import type { INotebooks } from '../notebooks/tokens';
import type { CurrentCell } from './cell';
import { currentCell, requestOf } from './cell';
import type { IRelatedClient } from './related-model';
import { RelatedModel } from './related-model';

/** The papers related to the cell that was current when somebody last looked. */
export class CellPapers {
  constructor(
    client: IRelatedClient,
    private readonly _notebooks: INotebooks
  ) {
    this.model = new RelatedModel(client);
  }

  readonly model: RelatedModel;

  /** The cell that the papers are related to; null before the first look, and without one. */
  get cell(): CurrentCell | null {
    return this._cell;
  }

  /** Whether there were words to go by. */
  get hasText(): boolean {
    return this._hasText;
  }

  /** Looks for what is related to the cell that is current now. */
  async look(): Promise<void> {
    const cell = currentCell(this._notebooks);
    this._cell = cell;
    await this.model.ask(async () => {
      const request = cell && (await requestOf(cell));
      this._hasText = request !== null;
      return request;
    });
  }

  private _cell: CurrentCell | null = null;
  private _hasText = false;
}
