import type { TranslationBundle } from '@jupyterlab/translation';
import { editIcon, undoIcon } from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';
import { JSONExt } from '@lumino/coreutils';

import { CommandIDs, paperArgs } from '../commands';
import type { IPaperPanel } from '../tokens';
import type { Item } from './form-state';
import type { CuratingSession } from './session';

type Load = () => Promise<CuratingSession>;

/** Adds the commands of curating, which stay for the life of the application. */
export function addCuratingCommands(
  commands: CommandRegistry,
  panel: IPaperPanel,
  load: Load,
  trans: TranslationBundle
): void {
  const ofOne = (
    args: ReadonlyPartialJSONObject,
    act: (session: CuratingSession, key: string) => void | Promise<void>
  ): Promise<void> => actOnOne(commands, panel, load, trans, args, act);
  commands.addCommand(CommandIDs.edit, {
    label: trans.__('Edit'),
    caption: trans.__('Correct what is known of the current paper'),
    icon: editIcon,
    execute: args => ofOne(args, (session, key) => session.edit(key))
  });
  commands.addCommand(CommandIDs.renameKey, {
    label: trans.__('Rename Key…'),
    caption: trans.__('Give the current paper another citation key'),
    execute: args => ofOne(args, (session, key) => session.renameKey(key))
  });
  commands.addCommand(CommandIDs.addRecord, {
    label: trans.__('Add a Paper by Hand…'),
    execute: async args => (await load()).add(itemOf(args))
  });
  addLibraryCommands(commands, load, trans);
}

function addLibraryCommands(
  commands: CommandRegistry,
  load: Load,
  trans: TranslationBundle
): void {
  commands.addCommand(CommandIDs.merge, {
    label: args => {
      const count = paperArgs(args).keys?.length ?? 0;
      return count > 1
        ? trans.__('Merge %1 Papers…', String(count))
        : trans.__('Merge Papers…');
    },
    isEnabled: args => (paperArgs(args).keys?.length ?? 0) > 1,
    execute: async args => (await load()).merge(paperArgs(args).keys ?? [])
  });
  commands.addCommand(CommandIDs.suggestions, {
    label: trans.__('Possible Duplicates…'),
    caption: trans.__('Look at papers that may be one work'),
    execute: async () => (await load()).showSuggestions()
  });
  commands.addCommand(CommandIDs.undoChange, {
    label: trans.__('Undo the Last Change of the Library'),
    icon: undoIcon,
    execute: async () => (await load()).undo()
  });
  commands.addCommand(CommandIDs.changes, {
    label: trans.__('Changes of the Library…'),
    caption: trans.__('What was changed, and the way back'),
    execute: async () => (await load()).showChanges()
  });
  commands.addCommand(CommandIDs.keyPattern, {
    label: trans.__('Pattern of Citation Keys…'),
    caption: trans.__('How the keys of new papers are made'),
    execute: async () => (await load()).showKeyPattern()
  });
}

/** Acts on the first paper of the arguments, else on the current one. */
async function actOnOne(
  commands: CommandRegistry,
  panel: IPaperPanel,
  load: Load,
  trans: TranslationBundle,
  args: ReadonlyPartialJSONObject,
  act: (session: CuratingSession, key: string) => void | Promise<void>
): Promise<void> {
  const key = paperArgs(args).keys?.[0] ?? panel.search.currentKey();
  if (key) {
    await act(await load(), key);
    return;
  }
  await commands.execute(CommandIDs.openSearch);
  panel.search.report(
    trans.__('Search for a paper and choose it first.'),
    true
  );
}

function itemOf({ item }: ReadonlyPartialJSONObject): Item {
  return item !== undefined && JSONExt.isObject(item) ? item : {};
}
