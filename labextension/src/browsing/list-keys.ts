import type { KeyboardEvent, RefObject } from 'react';

import { CommandIDs } from '../commands';
import type { InsertionKind } from '../tokens';
import { hitOfRow } from './hit-of-row';
import type { Heights, ListLayout } from './layout';
import type { BrowseParts } from './parts';

/** What the keys do in the list. */
export function useListKeys(
  parts: BrowseParts,
  layout: ListLayout,
  scroller: RefObject<HTMLElement>,
  { row, heading }: Heights
): (event: KeyboardEvent) => void {
  const { model, details } = parts;
  /** How many rows are seen at once. */
  const page = (): number =>
    Math.max(
      1,
      Math.floor(((scroller.current?.clientHeight ?? 0) - heading) / row)
    );
  const target = (event: KeyboardEvent): number | null => {
    const { active, total } = model.state;
    const section = layout.sectionOf(Math.max(active, 0));
    const isFar = event.ctrlKey || event.metaKey;
    switch (event.key) {
      case 'ArrowDown':
        return isFar ? layout.firstOf(section + 1) || total - 1 : active + 1;
      case 'ArrowUp':
        return isFar
          ? layout.firstOf(
              layout.firstOf(section) < active ? section : section - 1
            )
          : active - 1;
      case 'PageDown':
        return active + page();
      case 'PageUp':
        return active - page();
      case 'Home':
        return 0;
      case 'End':
        return total - 1;
      default:
        return null;
    }
  };
  return event => {
    const { total } = model.state;
    const to = event.altKey || event.shiftKey ? null : target(event);
    if (to !== null && total > 0) {
      model.setActive(Math.min(Math.max(to, 0), total - 1));
    } else if (event.key === 'Enter') {
      void enter(parts, event);
    } else if (event.key === 'ArrowRight' && !details.isOpen) {
      void openDetails(parts);
    } else if (event.key === 'ArrowLeft' && details.isOpen) {
      details.close();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
}

/** Inserts the current paper, or opens the form of its citation. */
async function enter(
  { model, actions, commands, trans }: BrowseParts,
  event: KeyboardEvent
): Promise<void> {
  const { altKey } = event;
  const kind = kindOf(event);
  const row = await model.settled();
  if (!row) {
    actions.report(trans.__('Choose a paper with the arrow keys first.'), true);
  } else if (altKey) {
    await commands.execute(CommandIDs.newCitation, { keys: [row.key] });
  } else {
    await actions.insert(kind, [row.key]);
  }
}

function kindOf(event: KeyboardEvent): InsertionKind {
  if (event.shiftKey) {
    return 'reference';
  }
  return event.ctrlKey || event.metaKey ? 'bibtex' : 'citation';
}

async function openDetails({ model, details }: BrowseParts): Promise<void> {
  const row = await model.settled();
  if (row) {
    details.show(hitOfRow(row));
  }
}
