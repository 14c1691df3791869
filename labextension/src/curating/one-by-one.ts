import type { KeyboardEvent, RefObject } from 'react';
import { useEffect, useRef } from 'react';

/** The body of a page that goes through things one by one; it has the focus when none is left. */
export function useLastFocus(isEmpty: boolean): RefObject<HTMLDivElement> {
  const node = useRef<HTMLDivElement>(null);
  // The focus was in the last one, and the keys of the page work only where it is.
  useEffect(() => {
    if (isEmpty && document.activeElement === document.body) {
      node.current?.closest('section')?.focus();
    }
  }, [isEmpty]);
  return node;
}

/** One of them: the keys work where the focus is, so it goes from one to the next. */
export function useNextFocus(name: string | number): RefObject<HTMLDivElement> {
  const node = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { activeElement } = document;
    const page = node.current?.closest('section');
    if (
      page &&
      (activeElement === document.body || page.contains(activeElement))
    ) {
      node.current?.focus();
    }
  }, [name]);
  return node;
}

/** What letters stand for. */
export type Letters = Readonly<Record<string, (() => void) | undefined>>;

/** Does what a letter stands for, and lets nobody else have it. */
export function pressLetter(letters: Letters, event: KeyboardEvent): void {
  const act = letters[event.key.toLowerCase()];
  if (!act || event.altKey || event.ctrlKey || event.metaKey) {
    return;
  }
  act();
  event.preventDefault();
  event.stopPropagation();
}
