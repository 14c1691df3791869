import { describe, expect, it, vi } from 'vitest';

import { OfflineModel } from './offline-model';

function made(...answers: boolean[]) {
  const network = vi.fn();
  for (const isOffline of answers) {
    network.mockResolvedValueOnce({ isOffline });
  }
  network.mockRejectedValue(new Error('Away.'));
  return new OfflineModel({ network });
}

describe('OfflineModel', () => {
  it('tells once in a session', async () => {
    const model = made(true, true, false, true);
    await model.look();
    expect(model.state.isShown).toBe(true);
    await model.look();
    expect(model.state.isShown).toBe(true);
    await model.look();
    expect(model.state.isShown).toBe(false);
    await model.look();
    expect(model.state.isShown).toBe(false);
  });

  it('is gone once it is read, and says nothing of who is online', async () => {
    const model = made(false, true, true);
    await model.look();
    expect(model.state.isShown).toBe(false);
    await model.look();
    model.dismiss();
    await model.look();
    expect(model.state.isShown).toBe(false);
    await model.look();
    expect(model.state.isShown).toBe(false);
  });
});
