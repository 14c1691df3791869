import { YNotebook } from '@jupyter/ydoc';
import { describe, expect, it, vi } from 'vitest';

import { PaperLookupSettings } from '../settings';
import type { ProjectDialect } from './choices';
import { NotebookChoices } from './choices';

function choicesOf(
  project: ProjectDialect,
  metadata: object | null = null
): {
  choices: NotebookChoices;
  notebook: YNotebook;
  settings: PaperLookupSettings;
} {
  const notebook = new YNotebook();
  notebook.fromJSON({
    cells: [],
    metadata: {},
    nbformat: 4,
    nbformat_minor: 5
  });
  if (metadata) {
    notebook.setMetadata('paperlookup', metadata as never);
  }
  const settings = new PaperLookupSettings();
  const choices = new NotebookChoices({
    metadata: () => notebook,
    settings,
    askProject: () => Promise.resolve(project)
  });
  return { choices, notebook, settings };
}

const QUARTO: ProjectDialect = { dialect: 'pandoc', where: '_quarto.yml' };

describe('the dialect of a notebook', () => {
  it.each([
    ['its own first', QUARTO, { dialect: 'latex' }, 'latex', 'notebook', ''],
    ['then its project', QUARTO, {}, 'pandoc', 'project', '_quarto.yml'],
    ['then the settings', null, {}, 'html', 'settings', ''],
    ['not what is none', null, { dialect: 'word' }, 'html', 'settings', '']
  ])('is %s', async (_, project, own, dialect, origin, where) => {
    const { choices } = choicesOf(project, own);
    await choices.ready;
    expect(choices).toMatchObject({
      dialect,
      dialectOrigin: origin,
      dialectWhere: where
    });
  });

  it('is that of the settings while and when the project is not to be had', async () => {
    const choices = new NotebookChoices({
      metadata: () => null,
      settings: new PaperLookupSettings(),
      askProject: () => Promise.reject(new Error('offline'))
    });
    await choices.ready;
    expect(choices.dialect).toBe('html');
  });
});

describe('choosing', () => {
  it('keeps a style in the notebook and for new notebooks', async () => {
    const { choices, notebook, settings } = choicesOf(null);
    await choices.ready;
    const changed = vi.fn();
    choices.changed.connect(changed);
    choices.choose({ style: 'ieee', locale: 'de-DE' });
    expect(notebook.getMetadata('paperlookup')).toMatchObject({
      version: 1,
      style: 'ieee',
      locale: 'de-DE'
    });
    expect(settings).toMatchObject({ style: 'ieee', locale: 'de-DE' });
    expect(changed).toHaveBeenCalled();
  });

  it('keeps a dialect in the notebook alone', async () => {
    const { choices, settings } = choicesOf(QUARTO);
    await choices.ready;
    choices.choose({ dialect: 'myst' });
    expect(choices.dialect).toBe('myst');
    expect(choices.dialectOrigin).toBe('notebook');
    expect(settings.dialect).toBe('html');
  });

  it('changes nothing in metadata of a newer version', async () => {
    const newer = { version: 2, style: 'nature', later: true };
    const { choices, notebook } = choicesOf(null, newer);
    await choices.ready;
    choices.choose({ dialect: 'myst' });
    expect(notebook.getMetadata('paperlookup')).toEqual(newer);
  });

  it('tells of the project when it is known', async () => {
    const { choices } = choicesOf(QUARTO);
    const changed = vi.fn();
    choices.changed.connect(changed);
    await choices.ready;
    expect(changed).toHaveBeenCalledOnce();
  });
});

describe('the question to the project', () => {
  it('is asked when somebody wants to know, and again at another place', async () => {
    const answers: ((project: ProjectDialect) => void)[] = [];
    const askProject = vi.fn(
      () => new Promise<ProjectDialect>(resolve => answers.push(resolve))
    );
    const settings = new PaperLookupSettings();
    const choices = new NotebookChoices({
      metadata: () => null,
      settings,
      askProject
    });
    choices.update();
    choices.askAgain();
    expect(askProject).not.toHaveBeenCalled();
    expect(choices.dialect).toBe('html');
    expect(askProject).toHaveBeenCalledOnce();
    choices.askAgain();
    answers[1]?.({ dialect: 'myst', where: 'myst.yml' });
    answers[0]?.(QUARTO);
    await choices.ready;
    expect(choices.dialect).toBe('myst');
  });
});
