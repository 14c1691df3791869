import { nullTranslator } from '@jupyterlab/translation';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import type { NearbyFile, NearbyResponse } from '../api/types';
import type { NearbyClient } from './nearby';
import { NearbyOffers, offerLine } from './nearby';

const trans = nullTranslator.load('jupyter_paperlookup');

function file(path: string, change: Partial<NearbyFile> = {}): NearbyFile {
  return { path, namedBy: 'folder', source: '', isWatched: false, ...change };
}

const nearby = vi.fn<NearbyClient['nearby']>();
let declined: readonly string[];

function open(): NearbyOffers {
  return new NearbyOffers(
    { nearby },
    {
      load: () => Promise.resolve(declined),
      save: paths => {
        declined = paths;
      }
    }
  );
}

function paths(offers: NearbyOffers): string[] {
  return offers.state.map(each => each.path);
}

beforeEach(() => {
  declined = [];
  nearby.mockReset().mockResolvedValue({
    files: [
      file('thesis/references.bib'),
      file('thesis/known.bib', { source: 'known.bib', isWatched: true })
    ],
    problems: []
  });
});

describe('offers', () => {
  it('are the files of the notebook that are no sources yet', async () => {
    const offers = open();
    await offers.look('thesis/chapter.ipynb');
    expect(nearby).toHaveBeenCalledWith('thesis/chapter.ipynb');
    expect(paths(offers)).toEqual(['thesis/references.bib']);
  });

  it('are not made again once they were declined', async () => {
    const offers = open();
    await offers.look('thesis/chapter.ipynb');
    await offers.decline();
    expect(paths(offers)).toEqual([]);
    expect(declined).toEqual(['thesis/references.bib']);
    await offers.look('thesis/chapter.ipynb');
    expect(paths(offers)).toEqual([]);
    const later = open();
    await later.look('thesis/chapter.ipynb');
    expect(paths(later)).toEqual([]);
  });

  it('are of the notebook that is current when the answer comes', async () => {
    const offers = open();
    let answer: (found: NearbyResponse) => void = () => undefined;
    nearby.mockReturnValueOnce(
      new Promise(resolve => {
        answer = resolve;
      })
    );
    const first = offers.look('first.ipynb');
    nearby.mockResolvedValueOnce({
      files: [file('second.bib')],
      problems: []
    });
    await offers.look('second.ipynb');
    answer({ files: [file('first.bib')], problems: [] });
    await first;
    expect(paths(offers)).toEqual(['second.bib']);
  });

  it('end with the notebook, and with an answer that fails', async () => {
    const offers = open();
    await offers.look('thesis/chapter.ipynb');
    await offers.look('');
    expect(paths(offers)).toEqual([]);
    await offers.look('thesis/chapter.ipynb');
    nearby.mockRejectedValueOnce(new Error('No answer.'));
    await offers.look('thesis/chapter.ipynb');
    expect(paths(offers)).toEqual([]);
  });
});

describe('the words of an offer', () => {
  const files: [string, NearbyFile[]][] = [
    ['references.bib is beside this notebook.', [file('a/references.bib')]],
    [
      'The Quarto project of this notebook names refs.bib.',
      [file('refs.bib', { namedBy: 'quarto' })]
    ],
    [
      '2 bibliography files belong to this notebook: a.bib, b.bib.',
      [file('x/a.bib'), file('x/b.bib')]
    ],
    [
      '4 bibliography files belong to this notebook: a.bib, b.bib, c.bib …',
      ['a', 'b', 'c', 'd'].map(name => file(`${name}.bib`))
    ]
  ];
  it.each(files)('are: %s', (line, offered) => {
    expect(offerLine(offered, trans)).toBe(line);
  });
});
