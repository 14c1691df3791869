import { nullTranslator } from '@jupyterlab/translation';
import { describe, expect, it } from 'vitest';

import { NOTHING } from './browse-state';
import { countLine, daysOfWeek, periodTitle } from './words';

const trans = nullTranslator.load('');

function title(at: string, language = 'en-GB'): string {
  return periodTitle(at, language, trans);
}

function iso([from, to]: [Date, Date]): string[] {
  return [from, to].map(day => day.toISOString().slice(0, 10));
}

describe('the words of the list', () => {
  it('names days, weeks and months', () => {
    expect(title('2023-10-12')).toBe('Thu, 12 Oct 2023');
    expect(title('2023-10')).toBe('October 2023');
    expect(title('2023-W41')).toBe('Week 41: 9 Oct 2023 – 15 Oct 2023');
    expect(title('2023-10-12', 'de')).toBe('Do., 12. Okt. 2023');
  });

  it('says that a day is not known, and shows what is no day as it stands', () => {
    expect(title('undated')).toBe('Day not known');
    expect(title('')).toBe('Day not known');
    expect(title('2023-99-99')).toBe('2023-99-99');
  });

  it('counts weeks as ISO 8601 does', () => {
    expect(iso(daysOfWeek(2020, 53))).toEqual(['2020-12-28', '2021-01-03']);
    expect(iso(daysOfWeek(2021, 1))).toEqual(['2021-01-04', '2021-01-10']);
    expect(iso(daysOfWeek(2024, 1))).toEqual(['2024-01-01', '2024-01-07']);
    expect(iso(daysOfWeek(2026, 47))).toEqual(['2026-11-16', '2026-11-22']);
  });

  it('tells what is new only to those who were here before', () => {
    const state = {
      ...NOTHING,
      phase: 'ready' as const,
      total: 12,
      sections: [{ at: '2023-10-12', count: 12, new: 3 }]
    };
    expect(countLine(state, 'en-GB', trans)).toBe('12 papers');
    expect(
      countLine({ ...state, lastVisit: '2026-11-20T10:00:00Z' }, 'en-GB', trans)
    ).toBe('12 papers, 3 of them new since 20 Nov 2026');
  });
});
