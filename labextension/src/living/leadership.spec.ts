import { beforeEach, describe, expect, it, vi } from 'vitest';

import { Leadership } from './leadership';

class Room {
  readonly states = new Map<number, unknown>();
  readonly listeners: (() => void)[] = [];

  awareness(clientID: number) {
    return {
      clientID,
      getStates: () => this.states,
      setLocalStateField: (name: string, value: unknown) => {
        this.states.set(clientID, { [name]: value });
        this.tell();
      },
      on: (_: 'change', listener: () => void) =>
        void this.listeners.push(listener),
      off: () => undefined
    };
  }

  leave(clientID: number): void {
    this.states.delete(clientID);
    this.tell();
  }

  tell(): void {
    this.listeners.forEach(listener => listener());
  }
}

describe('Leadership', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    return () => vi.useRealTimers();
  });

  it('is of the smallest id among those that can, after a while', () => {
    const room = new Room();
    room.states.set(1, { user: 'without the plugin' });
    const changed = vi.fn();
    const seven = new Leadership(room.awareness(7), true, changed);
    expect(seven.isOurs).toBe(false);
    vi.advanceTimersByTime(2500);
    expect(seven.isOurs).toBe(true);
    expect(changed).toHaveBeenCalledTimes(1);
    const three = new Leadership(room.awareness(3), true, changed);
    expect(seven.isOurs).toBe(false);
    vi.advanceTimersByTime(2500);
    expect([seven.isOurs, three.isOurs]).toEqual([false, true]);
    room.leave(3);
    three.dispose();
    vi.advanceTimersByTime(2500);
    expect(seven.isOurs).toBe(true);
  });

  it('is ours at once where nobody else can be', () => {
    const room = new Room();
    expect(
      new Leadership(room.awareness(7), false, () => undefined).isOurs
    ).toBe(true);
    expect(new Leadership(null, false, () => undefined).isOurs).toBe(true);
  });
});
