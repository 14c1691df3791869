import type { DialectName } from '../settings';
import type { PaperLookupClient } from '../api/client';
import type { StylesResponse } from '../api/types';

/** The styles and locales of the server, asked for once it is needed, and again after a failure. */
export class StyleChoices {
  constructor(client: Pick<PaperLookupClient, 'styles'>) {
    this._client = client;
  }

  /**
   * @param missing - A style that the last answer did not have: it is asked for once more.
   * @throws what the client throws.
   */
  load(missing = ''): Promise<StylesResponse> {
    if (missing !== '' && missing !== this._missed) {
      this._missed = missing;
      this._answer = null;
    }
    this._answer ??= this._client.styles().catch((error: unknown) => {
      this._answer = null;
      throw error;
    });
    return this._answer;
  }

  private readonly _client: Pick<PaperLookupClient, 'styles'>;
  private _answer: Promise<StylesResponse> | null = null;
  private _missed = '';
}

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
