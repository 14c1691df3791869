import type { Completion } from '@codemirror/autocomplete';

import type { PaperHit } from '../../api/types';
import { inUtf16 } from '../../matches';

/** A row of the completions that stands for a paper; what the notebook itself has is marked. */
export type PaperRow = Completion & {
  hit: PaperHit;
  ownMark?: string;
  /** Says that it was retracted, where it was. */
  retractedMark?: string;
  /** Keeps the data of the paper, where its key is written and another work follows. */
  keep?: () => void;
};

/** The type of the row that asks services what an identifier stands for. */
export const lookUpType = 'lookup';

/** Whether a row does something by Enter; notices do not. */
export function isTakenByEnter(row: Completion): boolean {
  return isPaperRow(row) || row.type === lookUpType;
}

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

/** Where the title matched, as the flat list of offsets that CodeMirror takes. */
export function titleMatchesOf(hit: PaperHit): number[] {
  return inUtf16(hit.title, hit.titleMatches).flat();
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
  facts.append(byline);
  if (row.retractedMark) {
    facts.append(markOf(row.retractedMark, 'jp-PaperLookup-retracted'));
  }
  if (row.ownMark) {
    facts.append(markOf(row.ownMark, 'jp-PaperLookup-ownMark'));
  }
  facts.append(key);
  return facts;
}

function markOf(text: string, className: string): HTMLElement {
  const mark = document.createElement('span');
  mark.className = className;
  mark.textContent = text;
  return mark;
}
