import { beforeEach, describe, expect, it, vi } from 'vitest';

import type { BrowseRequest, BrowseResponse, BrowseRow } from '../api/types';
import { BrowseModel } from './browse-model';
import { PAGE } from './row-pages';

function row(key: string): BrowseRow {
  return {
    key,
    period: '1936-11-12',
    title: `Title of ${key}`,
    creators: 'Turing, Alan',
    shortCreators: 'Turing',
    authorCount: 1,
    year: 1936,
    date: '1936-11-12',
    organization: '',
    abstract: '',
    comments: null,
    upvotes: null,
    counted: '',
    sources: [],
    isNew: false,
    score: 0,
    reasons: [],
    incomplete: [],
    retracted: ''
  };
}

/** A library of so many papers, named by their place; answers one turn later. */
class Library {
  constructor(public total: number) {}

  revision = 1;
  prefix = 'k';
  readonly asked: BrowseRequest[] = [];
  failsWith = '';

  browse = async (
    sent: BrowseRequest,
    signal?: AbortSignal
  ): Promise<BrowseResponse> => {
    this.asked.push(sent);
    await Promise.resolve();
    if (signal?.aborted) {
      throw new DOMException('', 'AbortError');
    }
    if (this.failsWith) {
      throw new Error(this.failsWith);
    }
    const { offset = 0, limit = 50 } = sent;
    const count = Math.max(0, Math.min(limit, this.total - offset));
    return {
      total: this.total,
      sections: [{ at: '1936-11-12', count: this.total, new: 2 }],
      sources: [],
      years: [],
      rows: Array.from({ length: count }, (_, i) =>
        row(`${this.prefix}${offset + i}`)
      ),
      isFresh: false,
      note: '',
      lastVisit: '',
      revision: this.revision
    };
  };

  get offsets(): (number | undefined)[] {
    return this.asked.map(({ offset }) => offset);
  }
}

let library: Library;
let model: BrowseModel;
const cited = vi.fn();

beforeEach(() => {
  library = new Library(1000);
  cited.mockReset();
  cited.mockResolvedValue(['turing1936']);
  model = new BrowseModel(library, cited);
});

/** Lets everything that can be answered be answered. */
async function rest(): Promise<void> {
  for (let i = 0; i < 50; i++) {
    await Promise.resolve();
  }
}

describe('BrowseModel', () => {
  it('knows the whole list from its first page', async () => {
    await model.refresh();
    expect(model.state).toMatchObject({ phase: 'ready', total: 1000 });
    expect(model.row(PAGE - 1)?.key).toBe(`k${PAGE - 1}`);
    expect(model.row(PAGE)).toBeNull();
  });

  it('fetches what is looked at, then its neighbours', async () => {
    await model.refresh();
    model.want(400, 410);
    await rest();
    expect(library.offsets).toEqual([0, 400, 450, 350]);
    expect(model.row(405)?.key).toBe('k405');
  });

  it('passes over what was scrolled by', async () => {
    await model.refresh();
    for (let at = 0; at < 900; at += 60) {
      model.want(at, at + 10);
    }
    model.want(950, 960);
    await rest();
    expect(model.row(955)?.key).toBe('k955');
    expect(library.asked.length).toBeLessThan(8);
  });

  it('asks nothing twice', async () => {
    await model.refresh();
    model.want(0, 10);
    await rest();
    const { length } = library.asked;
    model.want(0, 10);
    await rest();
    expect(library.asked).toHaveLength(length);
  });

  it('asks for the keys of the notebook only where they matter', async () => {
    await model.choose({ source: 'turing.bib', year: 1936 });
    expect(cited).not.toHaveBeenCalled();
    expect(library.asked[0]).toMatchObject({
      source: 'turing.bib',
      year: 1936,
      cited: null,
      citedHere: []
    });
    await model.choose({ isCited: true });
    expect(library.asked[1]).toMatchObject({ cited: ['turing1936'] });
    await model.choose({ isCited: false, order: 'for-you' });
    expect(library.asked[2]).toMatchObject({
      cited: null,
      citedHere: ['turing1936']
    });
  });

  it('begins a new list at its beginning, and keeps the place in the old one', async () => {
    await model.refresh();
    model.setActive(3);
    library.revision = 2;
    await model.refresh();
    expect(model.state.active).toBe(3);
    expect(model.state.answered).toBe(0);
    await model.choose({ by: 'month' });
    expect(model.state).toMatchObject({ active: -1, answered: 1 });
  });

  it('finds the current paper again where others came in before it', async () => {
    await model.refresh();
    model.setActive(3);
    library.browse = (original => async (sent, signal) => {
      const answer = await original(sent, signal);
      return { ...answer, rows: [row('new'), ...answer.rows.slice(0, -1)] };
    })(library.browse);
    await model.refresh();
    expect(model.activeRow?.key).toBe('k3');
    expect(model.state.active).toBe(4);
  });

  it('takes the last of two answers, in whatever order they come', async () => {
    void model.choose({ year: 1936 });
    await model.choose({ year: 1950 });
    expect(model.state.choices.year).toBe(1950);
    expect(model.state).toMatchObject({ phase: 'ready', answered: 1 });
  });

  it('asks for the list again when a page is of another one', async () => {
    await model.refresh();
    library.revision = 2;
    library.total = 1001;
    library.prefix = 'n';
    model.want(500, 510);
    await rest();
    expect(model.state.total).toBe(1001);
    expect(model.row(510)?.key).toBe('n510');
  });

  it('waits for the current row', async () => {
    await model.refresh();
    model.setActive(777);
    expect(model.activeRow).toBeNull();
    expect((await model.settled())?.key).toBe('k777');
    model.setActive(5000);
    expect(model.state.active).toBe(999);
  });

  it('says why there is no answer, and keeps what is shown', async () => {
    await model.refresh();
    library.failsWith = 'The server is gone.';
    await model.refresh();
    expect(model.state).toMatchObject({
      phase: 'failed',
      failure: 'The server is gone.',
      total: 1000
    });
    expect(model.row(0)?.key).toBe('k0');
  });
});
