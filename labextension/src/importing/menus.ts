import type { TranslationBundle } from '@jupyterlab/translation';
import { MenuSvg } from '@jupyterlab/ui-components';
import { CommandRegistry } from '@lumino/commands';

import type { SourceInfo } from '../api/types';
import { CommandIDs } from '../commands';
import { openMenu } from '../ui/open-menu';
import type { ImportingSession } from './session';

/** Opens the menu of ways in, below a button. */
export function openAddMenu(
  commands: CommandRegistry,
  button: HTMLElement,
  trans: TranslationBundle
): void {
  const menu = new MenuSvg({ commands });
  menu.title.label = trans.__('Add papers');
  menu.addItem({ command: CommandIDs.importPapers });
  if (commands.hasCommand(CommandIDs.addZotero)) {
    menu.addItem({ command: CommandIDs.addZotero });
  }
  openMenu(menu, button);
}

/** Opens the menu of one source below a button. */
export function openSourceMenu(
  session: ImportingSession,
  source: SourceInfo,
  button: HTMLElement,
  trans: TranslationBundle
): void {
  // Its commands mean nothing anywhere else, so they are of this menu alone.
  const commands = new CommandRegistry();
  const menu = new MenuSvg({ commands });
  menu.title.label = trans.__('Actions of the source');
  const add = (
    id: string,
    label: string,
    execute: () => void,
    isToggled?: () => boolean
  ): void => {
    commands.addCommand(id, {
      label,
      execute,
      ...(isToggled ? { isToggled, isToggleable: true } : {})
    });
    menu.addItem({ command: id });
  };
  const { name } = source;
  add('papers', trans.__('Show Its Papers'), () => session.showPapers(name));
  if (source.problems > 0) {
    add('problems', trans.__('Show Problems'), () => {
      void session.showProblems(source);
    });
  }
  if (session.canOpen(name)) {
    add('open', trans.__('Open the File'), () => void session.open(name, 0));
  }
  if (source.canRefresh) {
    add(
      'again',
      trans.__('Read Again'),
      () => void session.imports.readAgain(name)
    );
  }
  if (source.path && !/^https?:/u.test(source.path)) {
    add(
      'watch',
      trans.__('Watch for Changes'),
      () => void session.sources.setWatched(name, !source.isWatched),
      () => source.isWatched
    );
  }
  const ofSource = { source: name };
  if (session.commands.hasCommand(CommandIDs.exportSource)) {
    menu.addItem({ type: 'separator' });
    add('export', trans.__('Export…'), () => {
      void session.commands.execute(CommandIDs.exportSource, ofSource);
    });
    add('keep', trans.__('Keep a .bib Updated…'), () => {
      void session.commands.execute(CommandIDs.keepSource, ofSource);
    });
  }
  if (source.kind !== 'by_hand') {
    menu.addItem({ type: 'separator' });
    add('remove', trans.__('Remove…'), () => void session.remove(source));
  }
  openMenu(menu, button);
}
