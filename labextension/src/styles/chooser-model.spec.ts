import { describe, expect, it, vi } from 'vitest';

import { PaperLookupError } from '../api/request';
import type { StyleInfo, StylePreviewRequest } from '../api/types';
import type { ChooserClient, StyleFile } from './chooser-model';
import { StyleChooserModel } from './chooser-model';

const NOTEBOOK = { path: 'paper.ipynb', cells: [], metadata: {} };
const START = {
  style: 'apa',
  locale: 'en-US',
  notebook: NOTEBOOK,
  tooLarge: 'Too large.'
};

function style(name: string, title: string): StyleInfo {
  return { name, title, shortTitle: '', kind: 'author-date', isOwn: false };
}

const STYLES = [
  style('apa', 'American Psychological Association'),
  style('ieee', 'IEEE'),
  style('nature', 'Nature'),
  style('universite-laval', 'Université Laval')
];

function chooser(): {
  model: StyleChooserModel;
  asked: string[];
  client: ChooserClient;
} {
  const asked: string[] = [];
  const client: ChooserClient = {
    styles: () =>
      Promise.resolve({ styles: STYLES, locales: [], problems: [] }),
    addStyle: ({ name }) =>
      name === 'bad.csl'
        ? Promise.reject(
            new PaperLookupError('No CSL style.', 'UnknownStyle', 400)
          )
        : Promise.resolve({
            style: { ...style('own', 'Our Own'), isOwn: true }
          }),
    notebooks: {
      previews: ({ styles, locale }: StylePreviewRequest) => {
        asked.push(`${styles.join(',')} ${locale ?? ''}`);
        const previews = styles.map(each => ({
          style: each,
          citations: [`<i>${each}</i>`],
          references: [],
          failure: ''
        }));
        return Promise.resolve({ previews, isExample: true });
      }
    }
  };
  const start = { ...START, style: 'ieee' };
  return { model: new StyleChooserModel(client, start), asked, client };
}

function fileOf(name: string, text: string): StyleFile {
  return { name, size: text.length, text: () => Promise.resolve(text) };
}

describe('the choice of a style', () => {
  it('shows the chosen style first, then those around it, each once', async () => {
    const { model, asked } = chooser();
    await model.load();
    expect(asked).toEqual([
      'ieee en-US',
      'apa en-US',
      'nature en-US',
      'universite-laval en-US'
    ]);
    expect(model.state.previews.get('nature')?.citations).toEqual([
      '<i>nature</i>'
    ]);
    expect(model.state.isExample).toBe(true);
  });

  it('filters by words of title or name, accents aside, and highlights what is left', async () => {
    const { model } = chooser();
    await model.load();
    model.filter('LAVAL universite');
    expect(model.state.styles?.map(({ name }) => name)).toEqual([
      'universite-laval'
    ]);
    expect(model.state.style).toBe('universite-laval');
    model.filter('no such style');
    expect(model.state.styles).toEqual([]);
    model.step(1);
    expect(model.state.style).toBe('universite-laval');
  });

  it('steps through the list and stays inside it', async () => {
    const { model } = chooser();
    await model.load();
    model.step(1);
    expect(model.state.style).toBe('nature');
    model.step(8);
    expect(model.state.style).toBe('universite-laval');
    model.step(-8);
    expect(model.state.style).toBe('apa');
  });

  it('shows everything anew in another language', async () => {
    const { model, asked } = chooser();
    await model.load();
    asked.length = 0;
    model.chooseLocale('de-DE');
    await vi.waitFor(() => expect(asked).toHaveLength(4));
    expect(asked[0]).toBe('ieee de-DE');
  });

  it('takes over a file of the user, and says why it cannot', async () => {
    const { model } = chooser();
    await model.load();
    await model.add(fileOf('bad.csl', '<no/>'));
    expect(model.state).toMatchObject({
      failure: 'No CSL style.',
      style: 'ieee'
    });
    const own = fileOf('own.csl', '<style/>');
    await model.add(own);
    expect(model.state).toMatchObject({ failure: '', style: 'own' });
    expect(model.state.styles?.[0]?.title).toBe('Our Own');
    expect(model.state.previews.has('own')).toBe(true);
  });

  it('shows anew how a file writes that has come again', async () => {
    const { model, asked } = chooser();
    await model.load();
    const own = fileOf('own.csl', '<style/>');
    await model.add(own);
    asked.length = 0;
    await model.add(own);
    expect(asked).toContain('own en-US');
  });

  it('reads no file that is too large', async () => {
    const { model } = chooser();
    await model.load();
    const text = vi.fn();
    await model.add({ name: 'own.csl', size: 2_000_001, text });
    expect(model.state.failure).toBe('Too large.');
    expect(text).not.toHaveBeenCalled();
  });

  it('says why there are no styles', async () => {
    const { client } = chooser();
    const failing = {
      ...client,
      styles: () => Promise.reject(new Error('away'))
    };
    const model = new StyleChooserModel(failing, START);
    await model.load();
    expect(model.state.failure).toBe('away');
  });
});
