import type { Completion } from '@codemirror/autocomplete';

import type { PaperHit } from '../../api/types';

/** A row of the completions that stands for a paper. */
export type PaperRow = Completion & { hit: PaperHit };

/** Whether a row stands for a paper; the others are notices. */
export function isPaperRow(row: Completion): row is PaperRow {
  return 'hit' in row;
}

/** What people remember of a paper beside its title: `Chen & Li 2023`. */
export function bylineOf(hit: PaperHit): string {
  return [hit.shortCreators, hit.year ?? '']
    .filter(part => part !== '')
    .join(' ');
}

/** Where the title matched, as the flat list of offsets in UTF-16 that CodeMirror takes. */
export function titleMatchesOf(hit: PaperHit): number[] {
  const offsets = utf16Offsets(hit.title);
  const flat: number[] = [];
  for (const [start, end] of hit.titleMatches) {
    const from = offsets[start];
    const to = offsets[end];
    const last = flat[flat.length - 1] ?? 0;
    if (from !== undefined && to !== undefined && from >= last && to > from) {
      flat.push(from, to);
    }
  }
  return flat;
}

/** The second line of a row: the byline, and the key small, because it is what will be written. */
export function renderFacts(row: Completion): HTMLElement | null {
  if (!isPaperRow(row)) {
    return null;
  }
  const facts = document.createElement('span');
  facts.className = 'jp-PaperLookup-completionFacts';
  // Only ever as text: records come from anywhere.
  const byline = document.createElement('span');
  byline.textContent = bylineOf(row.hit);
  const key = document.createElement('code');
  key.textContent = row.hit.key;
  facts.append(byline, key);
  return facts;
}

/** The offset in UTF-16 of each code point of a text, and of its end. */
function utf16Offsets(text: string): number[] {
  const offsets = [0];
  for (const character of text) {
    offsets.push((offsets[offsets.length - 1] ?? 0) + character.length);
  }
  return offsets;
}
