import type { CompletionResult } from '@codemirror/autocomplete';
import {
  autocompletion,
  completionStatus,
  startCompletion
} from '@codemirror/autocomplete';
import { EditorView } from '@codemirror/view';
import { nullTranslator } from '@jupyterlab/translation';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { PaperLookupClient } from '../../api/client';
import { PaperLookupError } from '../../api/request';
import type { InsertionRequest } from '../../api/types';
import { hit } from '../../search/testing/held-search';
import type { PaperLookupSettings } from '../../settings';
import type { EditedCell } from './accept';
import { keepPaper } from './accept';
import { continueWithAnother } from './another';
import { pressCompletionKey } from './keys';
import type { PaperRow } from './row';

const KEY = 'turing1936';
const TURING = { title: 'On Computable Numbers' };

let view: EditorView;

/** An editor with the cursor at a bar, in which a completion offers rows. */
function edit(marked: string, options: readonly PaperRow[] = []): void {
  const at = marked.indexOf('|');
  const result: CompletionResult = { from: at, options, filter: false };
  view = new EditorView({
    doc: marked.replace('|', ''),
    selection: { anchor: at },
    extensions: autocompletion({
      override: [() => result],
      activateOnTyping: false,
      interactionDelay: 0
    }),
    parent: document.body
  });
}

function marked(): string {
  const { doc, selection } = view.state;
  const { head } = selection.main;
  return `${doc.sliceString(0, head)}|${doc.sliceString(head)}`;
}

afterEach(() => view.destroy());

describe('continueWithAnother', () => {
  it.each([
    ['[@tu|]', ';', '[@turing1936; @|]'],
    ['[@a; @tu|]', ';', '[@a; @turing1936; @|]'],
    ['{cite:p}`tu|`', ';', '{cite:p}`turing1936,|`'],
    ['{cite:p}`tu|', ',', '{cite:p}`turing1936,|`'],
    ['{cite:p}`a;tu|`', ';', '{cite:p}`a;turing1936,|`'],
    ['\\citep{tu|}', ',', '\\citep{turing1936,|}'],
    ['<cite data-cite="tu|"', ',', '<cite data-cite="turing1936,|"']
  ])('goes on in %j with %s', (text, separator, expected) => {
    edit(text);
    expect(continueWithAnother(view, hit(KEY), separator)).toBe(true);
    expect(marked()).toBe(expected);
  });

  it.each([
    ['As @tu|', ';'],
    ['[@tu|]', ','],
    ['\\citep{tu|}', ';'],
    ['no citation|', ';']
  ])('leaves %j alone with %s', (text, separator) => {
    edit(text);
    expect(continueWithAnother(view, hit(KEY), separator)).toBe(false);
    expect(marked()).toBe(text);
  });
});

describe('the key that goes on', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    return () => vi.useRealTimers();
  });

  async function press(text: string, key: string): Promise<number> {
    const keep = vi.fn();
    edit(text, [{ label: KEY, hit: hit(KEY), keep }]);
    startCompletion(view);
    await vi.advanceTimersByTimeAsync(200);
    expect(completionStatus(view.state)).toBe('active');
    pressCompletionKey(key, view);
    return keep.mock.calls.length;
  }

  it('has the data of the work kept', async () => {
    expect(await press('[@tu|]', ';')).toBe(1);
  });

  it('keeps nothing where it does not go on', async () => {
    expect(await press('[@tu|]', ',')).toBe(0);
  });
});

describe('keepPaper', () => {
  const settings = { style: 'apa', locale: 'en-US', dialect: 'html' };
  let facts: unknown;
  const tell = vi.fn();
  const cell = {
    notebook: {
      getMetadata: () => facts,
      setMetadata: (_: string, value: unknown) => {
        facts = value;
      }
    }
  } as unknown as EditedCell;

  async function keep(insertion: (r: InsertionRequest) => Promise<unknown>) {
    edit('|');
    await keepPaper(hit(KEY), cell, {
      client: { notebooks: { insertion } } as unknown as PaperLookupClient,
      settings: settings as unknown as PaperLookupSettings,
      notebook: () => null,
      trans: nullTranslator.load(''),
      tell
    });
  }

  it('adds the work to those of the notebook, in one request', async () => {
    facts = { version: 1, style: 'ieee', items: { a: { title: 'A' } } };
    const asked = vi.fn().mockResolvedValue({ items: { [KEY]: TURING } });
    await keep(asked);
    expect(asked).toHaveBeenCalledTimes(1);
    expect(facts).toMatchObject({
      version: 1,
      items: { a: { title: 'A' }, [KEY]: TURING }
    });
  });

  it('says why nothing can be kept', async () => {
    facts = undefined;
    await keep(() => Promise.reject(new PaperLookupError('Away.', 'X', 0)));
    expect(tell).toHaveBeenCalledWith('Away.');
    expect(facts).toBeUndefined();
  });
});
