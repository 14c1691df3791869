import { Notification, Sanitizer } from '@jupyterlab/apputils';
import type { Cell } from '@jupyterlab/cells';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { CitationInCell } from '../api/types';
import { citeOf } from '../citing/ordering';
import type { EditCitationArgs } from '../commands';
import type { IOpenNotebook } from '../notebooks/tokens';
import { SearchWithOwn } from '../notebooks/search-with-own';
import { hitOf } from '../search/hit-of';
import { SearchModel } from '../search/model';
import type { IPaperLookup } from '../tokens';
import { CitationDialog } from './dialog';
import { EditedCitation } from './edited-citation';
import { CitationFormModel } from './form-model';
import { NewCitation } from './new-citation';
import type { ICitationTarget } from './target';
import { citationAt, citationFrom } from './under-cursor';
import type { FormWork } from './works';
import { workOfCite, workOfHit } from './works';

/** How many papers are shown while one searches. */
const ROWS = 6;

/** Opens the form of a citation; one at a time. */
export class CitationFormSession {
  constructor(
    private readonly _lookup: IPaperLookup,
    private readonly _trans: TranslationBundle
  ) {}

  /**
   * Puts a new citation together, at first of some works.
   *
   * @returns Whether it was written.
   */
  async compose(keys: readonly string[] = []): Promise<boolean> {
    const { notebooks, inserter, client, settings } = this._lookup;
    const notebook = notebooks.current;
    const refusal = inserter.target()?.refusal;
    if (!notebook || refusal) {
      this._tell(
        refusal ||
          this._trans.__('There is no notebook to insert into: open one first.')
      );
      return false;
    }
    const works = await Promise.all(keys.map(key => this._work(key, notebook)));
    const target = new NewCitation({ client, settings, inserter }, notebook);
    return this._open(target, works);
  }

  /** Opens the citation that the arguments name, else the one under the cursor, else a new one. */
  async edit({ cellId, start }: EditCitationArgs): Promise<boolean> {
    const { notebooks, inserter } = this._lookup;
    const notebook = notebooks.current;
    if (!notebook) {
      return this.compose();
    }
    const cursor = cellId === undefined ? inserter.cursor() : null;
    const cell = cursor?.cell ?? notebook.cell(cellId ?? '');
    if (!cell) {
      return this.compose();
    }
    const isKnown =
      notebook.citations.lastOf(cell)?.source ===
      cell.model.sharedModel.getSource();
    // Keys that are pressed meanwhile would go into the cell.
    if (!isKnown && !(await notebook.citations.refresh())) {
      this._tell(notebook.citations.failure);
      return false;
    }
    const cited = notebook.citations.ofCell(cell);
    const citation =
      start === undefined
        ? citationAt(cited, cursor?.offset ?? 0)
        : citationFrom(cited, start);
    if (!citation) {
      return start === undefined ? this.compose() : false;
    }
    const refusal = this._refusal(notebook, cell, citation);
    if (refusal) {
      this._tell(refusal);
      return false;
    }
    return this._edit(notebook, cell, citation, cursor !== null);
  }

  private async _edit(
    notebook: IOpenNotebook,
    cell: Cell,
    citation: CitationInCell,
    isAtCursor: boolean
  ): Promise<boolean> {
    const { client, settings, inserter } = this._lookup;
    const leave = async (end: number): Promise<void> => {
      if (isAtCursor) {
        const position = cell.editor?.getPositionAt(end);
        await inserter.focusTarget();
        if (position) {
          cell.editor?.setCursorPosition(position);
        }
      }
    };
    const target = new EditedCitation(
      { client, settings, trans: this._trans, leave },
      notebook,
      cell,
      citation
    );
    const known = new Map(
      notebook.citations.answer?.works.map(({ key, item }) => [key, item])
    );
    const works = citation.cites.map(cite =>
      workOfCite(cite, known.get(cite.key))
    );
    return this._open(target, works);
  }

  private async _open(
    target: ICitationTarget,
    works: readonly FormWork[]
  ): Promise<boolean> {
    if (this._isOpen) {
      target.dispose();
      return false;
    }
    this._isOpen = true;
    const { client, notebooks } = this._lookup;
    const trans = this._trans;
    const model = new CitationFormModel(target, works, {
      none: trans.__('Add a work first.'),
      tooMany: trans.__('A citation has no more than 100 works.')
    });
    const papers = new SearchWithOwn(client, () => notebooks.current);
    const search = new SearchModel(papers, { pageSize: ROWS });
    const sanitizer = new Sanitizer();
    const dialog = new CitationDialog({
      model,
      search,
      trans,
      sanitize: html => sanitizer.sanitize(html),
      id: 'jp-PaperLookup-citation'
    });
    try {
      await dialog.launch();
      const { outcome } = dialog;
      if (outcome) {
        await target.leave();
      } else if (!target.isEdit || this._lookup.inserter.cursor()) {
        await this._lookup.inserter.focusTarget();
      }
      return outcome !== null;
    } finally {
      this._isOpen = false;
      search.dispose();
      model.dispose();
    }
  }

  /** Why a citation cannot be changed, in one sentence; else empty. */
  private _refusal(
    notebook: IOpenNotebook,
    cell: Cell,
    citation: CitationInCell
  ): string {
    if (notebook.isReadOnly) {
      return this._trans.__(
        '%1 is read-only: save it under another name first.',
        notebook.name
      );
    }
    if (cell.readOnly || cell.model.getMetadata('editable') === false) {
      return this._trans.__('The cell of this citation is read-only.');
    }
    return citation.problem;
  }

  /** What is known of a work: the notebook's own data come first. */
  private async _work(key: string, notebook: IOpenNotebook): Promise<FormWork> {
    const own = notebook.items()[key];
    if (own) {
      return workOfCite(citeOf(key), own);
    }
    try {
      return workOfHit(hitOf(await this._lookup.client.record(key)));
    } catch {
      // The preview says what is wrong with it.
      return workOfCite(citeOf(key));
    }
  }

  private _tell(message: string): void {
    Notification.warning(message, { autoClose: 6000 });
  }

  private _isOpen = false;
}
