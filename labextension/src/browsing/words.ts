import type { TranslationBundle } from '@jupyterlab/translation';

import type { BrowseRow } from '../api/types';
import type { BrowseState, Order, Period } from './browse-state';
import { newOf } from './browse-state';

const DAY = 86_400_000;

const MEDIUM = { day: 'numeric', month: 'short', year: 'numeric' } as const;

/** What a part of the list is called: a day, a week, a month in the words of a language. */
export function periodTitle(
  at: string,
  language: string,
  trans: TranslationBundle
): string {
  const day = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(at);
  if (day) {
    const style = { ...MEDIUM, weekday: 'short' } as const;
    return format(at, language, style, new Date(at));
  }
  const week = /^(\d{4})-W(\d{2})$/u.exec(at);
  if (week) {
    const days = daysOfWeek(Number(week[1]), Number(week[2])).map(date =>
      format(at, language, MEDIUM, date)
    );
    return trans.__('Week %1: %2', String(Number(week[2])), days.join(' – '));
  }
  if (/^\d{4}-\d{2}$/u.test(at)) {
    const date = new Date(`${at}-01`);
    return format(at, language, { month: 'long', year: 'numeric' }, date);
  }
  return trans.__('Day not known');
}

/** What the periods are called. */
export function periodName(by: Period, trans: TranslationBundle): string {
  const names: Record<Period, string> = {
    day: trans.__('By day'),
    week: trans.__('By week'),
    month: trans.__('By month')
  };
  return names[by];
}

/** What the orders are called. */
export function orderName(order: Order, trans: TranslationBundle): string {
  const names: Record<Order, string> = {
    newest: trans.__('Newest'),
    popular: trans.__('Popular'),
    trending: trans.__('Trending'),
    'for-you': trans.__('For you')
  };
  return names[order];
}

/** How many papers the list has, and how many of them came in since the last visit. */
export function countLine(
  state: BrowseState,
  language: string,
  trans: TranslationBundle
): string {
  const { total, lastVisit, answered, phase } = state;
  if (phase === 'idle' || (phase === 'loading' && answered + total === 0)) {
    return '';
  }
  const papers = trans._n('%1 paper', '%1 papers', total);
  const fresh = newOf(state);
  if (fresh === 0 || !lastVisit) {
    return papers;
  }
  const day = format(lastVisit, language, MEDIUM, new Date(lastVisit), 'local');
  return trans._n(
    '%2, %1 of them new since %3',
    '%2, %1 of them new since %3',
    fresh,
    papers,
    day
  );
}

/** How many papers a period has, and how many of them are new. */
export function sectionCount(
  count: number,
  fresh: number,
  trans: TranslationBundle
): string {
  const papers = trans._n('%1 paper', '%1 papers', count);
  return fresh > 0 ? trans.__('%1, %2 new', papers, String(fresh)) : papers;
}

/** What was counted of a paper, and on which day; empty where nobody counted. */
export function countsOf(row: BrowseRow, trans: TranslationBundle): string {
  const { comments, upvotes, counted } = row;
  const counts = [
    upvotes === null ? '' : trans._n('%1 upvote', '%1 upvotes', upvotes),
    comments === null ? '' : trans._n('%1 comment', '%1 comments', comments)
  ].filter(Boolean);
  if (counts.length === 0) {
    return '';
  }
  const line = counts.join(', ');
  return counted ? trans.__('%1 on %2', line, counted) : line;
}

/** First and last day of a week of ISO 8601, whose first one holds the 4th of January. */
export function daysOfWeek(year: number, week: number): [Date, Date] {
  const fourth = Date.UTC(year, 0, 4);
  const monday = fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * DAY;
  const from = monday + (week - 1) * 7 * DAY;
  return [new Date(from), new Date(from + 6 * DAY)];
}

/** A date in the words of a language; as it stands where it is none. */
function format(
  text: string,
  language: string,
  style: Intl.DateTimeFormatOptions,
  date: Date,
  zone: 'UTC' | 'local' = 'UTC'
): string {
  if (Number.isNaN(date.getTime())) {
    return text;
  }
  const timeZone = zone === 'UTC' ? { timeZone: 'UTC' } : {};
  return new Intl.DateTimeFormat(language, { ...style, ...timeZone }).format(
    date
  );
}
