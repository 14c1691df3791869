import type { INotebooks } from './tokens';

/** The keys of the records that the notebook cites which was used last; none without a notebook. */
export async function citedKeys({
  current
}: Pick<INotebooks, 'current'>): Promise<readonly string[]> {
  const answer = await current?.citations.refresh();
  const keys = answer?.works.map(({ libraryKey }) => libraryKey) ?? [];
  return keys.filter(Boolean);
}
