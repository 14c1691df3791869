import type { TranslationBundle } from '@jupyterlab/translation';
import { MenuSvg } from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';

import type { PaperArgs } from '../commands';
import { CommandIDs } from '../commands';
import { MENU_FORMATS } from '../export-formats';
import { openMenu } from '../ui/open-menu';

/** Opens the menu of some papers below a button: what is not a button of its own there. */
export function openPaperMenu(
  commands: CommandRegistry,
  button: HTMLElement,
  papers: PaperArgs,
  trans: TranslationBundle
): void {
  const menu = new MenuSvg({ commands });
  menu.title.label = trans.__('Copy, export and details');
  const add = adder(menu, papers);
  add(CommandIDs.newCitation);
  menu.addItem({ type: 'separator' });
  add(CommandIDs.showDetails);
  add(CommandIDs.edit);
  add(CommandIDs.renameKey);
  menu.addItem({ type: 'separator' });
  add(CommandIDs.copyKey);
  add(CommandIDs.copyReference);
  add(CommandIDs.copyBibtex);
  menu.addItem({ type: 'separator' });
  MENU_FORMATS.forEach(to => add(CommandIDs.exportPapers, { to }));
  add(CommandIDs.exportPapers);
  openMenu(menu, button);
}

/** Opens the menu of the selected papers below a button. */
export function openSelectionMenu(
  commands: CommandRegistry,
  button: HTMLElement,
  papers: PaperArgs,
  trans: TranslationBundle
): void {
  const menu = new MenuSvg({ commands });
  menu.title.label = trans.__('Export and more');
  const add = adder(menu, papers);
  MENU_FORMATS.forEach(to => add(CommandIDs.exportPapers, { to }));
  add(CommandIDs.exportPapers);
  menu.addItem({ type: 'separator' });
  add(CommandIDs.insertReference);
  add(CommandIDs.insertBibtex);
  menu.addItem({ type: 'separator' });
  add(CommandIDs.copyKey);
  add(CommandIDs.copyReference);
  add(CommandIDs.copyBibtex);
  menu.addItem({ type: 'separator' });
  add(CommandIDs.complete);
  if (papers.keys && papers.keys.length > 1) {
    add(CommandIDs.merge);
  }
  openMenu(menu, button);
}

/** Opens the menu of the whole list and the library below a button. */
export function openListMenu(
  commands: CommandRegistry,
  button: HTMLElement,
  shown: PaperArgs,
  trans: TranslationBundle
): void {
  const menu = new MenuSvg({ commands });
  menu.title.label = trans.__('List and library');
  if (shown.keys && shown.keys.length > 0) {
    MENU_FORMATS.forEach(to =>
      menu.addItem({
        command: CommandIDs.exportPapers,
        args: { ...shown, to }
      })
    );
    menu.addItem({ command: CommandIDs.exportPapers, args: { ...shown } });
    menu.addItem({ type: 'separator' });
  }
  menu.addItem({ command: CommandIDs.exportLibrary });
  menu.addItem({ command: CommandIDs.exportCited });
  menu.addItem({ command: CommandIDs.keepCited });
  menu.addItem({ command: CommandIDs.showKept });
  menu.addItem({ type: 'separator' });
  menu.addItem({ command: CommandIDs.importPapers });
  menu.addItem({ command: CommandIDs.addRecord });
  menu.addItem({ type: 'separator' });
  menu.addItem({ command: CommandIDs.suggestions });
  menu.addItem({ command: CommandIDs.answers });
  menu.addItem({ command: CommandIDs.changes });
  menu.addItem({ command: CommandIDs.keyPattern });
  menu.addItem({ command: CommandIDs.showSources });
  menu.addItem({ type: 'separator' });
  menu.addItem({ command: CommandIDs.reindex });
  menu.addItem({ command: CommandIDs.diagnose });
  openMenu(menu, button);
}

/** Adds commands to a menu, each for the same papers. */
function adder(
  menu: MenuSvg,
  papers: PaperArgs
): (command: string, args?: ReadonlyPartialJSONObject) => void {
  return (command, args = {}) => {
    menu.addItem({ command, args: { ...papers, ...args } });
  };
}
