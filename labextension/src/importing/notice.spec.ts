import { beforeEach, expect, it } from 'vitest';

import { LibraryNotice } from './notice';

const WORDS = 'The import of a.bib was broken off: the library is as before.';

let remembered: string;

function open(): LibraryNotice {
  return new LibraryNotice({
    load: () => Promise.resolve(remembered),
    save: notice => {
      remembered = notice;
    }
  });
}

beforeEach(() => {
  remembered = '';
});

it('is shown until it is dismissed, on the next page too', async () => {
  const notice = open();
  await notice.take(WORDS);
  expect(notice.state).toBe(WORDS);
  notice.dismiss();
  expect(notice.state).toBe('');
  await notice.take(WORDS);
  expect(notice.state).toBe('');
  const next = open();
  await next.take(WORDS);
  expect(next.state).toBe('');
});

it('is shown again when the same has happened again', async () => {
  const notice = open();
  await notice.take(WORDS);
  notice.dismiss();
  await open().take('');
  const later = open();
  await later.take(WORDS);
  expect(later.state).toBe(WORDS);
});
