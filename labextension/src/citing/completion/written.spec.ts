import { expect, it } from 'vitest';

import { writtenText } from './written';

it.each([
  ['[@turing1936]', 'pandoc', 'bracketed', '[@turing1936]'],
  ['[@turing1936]', 'pandoc', 'part', '@turing1936'],
  ['[@turing1936]', 'pandoc', 'bare', '@turing1936'],
  ['[@turing1936; @godel1931]', 'pandoc', 'part', '[@turing1936; @godel1931]'],
  ['(Turing, 1936)', 'text', 'part', '(Turing, 1936)'],
  ['[1]', 'text', 'bare', '[1]'],
  ['\\cite{turing1936}', 'latex', 'bare', '\\cite{turing1936}']
] as const)('writes %s in %s, %s, as %s', (text, dialect, form, written) => {
  expect(writtenText(text, dialect, form)).toBe(written);
});
