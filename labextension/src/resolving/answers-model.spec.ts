import { describe, expect, it, vi } from 'vitest';

import type { SuggestedAnswer } from '../api/types';
import { AnswersModel } from './answers-model';

function answer(number: number, key: string): SuggestedAnswer {
  return {
    number,
    key,
    title: `Title of ${key}`,
    service: 'Crossref',
    reasons: ['the same title'],
    doubts: [],
    differences: [],
    isVersion: false
  };
}

const ALL = [answer(1, 'turing1936'), answer(2, 'church1936')];

async function made() {
  const client = {
    suggestions: vi.fn().mockResolvedValue({ suggestions: ALL }),
    decide: vi.fn().mockResolvedValue({ sentence: '', suggestions: [ALL[1]] })
  };
  const decisions = { tell: vi.fn().mockResolvedValue(undefined) };
  const model = new AnswersModel(client, decisions);
  await model.load();
  return { client, decisions, model };
}

describe('AnswersModel', () => {
  it('counts what waits for a paper, and goes through that alone', async () => {
    const { model } = await made();
    expect(model.countOf('church1936')).toBe(1);
    expect(model.countOf('boole1854')).toBe(0);
    await model.show('church1936');
    expect(model.state.shown).toEqual([ALL[1]]);
    await model.show();
    expect(model.state.shown).toEqual(ALL);
  });

  it('tells of what is accepted, with the way back', async () => {
    const { client, decisions, model } = await made();
    await model.accept();
    expect(client.decide).toHaveBeenCalledWith(1, true);
    expect(decisions.tell).toHaveBeenCalledWith('turing1936');
    expect(model.current).toEqual(ALL[1]);
  });

  it('goes on after what is rejected, with the way back, or skipped', async () => {
    const { client, decisions, model } = await made();
    model.skip();
    expect(model.current?.number).toBe(2);
    await model.show();
    expect(model.current?.number).toBe(1);
    await model.reject();
    expect(client.decide).toHaveBeenCalledWith(1, false);
    expect(decisions.tell).toHaveBeenCalledWith('turing1936');
    expect(model.current?.number).toBe(2);
  });

  it('decides once, however often it is asked to', async () => {
    const { client, model } = await made();
    await Promise.all([model.accept(), model.accept(), model.reject()]);
    expect(client.decide).toHaveBeenCalledTimes(1);
  });

  it('keeps what could not be decided', async () => {
    const { client, model } = await made();
    client.decide.mockRejectedValueOnce(new Error('It is no longer there.'));
    await model.accept();
    expect(model.state).toMatchObject({
      phase: 'ready',
      failure: 'It is no longer there.',
      shown: ALL
    });
  });
});
