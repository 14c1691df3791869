import type { CitationInCell } from '../api/types';
import type { Place } from './placeholders';
import { hasPlaceholders, pieces, replaced } from './placeholders';
import type { Reference } from './shown';

/** What stands behind an element that shows a citation or an entry of a bibliography. */
export type Behind =
  | { readonly kind: 'citation'; readonly citation: CitationInCell }
  | { readonly kind: 'reference'; readonly key: string };

/** What places are filled with. */
export type Filling = {
  readonly references: readonly Reference[];
  /** HTML that is safe to show. */
  readonly sanitize: (html: string) => string;
  /** What stands for a bibliography without entries. */
  readonly noReferences: string;
};

/** An element that shows a place. */
export type Filled = { readonly element: HTMLElement; readonly place: Place };

/** MathJax passes by: an amount of dollars in a title is no formula. */
const OURS = 'mathjax_ignore';
const CITATION = 'jp-PaperLookup-cite';
const ENTRY = 'jp-PaperLookup-entry';

/** Elements of ours, wherever they are; class names are anybody's. */
export const OUR_ELEMENTS = `.${CITATION}, .${ENTRY}`;

const behind = new WeakMap<Element, Behind>();

/** What stands behind an element; null where it is none of ours. */
export function behindOf(element: Element): Behind | null {
  return behind.get(element) ?? null;
}

/** Puts citations and bibliographies into a rendered text, in place of the placeholders. */
export function fill(
  host: HTMLElement,
  places: readonly Place[],
  filling: Filling
): Filled[] {
  const all: Filled[] = [];
  for (const node of textsWithPlaceholders(host)) {
    const isCode = node.parentElement?.closest('code, pre, svg, style') != null;
    const nodes: Node[] = [];
    let marked: Place | null = null;
    for (const piece of pieces(node.data)) {
      const place = typeof piece === 'number' ? places[piece] : null;
      marked = null;
      if (typeof piece === 'string') {
        nodes.push(document.createTextNode(piece));
      } else if (place?.kind === 'citation' && !place.isReplaced) {
        marked = place;
      } else if (place && !isCode) {
        const element = elementFor(place, isInLink(node));
        refill(element, place, filling);
        all.push({ element, place });
        nodes.push(element);
      } else {
        nodes.push(document.createTextNode(place?.typed ?? ''));
      }
    }
    const next = node.nextSibling;
    if (marked && next instanceof HTMLElement && next.localName === 'cite') {
      asCitation(next, isInLink(node));
      refill(next, marked, filling);
      all.push({ element: next, place: marked });
    }
    put(node, nodes);
  }
  tidyAttributes(host, places);
  return all;
}

/** Shows what a place says now. */
export function refill(
  element: HTMLElement,
  place: Place,
  { references, sanitize, noReferences }: Filling
): void {
  if (place.kind === 'bibliography') {
    element.replaceChildren(...references.map(each => entry(each, sanitize)));
    if (references.length === 0) {
      element.textContent = noReferences;
    }
    const isEmpty = references.length === 0;
    element.classList.toggle('jp-mod-empty', isEmpty);
    element.setAttribute('role', isEmpty ? 'note' : 'list');
    return;
  }
  const { citation, typed, isReplaced } = place;
  behind.set(element, { kind: 'citation', citation });
  element.classList.toggle('jp-mod-unknown', citation.unknown.length > 0);
  if (!isReplaced) {
    return;
  }
  if (citation.html) {
    element.innerHTML = sanitize(citation.html);
  } else {
    element.textContent = typed;
  }
}

/** The text of an element as it would be without anything of ours: citations as they are typed. */
export function typedText(element: Element, filled: readonly Filled[]): string {
  const copy = element.cloneNode(true) as Element;
  const inside = filled.filter(each => element.contains(each.element));
  const copies = copy.querySelectorAll(OUR_ELEMENTS);
  const originals = [...element.querySelectorAll(OUR_ELEMENTS)];
  for (const { element: each, place } of inside) {
    const twin = copies[originals.indexOf(each)];
    if (twin && place.kind === 'citation' && place.isReplaced) {
      // Rendered, a code span has no backticks.
      twin.textContent = place.typed.replace(/`/g, '');
    }
  }
  copy
    .querySelectorAll('.jp-InternalAnchorLink')
    .forEach(each => each.remove());
  return copy.textContent ?? '';
}

function textsWithPlaceholders(host: HTMLElement): Text[] {
  const walker = document.createTreeWalker(host, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    if (hasPlaceholders(node.data)) {
      texts.push(node);
    }
  }
  return texts;
}

/** Puts nodes in the place of a text; a bibliography takes the place of its paragraph. */
function put(text: Text, nodes: Node[]): void {
  const parent = text.parentElement;
  const [only] = nodes;
  const isAlone =
    nodes.length === 1 &&
    only instanceof HTMLDivElement &&
    parent?.localName === 'p' &&
    parent.childNodes.length === 1;
  (isAlone ? parent : text).replaceWith(...nodes);
}

function elementFor(place: Place, isLink: boolean): HTMLElement {
  if (place.kind === 'bibliography') {
    const list = document.createElement('div');
    list.className = `jp-PaperLookup-bibliography ${OURS}`;
    return list;
  }
  const element = document.createElement('span');
  asCitation(element, isLink);
  return element;
}

function asCitation(element: HTMLElement, isLink: boolean): void {
  element.classList.add(CITATION, OURS);
  // A link is reached and followed as ever.
  if (!isLink) {
    element.tabIndex = 0;
    element.setAttribute('role', 'button');
    element.setAttribute('aria-haspopup', 'dialog');
  }
}

function entry(
  { key, html }: Reference,
  sanitize: Filling['sanitize']
): HTMLElement {
  const element = document.createElement('div');
  element.className = ENTRY;
  element.tabIndex = 0;
  element.setAttribute('role', 'listitem');
  element.innerHTML = sanitize(html);
  behind.set(element, { kind: 'reference', key });
  return element;
}

function isInLink(node: Node): boolean {
  return node.parentElement?.closest('a') != null;
}

/** Markdown puts texts into attributes too: what an image shows instead, the name of a heading. */
function tidyAttributes(host: HTMLElement, places: readonly Place[]): void {
  const typed = (number: number): string => {
    const place = places[number];
    const isMark = place?.kind === 'citation' && !place.isReplaced;
    return isMark ? '' : (place?.typed ?? '');
  };
  for (const element of host.querySelectorAll('*')) {
    for (const { name, value } of [...element.attributes]) {
      const plain = decoded(value);
      if (hasPlaceholders(plain)) {
        element.setAttribute(name, replaced(plain, typed));
      }
    }
  }
}

function decoded(value: string): string {
  if (!value.includes('%')) {
    return value;
  }
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
