import { nullTranslator } from '@jupyterlab/translation';
import { describe, expect, it, vi } from 'vitest';

import type { ConvertRequest, NotebookEditsResponse } from '../api/types';
import type { AskConversion } from './conversion-model';
import { ConversionModel } from './conversion-model';
import { conversionSentence, otherTools } from './words';

const trans = nullTranslator.load('jupyter_paperlookup');
const NOTEBOOK = { path: 'paper.ipynb', cells: [], metadata: {} };

function edits(
  counts: Partial<NotebookEditsResponse> = {}
): NotebookEditsResponse {
  return {
    cells: [],
    metadata: {},
    changed: 0,
    kept: 0,
    bibliographies: 0,
    migrated: 0,
    problems: [],
    ...counts
  };
}

function model(ask: AskConversion): ConversionModel {
  return new ConversionModel(ask, {
    notebook: NOTEBOOK,
    to: 'html',
    style: 'ieee',
    locale: 'de-DE',
    migrate: false
  });
}

describe('a conversion before it is done', () => {
  it('asks with the choices of the notebook, and again for another dialect', async () => {
    const asked: ConvertRequest[] = [];
    const conversion = model(request => {
      asked.push(request);
      return Promise.resolve(edits({ changed: asked.length }));
    });
    await conversion.choose({});
    await conversion.choose({ to: 'myst', migrate: true });
    expect(asked).toEqual([
      {
        notebook: NOTEBOOK,
        to: 'html',
        migrate: false,
        style: 'ieee',
        locale: 'de-DE'
      },
      {
        notebook: NOTEBOOK,
        to: 'myst',
        migrate: true,
        style: 'ieee',
        locale: 'de-DE'
      }
    ]);
    expect(conversion.state.edits?.changed).toBe(2);
  });

  it('never shows the answer to an older question', async () => {
    const answers: ((answer: NotebookEditsResponse) => void)[] = [];
    const conversion = model(
      () => new Promise(resolve => answers.push(resolve))
    );
    const first = conversion.choose({ to: 'latex' });
    const second = conversion.choose({ to: 'text' });
    answers[1]?.(edits({ changed: 7 }));
    answers[0]?.(edits({ changed: 1 }));
    await Promise.all([first, second]);
    expect(conversion.state).toMatchObject({
      to: 'text',
      edits: { changed: 7 }
    });
  });

  it('says why nothing is known, and forgets what was', async () => {
    const ask = vi
      .fn<AskConversion>()
      .mockResolvedValueOnce(edits())
      .mockRejectedValueOnce(new Error('away'));
    const conversion = model(ask);
    await conversion.choose({});
    await conversion.choose({ to: 'pandoc' });
    expect(conversion.state).toMatchObject({ edits: null, failure: 'away' });
  });
});

describe('the sentence of a conversion', () => {
  it.each([
    [{ changed: 12 }, '12 citations will be converted.'],
    [
      { changed: 1, kept: 2 },
      '1 citation will be converted. 2 will stay as they are.'
    ],
    [{}, '0 citations will be converted.'],
    [
      { migrated: 3, kept: 1 },
      '3 citations of another tool will be taken over. 1 will stay as it is.'
    ]
  ])('of %o', (counts, sentence) => {
    expect(conversionSentence(edits(counts), false, trans)).toBe(sentence);
  });

  it('says afterwards what was done', () => {
    const counts = { changed: 2, migrated: 2, kept: 1 };
    expect(conversionSentence(edits(counts), true, trans)).toBe(
      '2 citations taken over. 2 citations converted. 1 stays as it was.'
    );
  });
});

describe('other tools', () => {
  it('are known by their metadata and by links', () => {
    const source = 'As [(Turing, 1936)](https://doi.org/10.1112/plms) says';
    const cell = { id: 'a', kind: 'markdown' as const, source, metadata: {} };
    expect(otherTools(NOTEBOOK)).toEqual([]);
    expect(
      otherTools({ ...NOTEBOOK, cells: [cell], metadata: { cite2c: {} } })
    ).toEqual(['cite2c', 'DOI links']);
    expect(
      otherTools({ ...NOTEBOOK, metadata: { 'citation-manager': {} } })
    ).toEqual(['jupyterlab-citation-manager']);
  });
});
