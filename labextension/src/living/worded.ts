import type { ICellModel } from '@jupyterlab/cells';

import { METADATA_NAME } from '../citing/metadata';

/** Citations whose words stand in the text, and the place of a bibliography of references. */
const WORDED =
  /<cite\b[^<>]*\bdata-cite\b[^<>]*>[^]*?<\/cite\s*>|<!--\s*paperlookup:bibliography\b/gi;

/** Where each citation stands whose words are in the text: its start and its end. */
export function wordedPlaces(source: string): [number, number][] {
  return [...source.matchAll(WORDED)].map(({ 0: text, index }) => [
    index,
    index + text.length
  ]);
}

/**
 * What of a cell the words of citations depend on, in its own and in all other cells; empty where it
 * has no citation whose words are in the text. A cheap look: what is cited the server knows.
 */
export function wordedIn(cell: ICellModel): string {
  if (cell.type !== 'markdown') {
    return '';
  }
  const source = cell.sharedModel.getSource();
  const places = source.includes('<') ? wordedPlaces(source) : [];
  const texts = places.map(([start, end]) => source.slice(start, end));
  const { citations } = factsOf(cell);
  for (const noted of Array.isArray(citations) ? citations : []) {
    const { words } = (noted ?? {}) as { words?: unknown };
    if (typeof words === 'string' && words && source.includes(words)) {
      texts.push(JSON.stringify([source.indexOf(words), noted]));
    }
  }
  return texts.join('\n');
}

/** Whether some words of a cell are known to be ours, not those of a person or of another tool. */
export function isMarked(cell: ICellModel): boolean {
  const { words, citations, bibliography } = factsOf(cell);
  return [words, citations, bibliography].some(Array.isArray);
}

function factsOf(cell: ICellModel): Record<string, unknown> {
  const facts: unknown = cell.getMetadata(METADATA_NAME);
  return typeof facts === 'object' && facts !== null
    ? (facts as Record<string, unknown>)
    : {};
}
