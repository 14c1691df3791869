import type { DialectName } from './settings';

/** How a citation of one paper looks in each dialect. */
export const DIALECT_EXAMPLES: Readonly<Record<DialectName, string>> = {
  html: '<cite data-cite="turing1936">(Turing, 1936)</cite>',
  pandoc: '[@turing1936]',
  myst: '{cite:p}`turing1936`',
  latex: '\\cite{turing1936}',
  text: '(Turing, 1936)'
};

/** What each dialect is called; names of formats, the same in every language. */
export const DIALECT_TITLES: Readonly<Record<DialectName, string>> = {
  html: 'HTML',
  pandoc: 'Pandoc, Quarto',
  myst: 'MyST',
  latex: 'LaTeX',
  text: 'Text'
};
