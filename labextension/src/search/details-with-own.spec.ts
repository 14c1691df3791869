import { describe, expect, it, vi } from 'vitest';

import { PaperLookupError } from '../api/request';
import type { DetailsParts } from './details-with-own';
import { DetailsWithOwn } from './details-with-own';

const ITEM = {
  title: 'On Computable Numbers',
  author: [{ family: 'Turing', given: 'Alan' }],
  issued: { 'date-parts': [[1936]] },
  DOI: '10.1112/plms/s2-42.1.230',
  abstract: '<jats:p>The computable numbers.</jats:p>'
};

const missing = (): Promise<never> =>
  Promise.reject(new PaperLookupError('No such paper.', 'RecordNotFound', 404));

function details(text: string): {
  details: DetailsWithOwn;
  insertion: ReturnType<typeof vi.fn>;
} {
  const insertion = vi.fn(() => Promise.resolve({ text, html: text }));
  const parts = {
    client: {
      record: missing,
      formatted: missing,
      stubs: missing,
      notebooks: { insertion }
    },
    notebooks: {
      current: { name: 'paper.ipynb', items: () => ({ turing1936: ITEM }) }
    }
  };
  return {
    details: new DetailsWithOwn(
      parts as unknown as DetailsParts,
      key => key === 'turing1936'
    ),
    insertion
  };
}

describe('DetailsWithOwn', () => {
  it('says what the notebook knows, and asks nobody', async () => {
    const record = await details('').details.record('turing1936');
    expect(record).toMatchObject({
      title: ITEM.title,
      organization: 'Alan Turing',
      date: '1936',
      abstract: 'The computable numbers.',
      sources: ['paper.ipynb'],
      links: [{ url: 'https://doi.org/10.1112/plms/s2-42.1.230' }]
    });
  });

  it('has references and BibTeX made of the data that are sent along', async () => {
    const made = details('<div>Turing, A. <i>(1936)</i>.</div>');
    const { references } = await made.details.formatted(['turing1936'], {
      style: 'apa',
      locale: 'en-US'
    });
    expect(references).toEqual(['Turing, A. (1936).']);
    expect(made.insertion).toHaveBeenCalledWith(
      expect.objectContaining({
        kind: 'reference',
        style: 'apa',
        items: { turing1936: ITEM }
      })
    );
    const stub = '@article{turing1936,\n}';
    const fenced = details('```bibtex\n' + stub + '\n```').details;
    expect(await fenced.stubs(['turing1936'])).toBe(stub);
  });

  it('leaves all others to the library', async () => {
    await expect(details('').details.record('godel1931')).rejects.toThrow(
      'No such paper.'
    );
  });
});
