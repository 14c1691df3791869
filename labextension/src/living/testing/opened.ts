import { YNotebook } from '@jupyter/ydoc';
import type { YMarkdownCell } from '@jupyter/ydoc';
import type { INotebookModel } from '@jupyterlab/notebook';
import { Signal } from '@lumino/signaling';
import { vi } from 'vitest';

import type {
  CellEdit,
  NotebookEditsResponse,
  NotebookRequest
} from '../../api/types';
import type { IOpenNotebook } from '../../notebooks/tokens';
import { LivingText } from '../living-text';

const ITEMS = { a1936: { title: 'A' }, b1936: { title: 'B' } };
/** The metadata of a cell whose words are known to be ours. */
export const OURS = { paperlookup: { words: ['(A)'] } };

/** A style that writes a citation as its own name and the citation's number. */
export function restyled({
  notebook,
  style
}: NotebookRequest): NotebookEditsResponse {
  const cells: CellEdit[] = [];
  let number = 0;
  for (const { id, source } of notebook.cells) {
    const edits = [...source.matchAll(/(?<=<cite [^>]*>)[^<]*/g)]
      .map(({ 0: old, index }) => {
        number += 1;
        const text = `${style ?? ''}${number}`;
        return { old, start: index, end: index + old.length, text };
      })
      .filter(({ old, text }) => old !== text && old !== 'mine')
      .map(({ start, end, text }) => ({ start, end, text }));
    if (edits.length > 0) {
      const words = edits.map(({ text }) => text);
      cells.push({ id, edits, metadata: { paperlookup: { words } } });
    }
  }
  const counts = { kept: 0, bibliographies: 0, migrated: 0, problems: [] };
  return { cells, metadata: {}, changed: number, ...counts };
}

/** A citation with its words. */
export function cite(key: string, words: string): string {
  return `<cite data-cite="${key}">${words}</cite>`;
}

/** A notebook whose words are kept in step by a server that the test is. */
export class Opened {
  readonly asked: NotebookRequest[] = [];
  readonly reworded = vi.fn();
  readonly shared: YNotebook;
  readonly living: LivingText;
  style = 'apa';
  answer: (request: NotebookRequest) => Promise<NotebookEditsResponse> =
    request => Promise.resolve(restyled(request));

  constructor(sources: string[], metadata: object[] = []) {
    this.shared = YNotebook.create({
      disableDocumentWideUndoRedo: true,
      data: {
        cells: sources.map((source, at) => ({
          cell_type: 'markdown',
          id: `cell-${at}`,
          source,
          metadata: (metadata[at] ?? {}) as Record<string, never>
        })),
        metadata: {
          paperlookup: { version: 1, style: 'apa', items: ITEMS }
        },
        nbformat: 4,
        nbformat_minor: 5
      }
    });
    const model = this._model();
    const choices = () => ({ style: this.style, locale: 'en-US' });
    const view = {
      get choices() {
        return choices();
      },
      isReadOnly: false,
      panel: { content: { model } },
      cell: () => null,
      sent: () => ({
        path: '',
        cells: this.shared.cells.map(each => ({
          id: each.id,
          kind: 'markdown',
          source: each.getSource(),
          metadata: each.getMetadata()
        })),
        metadata: this.shared.getMetadata()
      })
    } as unknown as IOpenNotebook;
    this.living = new LivingText({
      model,
      views: () => [view],
      ask: async request => {
        this.asked.push(request);
        return this.answer(request);
      },
      reworded: this.reworded
    });
  }

  get sources(): string[] {
    return this.shared.cells.map(each => each.getSource());
  }

  cell(at: number): YMarkdownCell {
    return this.shared.cells[at] as YMarkdownCell;
  }

  insert(at: number, text: string): void {
    const cell = this.cell(at);
    cell.updateSource(cell.getSource().length, cell.getSource().length, text);
    cell.setMetadata('paperlookup', { words: [text] });
  }

  choose(style: string): void {
    this.style = style;
    const facts = this.shared.getMetadata('paperlookup') as object;
    this.shared.setMetadata('paperlookup', { ...facts, style } as never);
  }

  private _model(): INotebookModel {
    const views = new Map<object, object>();
    const list = (): object[] =>
      this.shared.cells.map(sharedModel => {
        const known = views.get(sharedModel) ?? {
          id: sharedModel.id,
          type: 'markdown',
          isDisposed: false,
          sharedModel,
          getMetadata: (name: string): unknown => sharedModel.getMetadata(name)
        };
        views.set(sharedModel, known);
        return known;
      });
    const cells = {
      changed: new Signal<object, void>({}),
      [Symbol.iterator]: () => list()[Symbol.iterator]()
    };
    this.shared.changed.connect((_, { cellsChange }) => {
      if (cellsChange) {
        cells.changed.emit();
      }
    });
    return { cells, sharedModel: this.shared } as unknown as INotebookModel;
  }
}
