import type { TranslationBundle } from '@jupyterlab/translation';

const LONGEST = 200;

// As the server has it: what pandoc, BibTeX, HTML attributes and MyST all take.
const KEY = /^[\p{L}\p{N}_][\p{L}\p{N}_:.+/?-]*$/u;
const SIGN = /[\p{L}\p{N}_:.+/?-]/u;

/** What is wrong with a key as it is typed; empty when nothing is. */
export function keyProblem(key: string, trans: TranslationBundle): string {
  if (key === '' || KEY.test(key)) {
    return key.length > LONGEST
      ? trans.__('A key has at most %1 characters.', String(LONGEST))
      : '';
  }
  const wrong = Array.from(key).find(sign => !SIGN.test(sign));
  if (wrong === undefined) {
    return trans.__('A key begins with a letter or a digit.');
  }
  return /\s/u.test(wrong)
    ? trans.__('A key has no blanks.')
    : trans.__('A key cannot have %1 in it.', wrong);
}
