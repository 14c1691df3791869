import type { TranslationBundle } from '@jupyterlab/translation';

import type { FetchFeedRequest } from '../api/types';

/** What can be fetched. */
export const CHOICES = [
  'today',
  'day',
  'week',
  'month',
  'arxiv',
  'feed'
] as const;

export type ChoiceName = (typeof CHOICES)[number];

/** What is chosen, and what was typed for each choice. */
export type FeedChoice = {
  readonly choice: ChoiceName;
  readonly day: string;
  readonly week: string;
  readonly month: string;
  readonly category: string;
  readonly address: string;
};

/** What shall be fetched and what it is called, or what is wrong with it, in one sentence. */
export type Checked =
  | { readonly request: FetchFeedRequest; readonly name: string }
  | { readonly problem: string };

/** As the server has it. */
const CATEGORY = /^[a-z-]{2,12}(\.[A-Za-z-]{2,12})?$/u;
const PERIODS = {
  day: /^\d{4}-\d{2}-\d{2}$/u,
  week: /^\d{4}-W\d{2}$/u,
  month: /^\d{4}-\d{2}$/u
} as const;

/** Makes a request of a choice. */
export function requestOf(
  choice: FeedChoice,
  trans: TranslationBundle
): Checked {
  switch (choice.choice) {
    case 'today':
      return {
        request: { kind: 'daily-papers' },
        name: trans.__('Daily Papers, today')
      };
    case 'arxiv': {
      const category = choice.category.trim();
      return CATEGORY.test(category)
        ? {
            request: { kind: 'arxiv', category },
            name: trans.__('arXiv %1', category)
          }
        : { problem: trans.__('Name a category of arXiv, such as cs.CL.') };
    }
    case 'feed': {
      const address = choice.address.trim();
      return isAddress(address)
        ? {
            request: { kind: 'feed', address },
            name: trans.__('Feed of %1', new URL(address).host)
          }
        : {
            problem: trans.__(
              'Give the URL of an RSS or Atom feed, which begins with https://.'
            )
          };
    }
    default: {
      const at = choice[choice.choice].trim();
      return PERIODS[choice.choice].test(at)
        ? {
            request: { kind: 'daily-papers', at },
            name: trans.__('Daily Papers, %1', at)
          }
        : { problem: periodProblem(choice.choice, trans) };
    }
  }
}

function periodProblem(
  name: keyof typeof PERIODS,
  trans: TranslationBundle
): string {
  const problems = {
    day: trans.__('Give a day as 2026-11-20.'),
    week: trans.__('Give a week as 2026-W47.'),
    month: trans.__('Give a month as 2026-11.')
  };
  return problems[name];
}

function isAddress(text: string): boolean {
  if (!/^https?:\/\//u.test(text) || text.length > 2048) {
    return false;
  }
  try {
    return new URL(text).hostname !== '';
  } catch {
    return false;
  }
}

/** The day of a date in the time of the machine, as `2026-11-20`. */
export function dayOf(date: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The week of a day in the count of ISO 8601, as `2026-W47`. */
export function weekOf(date: Date): string {
  const day = new Date(
    Date.UTC(date.getFullYear(), date.getMonth(), date.getDate())
  );
  // The Thursday of a week is always in the year that the week counts to.
  day.setUTCDate(day.getUTCDate() + 4 - (day.getUTCDay() || 7));
  const year = day.getUTCFullYear();
  const days = (day.getTime() - Date.UTC(year, 0, 1)) / 86_400_000;
  return `${year}-W${String(Math.floor(days / 7) + 1).padStart(2, '0')}`;
}
