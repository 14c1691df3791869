import { expect, it, vi } from 'vitest';

import { Visits } from './visits';

it('counts what was looked at for some seconds, when it is left', () => {
  let now = 1000;
  const visit = vi.fn().mockResolvedValue({});
  const visits = new Visits(visit, () => now);
  visits.begin();
  now += 2000;
  visits.begin();
  now += 2000;
  expect(visit).not.toHaveBeenCalled();
  expect(visits.end()).toBe(true);
  expect(visits.end()).toBe(false);
  expect(visit).toHaveBeenCalledTimes(1);
});

it('does not count a glance, nor what was never there', () => {
  let now = 0;
  const visit = vi.fn().mockResolvedValue({});
  const visits = new Visits(visit, () => now);
  expect(visits.end()).toBe(false);
  visits.begin();
  now += 500;
  expect(visits.end()).toBe(false);
  expect(visit).not.toHaveBeenCalled();
});

it('bears a server that is away', () => {
  let now = 0;
  const visits = new Visits(
    () => Promise.reject(new Error('away')),
    () => now
  );
  visits.begin();
  now += 9000;
  expect(visits.end()).toBe(true);
});
