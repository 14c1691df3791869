import type { NotebooksClient } from '../api/notebooks-client';
import type { Delivery } from '../citing/ordering';
import type { IOpenNotebook } from '../notebooks/tokens';

/** A part of the text of a cell that a citation would replace. */
export type Part = { cell: string; from: number; to: number };

/**
 * How a citation would read in a notebook: its number, 2023a or "ibid." depend on all the others.
 *
 * @returns Safe HTML; empty where the dialect has no form that could be read, or nobody knows.
 * @throws What `requestJSON` throws.
 */
export async function readInNotebook(
  client: Pick<NotebooksClient, 'citations'>,
  notebook: IOpenNotebook,
  { cell, from, to }: Part,
  { insertion, choices }: Delivery,
  signal: AbortSignal
): Promise<string> {
  const sent = notebook.sent();
  const cells = sent.cells.map(each =>
    each.id === cell
      ? {
          ...each,
          source:
            each.source.slice(0, from) + insertion.text + each.source.slice(to)
        }
      : each
  );
  // Works that the notebook does not have yet are data of it then.
  const answer = await client.citations(
    {
      notebook: {
        ...sent,
        cells,
        metadata: withItems(sent.metadata, insertion)
      },
      style: choices.style,
      locale: choices.locale
    },
    signal
  );
  const cited = answer.cells.find(({ id }) => id === cell)?.citations;
  return cited?.find(({ start }) => start === from)?.html ?? '';
}

function withItems(
  metadata: Record<string, unknown> | undefined,
  { items }: Delivery['insertion']
): Record<string, unknown> {
  const own = metadata?.paperlookup as
    { items?: Record<string, unknown> } | undefined;
  return {
    ...metadata,
    paperlookup: { version: 1, ...own, items: { ...items, ...own?.items } }
  };
}
