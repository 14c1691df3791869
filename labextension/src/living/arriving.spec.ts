import { YNotebook } from '@jupyter/ydoc';
import type { INotebookModel } from '@jupyterlab/notebook';
import { Signal } from '@lumino/signaling';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import { ArrivingCells } from './arriving';
import type { Items } from './carried';

const TURING = { title: 'On Computable Numbers' };
const CHURCH = { title: 'An Unsolvable Problem' };
const CITING = { cell_type: 'markdown', source: 'As [@turing1936] says' };

/** A notebook into which cells come. */
class Receiving {
  constructor(
    items: Items = {},
    others: readonly Items[] = [],
    facts: { collaborative?: boolean; readOnly?: boolean } = {}
  ) {
    this.shared = YNotebook.create({
      data: {
        cells: [{ cell_type: 'markdown', source: 'first', metadata: {} }],
        metadata: {
          paperlookup: { version: 1, style: 'ieee', items } as never
        },
        nbformat: 4,
        nbformat_minor: 5
      }
    });
    const views = new WeakMap<object, object>();
    const list = (): object[] =>
      this.shared.cells.map(sharedModel => {
        const known = views.get(sharedModel) ?? {
          type: sharedModel.cell_type,
          isDisposed: false,
          sharedModel
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
    const model = { cells, sharedModel: this.shared, ...facts };
    this.arriving = new ArrivingCells(
      model as unknown as INotebookModel,
      () => others
    );
  }

  readonly shared: YNotebook;
  readonly arriving: ArrivingCells;

  /** Inserts a cell as pasting does, with what was laid beside it. */
  async paste(cell: object, facts?: object): Promise<void> {
    const metadata = facts ? { paperlookup: facts, mine: true } : {};
    this.shared.insertCell(1, { ...cell, metadata } as never);
    await Promise.resolve();
  }

  get facts(): Record<string, unknown> {
    return this.shared.getMetadata('paperlookup') as Record<string, unknown>;
  }

  get pasted(): unknown {
    return this.shared.cells[1]?.getMetadata();
  }
}

beforeEach(() => {
  // Yjs tells that cells are read before they are in a document, which the package does itself.
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});

describe('ArrivingCells', () => {
  it('keeps what a cell carries for its citations, and takes that from the cell', async () => {
    const notebook = new Receiving();
    await notebook.paste(CITING, {
      words: ['(A)'],
      items: { turing1936: TURING, church1936: CHURCH }
    });
    expect(notebook.facts).toEqual({
      version: 1,
      style: 'ieee',
      items: { turing1936: TURING }
    });
    expect(notebook.pasted).toEqual({
      paperlookup: { words: ['(A)'] },
      mine: true
    });
  });

  it('leaves nothing of ours in a cell that carried nothing else', async () => {
    const notebook = new Receiving();
    await notebook.paste(CITING, { items: { turing1936: TURING } });
    expect(notebook.pasted).toEqual({ mine: true });
  });

  it('overwrites nothing that the notebook has', async () => {
    const own = { turing1936: { title: 'As the notebook has it' } };
    const notebook = new Receiving(own);
    await notebook.paste(CITING, { items: { turing1936: TURING } });
    expect(notebook.facts.items).toEqual(own);
  });

  it('takes what no cell carries from notebooks that are open, and nothing uncited', async () => {
    const others: Items[] = [
      { church1936: CHURCH },
      { turing1936: TURING },
      { turing1936: { title: 'Another one' } }
    ];
    const notebook = new Receiving({}, others);
    await notebook.paste(CITING);
    expect(notebook.facts.items).toEqual({ turing1936: TURING });
  });

  it('believes the cell before other notebooks', async () => {
    const others = [{ turing1936: { title: 'Another one' } }];
    const notebook = new Receiving({}, others);
    await notebook.paste(CITING, { items: { turing1936: TURING } });
    expect(notebook.facts.items).toEqual({ turing1936: TURING });
  });

  it.each<[string, object, { readOnly?: boolean }]>([
    ['code', { ...CITING, cell_type: 'code' }, {}],
    ['a cell that cites nothing', { ...CITING, source: 'turing1936' }, {}],
    ['a notebook that is read-only', CITING, { readOnly: true }]
  ])('keeps nothing for %s', async (_, cell, facts) => {
    const others = [{ turing1936: TURING }];
    const notebook = new Receiving({}, others, facts);
    await notebook.paste(cell);
    expect(notebook.facts.items).toEqual({});
  });

  it('takes a file that is read anew as it is', async () => {
    const notebook = new Receiving({}, [{ turing1936: TURING }]);
    const data = notebook.shared.toJSON();
    data.cells = [{ ...CITING, id: 'another', metadata: {} }];
    notebook.shared.fromJSON(data);
    await Promise.resolve();
    expect(notebook.facts.items).toEqual({});
  });

  it.each([
    [true, { church1936: CHURCH, turing1936: TURING }],
    [false, { church1936: CHURCH }]
  ])(
    'brings back what another client has overwritten: %s',
    async (collaborative, items) => {
      const own = { turing1936: TURING };
      const notebook = new Receiving(own, [], { collaborative });
      await notebook.paste(CITING);
      notebook.shared.setMetadata('paperlookup', {
        ...notebook.facts,
        items: { church1936: CHURCH }
      } as never);
      await Promise.resolve();
      expect(notebook.facts.items).toEqual(items);
    }
  );

  it('follows no longer when it is over', async () => {
    const notebook = new Receiving();
    notebook.arriving.dispose();
    await notebook.paste(CITING, { items: { turing1936: TURING } });
    expect(notebook.facts.items).toEqual({});
  });
});
