import { describe, expect, it, vi } from 'vitest';

import type { LookUpResponse } from '../api/types';
import { LookUpModel } from './look-up-model';

const FOUND: LookUpResponse = {
  label: 'DOI 10.1112/plms/s2-42.1.230',
  key: '',
  item: { type: 'article-journal' },
  title: 'On Computable Numbers',
  creators: 'A. M. Turing',
  date: '1936',
  service: 'Crossref',
  failures: []
};

function made(answer: Partial<LookUpResponse>) {
  const lookUp = vi.fn((_: string, adds: boolean) =>
    Promise.resolve({
      ...FOUND,
      ...answer,
      ...(adds && { key: 'turing1936' })
    })
  );
  return { lookUp, model: new LookUpModel({ lookUp }, '10.1112/x') };
}

describe('LookUpModel', () => {
  it('takes in what was found, not before', async () => {
    const { lookUp, model } = made({});
    expect(model.isFound).toBe(false);
    await model.ask();
    expect(model.isFound).toBe(true);
    expect(lookUp.mock.calls.map(([, adds]) => adds)).toEqual([false]);
    expect(await model.takeIn()).toEqual({ key: 'turing1936', isNew: true });
    expect(lookUp.mock.calls.map(([, adds]) => adds)).toEqual([false, true]);
  });

  it('takes nothing in that the library has', async () => {
    const { lookUp, model } = made({ key: 'turing1937', service: '' });
    await model.ask();
    expect(await model.takeIn()).toEqual({ key: 'turing1937', isNew: false });
    expect(lookUp).toHaveBeenCalledTimes(1);
  });

  it('finds nothing where nobody knows it', async () => {
    const { model } = made({ title: '', service: '' });
    await model.ask();
    expect(model.isFound).toBe(false);
  });

  it('says what is wrong, and nothing of what was taken back', async () => {
    const { lookUp, model } = made({});
    lookUp.mockRejectedValueOnce(new Error('Away.'));
    await model.ask();
    expect(model.state.failure).toBe('Away.');
    lookUp.mockRejectedValueOnce(new DOMException('', 'AbortError'));
    await model.ask();
    expect(model.state.failure).toBe('Away.');
  });
});
