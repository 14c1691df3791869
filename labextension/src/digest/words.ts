import type { TranslationBundle } from '@jupyterlab/translation';

import type { SubscriptionResponse } from '../api/types';

/** The name of a day of the week; 0 is Monday. */
export function weekdayName(weekday: number, language: string): string {
  // The 1st of January 2024 was a Monday.
  const day = new Date(Date.UTC(2024, 0, 1 + weekday));
  return new Intl.DateTimeFormat(language, {
    weekday: 'long',
    timeZone: 'UTC'
  }).format(day);
}

/** The name of an hour of the day. */
export function hourName(hour: number, language: string): string {
  return new Intl.DateTimeFormat(language, {
    hour: 'numeric',
    minute: '2-digit',
    timeZone: 'UTC'
  }).format(new Date(Date.UTC(2024, 0, 1, hour)));
}

/** What is subscribed to, and how it stands, in one sentence. */
export function stateLine(
  subscription: SubscriptionResponse,
  language: string,
  trans: TranslationBundle
): string {
  const { state, address, every, weekday, hour } = subscription;
  const from = hourName(hour, language);
  const when =
    every === 'day'
      ? trans.__('every day from %1 on', from)
      : trans.__('every %1 from %2 on', weekdayName(weekday, language), from);
  switch (state) {
    case 'active':
      return trans.__('The digest is mailed to %1, %2.', address, when);
    case 'paused':
      return trans.__('The digest to %1 rests.', address);
    case 'unconfirmed':
      return subscription.failure
        ? trans.__('No code could be mailed to %1.', address)
        : trans.__('A code was mailed to %1.', address);
    default:
      return trans.__('No digest is mailed.');
  }
}

/** A moment in the words of a language; as it stands where it is none. */
export function momentOf(iso: string, language: string): string {
  const moment = new Date(iso);
  return Number.isNaN(moment.getTime())
    ? iso
    : new Intl.DateTimeFormat(language, {
        dateStyle: 'medium',
        timeStyle: 'short'
      }).format(moment);
}
