import type { PaperLookupClient } from '../api/client';
import type { CiteMessage, InsertionResponse } from '../api/types';
import type { CitingChoices, IOpenNotebook } from '../notebooks/tokens';
import type { PaperLookupSettings } from '../settings';
import type { InsertOrder } from '../tokens';

/** How long to wait for what the project of a notebook wants, in milliseconds. */
const PATIENCE = 500;

/** A text to insert, with what was asked for it. */
export type Delivery = {
  insertion: InsertionResponse;
  cites: readonly CiteMessage[];
  choices: CitingChoices;
  /** What of the choices the notebook keeps; a dialect that its project wants is not its own. */
  kept: Partial<CitingChoices>;
};

/**
 * Asks for a text to insert, in the way in which a notebook cites. Works that the notebook has
 * itself need not be in the library.
 *
 * @throws What `requestJSON` throws.
 */
export async function orderInsertion(
  order: InsertOrder,
  notebook: IOpenNotebook | null,
  {
    client,
    settings
  }: { client: PaperLookupClient; settings: PaperLookupSettings }
): Promise<Delivery> {
  await choicesAreKnown(notebook);
  const { style, locale, dialect } = notebook?.choices ?? settings;
  const choices = {
    style: order.style ?? style,
    locale: order.locale ?? locale,
    dialect: order.dialect ?? dialect
  };
  const isOwnDialect =
    notebook?.choices.dialectOrigin !== 'project' &&
    (order.dialect === undefined || order.dialect === dialect);
  const cites = order.cites ?? order.keys.map(key => citeOf(key));
  const insertion = await client.notebooks.insertion({
    kind: order.kind,
    // The server says what is wrong with an empty list.
    cites: [...cites] as [CiteMessage, ...CiteMessage[]],
    ...choices,
    items: ownItems(notebook, cites)
  });
  const kept = { style: choices.style, locale: choices.locale };
  return {
    insertion,
    cites,
    choices,
    kept: isOwnDialect ? { ...kept, dialect: choices.dialect } : kept
  };
}

/** A work without anything else. */
export function citeOf(key: string): CiteMessage {
  return {
    key,
    locator: '',
    label: 'page',
    prefix: '',
    suffix: '',
    suppressAuthor: false,
    authorInText: false
  };
}

async function choicesAreKnown(notebook: IOpenNotebook | null): Promise<void> {
  if (notebook) {
    await Promise.race([
      notebook.choices.ready,
      new Promise(resolve => setTimeout(resolve, PATIENCE))
    ]);
  }
}

function ownItems(
  notebook: IOpenNotebook | null,
  cites: readonly CiteMessage[]
): Record<string, Record<string, unknown>> {
  const items = notebook?.items() ?? {};
  const keys = new Set(cites.map(({ key }) => key));
  return Object.fromEntries(
    Object.entries(items).filter(([key]) => keys.has(key))
  );
}
