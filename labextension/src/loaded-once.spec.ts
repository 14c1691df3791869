import { describe, expect, it, vi } from 'vitest';

import { loadedOnce } from './loaded-once';

describe('what is loaded once', () => {
  it('is loaded when it is asked for, and never again', async () => {
    const load = vi.fn(() => Promise.resolve({}));
    const get = loadedOnce(load);
    expect(load).not.toHaveBeenCalled();
    const [first, second] = await Promise.all([get(), get()]);
    expect(second).toBe(first);
    expect(await get()).toBe(first);
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('is tried again after it could not be loaded', async () => {
    const load = vi
      .fn<() => Promise<string>>()
      .mockRejectedValueOnce(new Error('No server.'))
      .mockResolvedValue('loaded');
    const get = loadedOnce(load);
    const begun = [get(), get()];
    await expect(Promise.all(begun)).rejects.toThrow('No server.');
    expect(load).toHaveBeenCalledTimes(1);
    expect(await get()).toBe('loaded');
    expect(await get()).toBe('loaded');
    expect(load).toHaveBeenCalledTimes(2);
  });
});
