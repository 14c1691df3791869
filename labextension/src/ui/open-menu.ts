import type { MenuSvg } from '@jupyterlab/ui-components';

/** Opens a menu below a button, which gets the focus back; the menu is disposed of when it closes. */
export function openMenu(menu: MenuSvg, button: HTMLElement): void {
  const { left, bottom } = button.getBoundingClientRect();
  menu.aboutToClose.connect(() => {
    // The chosen command runs first; it may have put the focus elsewhere.
    requestAnimationFrame(() => {
      if (button.isConnected && document.activeElement === document.body) {
        button.focus();
      }
      menu.dispose();
    });
  });
  menu.open(left, bottom);
  // Opened by the keyboard or not, the first item is where the arrow keys begin.
  menu.activateNextItem();
}
