import { element } from '../ui/element';

/** A button as in the panel. */
export function button(
  label: string,
  act: () => void | Promise<void>
): HTMLButtonElement {
  const node = element(
    'button',
    'jp-PaperLookup-button jp-Button jp-mod-minimal jp-mod-small',
    label
  );
  node.type = 'button';
  node.addEventListener('click', () => void act());
  return node;
}

/** A link that leaves this page as it is and tells the other one nothing. */
export function outwardLink(label: string, url: string): HTMLAnchorElement {
  const node = element('a', '', label);
  node.href = url;
  node.target = '_blank';
  node.rel = 'noopener noreferrer';
  return node;
}
