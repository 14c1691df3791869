import type { FormatOptions, PaperLookupClient } from '../api/client';
import type {
  FormattedResponse,
  InsertionResponse,
  PaperDetails
} from '../api/types';
import { citeOf } from '../citing/ordering';
import type { OwnItem } from '../notebooks/own-item';
import { factsOf } from '../notebooks/own-item';
import type { INotebooks } from '../notebooks/tokens';
import { workFactsOf } from '../notebooks/work-facts';
import type { DetailsClient } from './details-model';

/** What the details of works are made of. */
export type DetailsParts = {
  readonly client: Pick<
    PaperLookupClient,
    'record' | 'formatted' | 'stubs' | 'notebooks'
  >;
  readonly notebooks: Pick<INotebooks, 'current'>;
};

/** Whether a paper was found in the data of the notebook, by key. */
export type IsOwn = (key: string) => boolean;

/** The details of papers: from the library, or from the data of the notebook itself. */
export class DetailsWithOwn implements DetailsClient {
  constructor(
    private readonly _parts: DetailsParts,
    private readonly _isOwn: IsOwn
  ) {}

  record(key: string, signal?: AbortSignal): Promise<PaperDetails> {
    return this._orOwn(
      key,
      () => this._parts.client.record(key, signal),
      item => Promise.resolve(this._detailsOf(key, item))
    );
  }

  formatted(
    keys: readonly string[],
    options: FormatOptions = {}
  ): Promise<FormattedResponse> {
    const [key = ''] = keys;
    return this._orOwn(
      key,
      () => this._parts.client.formatted(keys, options),
      async item => {
        const { style = '', locale = '', to = 'text' } = options;
        const { html } = await this._insertion('reference', key, item, {
          ...(style && { style }),
          ...(locale && { locale })
        });
        return {
          citation: '',
          references: [textOfHtml(html)],
          style,
          locale,
          to
        };
      }
    );
  }

  stubs(keys: readonly string[], signal?: AbortSignal): Promise<string> {
    const [key = ''] = keys;
    return this._orOwn(
      key,
      () => this._parts.client.stubs(keys, signal),
      async item => {
        const { text } = await this._insertion('bibtex', key, item, {});
        return text.replace(/^`+bibtex\n|\n`+\s*$/gu, '');
      }
    );
  }

  /** What can be made of the notebook's own data, else what the library says. */
  private _orOwn<T>(
    key: string,
    ofLibrary: () => Promise<T>,
    ofItem: (item: OwnItem) => Promise<T>
  ): Promise<T> {
    const item = this._isOwn(key)
      ? this._parts.notebooks.current?.items()[key]
      : undefined;
    return item ? ofItem(item) : ofLibrary();
  }

  private _insertion(
    kind: 'reference' | 'bibtex',
    key: string,
    item: OwnItem,
    choices: { style?: string; locale?: string }
  ): Promise<InsertionResponse> {
    return this._parts.client.notebooks.insertion({
      kind,
      cites: [citeOf(key)],
      dialect: 'text',
      ...choices,
      items: { [key]: item }
    });
  }

  private _detailsOf(key: string, item: OwnItem): PaperDetails {
    const { title, date, creators } = factsOf(item);
    const { abstract, links } = workFactsOf(item);
    return {
      key,
      title,
      creators: [],
      date,
      abstract,
      item,
      sources: [this._parts.notebooks.current?.name ?? ''],
      organization: creators,
      authorCount: null,
      comments: null,
      incomplete: [],
      links: [...links]
    };
  }
}

/** What a reader sees of HTML; nothing in it is loaded or run. */
function textOfHtml(html: string): string {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  return (body.textContent ?? '').trim();
}
