import { Signal } from '@lumino/signaling';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import type { CitationsResponse, FindingsResponse } from '../api/types';
import type { IOpenNotebook } from '../notebooks/tokens';
import { CitedModel } from './cited-model';

const ANSWER: CitationsResponse = {
  cells: [],
  works: [
    {
      key: 'turing1936',
      item: { title: 'On Computable Numbers' },
      reference: '',
      origin: 'notebook',
      libraryKey: '',
      citations: 0,
      retracted: ''
    }
  ],
  unknown: [],
  style: 'apa',
  locale: '',
  problem: ''
};
const FINDINGS: FindingsResponse = {
  findings: [
    {
      kind: 'uncited-item',
      key: 'turing1936',
      reason: 'Nobody cites it.',
      cell: '',
      start: 0,
      end: 0
    }
  ]
};

/** A notebook that is open, as far as the model looks at it. */
class Notebook {
  readonly panel = {
    content: { widgets: [] },
    disposed: new Signal<this, void>(this)
  };
  readonly choices = { style: 'apa', locale: 'en-US' };
  followers = 0;
  text = '';
  readonly citations = {
    answer: null as CitationsResponse | null,
    failure: '',
    changed: new Signal<this, void>(this),
    forget: vi.fn(),
    refresh: vi.fn(() => Promise.resolve(null)),
    follow: () => {
      this.followers += 1;
      return () => {
        this.followers -= 1;
      };
    }
  };

  constructor(readonly name: string) {}

  sent(): unknown {
    return { path: this.name, cells: [], metadata: { text: this.text } };
  }

  say(answer: CitationsResponse): void {
    this.citations.answer = answer;
    this.citations.changed.emit();
  }
}

class Notebooks {
  current: IOpenNotebook | null = null;
  readonly currentChanged = new Signal<this, void>(this);

  turnTo(notebook: Notebook | null): void {
    this.current = notebook as unknown as IOpenNotebook | null;
    this.currentChanged.emit();
  }
}

let notebooks: Notebooks;
let first: Notebook;
let second: Notebook;
let model: CitedModel;
const checked = vi.fn(() => Promise.resolve(FINDINGS));

beforeEach(() => {
  notebooks = new Notebooks();
  first = new Notebook('first.ipynb');
  second = new Notebook('second.ipynb');
  checked.mockReset().mockImplementation(() => Promise.resolve(FINDINGS));
  model = new CitedModel(notebooks as never, { checked });
});

describe('CitedModel', () => {
  it('follows nothing while nobody looks', () => {
    notebooks.turnTo(first);
    expect(first.followers).toBe(0);
    model.start();
    model.start();
    expect(first.followers).toBe(1);
    model.stop();
    expect(first.followers).toBe(0);
    first.say(ANSWER);
    expect(model.state.works).toBeNull();
    expect(checked).not.toHaveBeenCalled();
  });

  it('shows the works, and what to look at when that is known', async () => {
    notebooks.turnTo(first);
    model.start();
    first.say(ANSWER);
    expect(model.state.works).toHaveLength(1);
    expect(model.state.findings).toBeNull();
    await vi.waitFor(() => expect(model.state.findings).toHaveLength(1));
  });

  it('checks a text once', async () => {
    notebooks.turnTo(first);
    model.start();
    first.say(ANSWER);
    first.say(ANSWER);
    model.setOrder('text');
    await vi.waitFor(() => expect(model.state.findings).toHaveLength(1));
    expect(checked).toHaveBeenCalledOnce();
    first.text = 'more';
    first.say(ANSWER);
    expect(checked).toHaveBeenCalledTimes(2);
    expect(model.state.findings).toHaveLength(1);
  });

  it('turns to the notebook that is used now', () => {
    notebooks.turnTo(first);
    model.start();
    first.say(ANSWER);
    notebooks.turnTo(second);
    expect(first.followers).toBe(0);
    expect(second.followers).toBe(1);
    expect(model.state.works).toBeNull();
    first.say(ANSWER);
    expect(model.state.works).toBeNull();
    second.citations.failure = 'The server is gone.';
    second.citations.changed.emit();
    expect(model.state.failure).toBe('The server is gone.');
  });

  it('lets go of a notebook that is closed', () => {
    notebooks.turnTo(first);
    model.start();
    first.say(ANSWER);
    first.panel.disposed.emit();
    expect(model.state.notebook).toBeNull();
    expect(first.followers).toBe(0);
  });

  it('says why a check failed, and checks again', async () => {
    checked.mockImplementationOnce(() => Promise.reject(new Error('No.')));
    notebooks.turnTo(first);
    model.start();
    first.say(ANSWER);
    await vi.waitFor(() => expect(model.state.failure).toBe('No.'));
    expect(model.state.works).toHaveLength(1);
    first.say(ANSWER);
    await vi.waitFor(() => expect(model.state.findings).toHaveLength(1));
    expect(model.state.failure).toBe('');
  });
});
