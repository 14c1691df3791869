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
