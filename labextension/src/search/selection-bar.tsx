import type { TranslationBundle } from '@jupyterlab/translation';
import { closeIcon, copyIcon, ellipsesIcon } from '@jupyterlab/ui-components';
import type { JSX } from 'react';

import type { PaperArgs } from '../commands';
import { CommandIDs } from '../commands';
import { IconButton, TextButton } from '../ui/buttons';
import { openSelectionMenu } from './menus';
import type { SelectionModel } from './selection';
import type { ViewParts } from './view-parts';
import { useModel } from './view-parts';

/** How many papers are marked, and what can be done with all of them. */
export function SelectionBar({
  parts
}: {
  parts: ViewParts;
}): JSX.Element | null {
  const { actions, commands, focusBox, selection, trans } = parts;
  const keys = useModel(selection);
  if (keys.length === 0) {
    return null;
  }
  const insert = async (): Promise<void> => {
    const outcome = await actions.insert('citation', keys, { keepFocus: true });
    if (outcome.inserted) {
      selection.settle(keys);
    }
  };
  const compose = async (): Promise<void> => {
    const args: PaperArgs = { keys: [...keys] };
    if (await commands.execute(CommandIDs.newCitation, args)) {
      selection.settle(keys);
    }
  };
  return (
    <div
      className="jp-PaperLookup-selection"
      role="group"
      aria-label={trans.__('Selected papers')}
    >
      <span className="jp-PaperLookup-selectionCount">
        {trans.__('%1 selected', String(keys.length))}
      </span>
      <TextButton
        label={trans.__('Insert citation')}
        description={trans.__('Insert one citation of the selected papers')}
        onClick={() => void insert()}
      />
      <TextButton
        label={trans.__('With pages…')}
        onClick={() => void compose()}
      />
      <IconButton
        label={trans.__('Copy BibTeX of the selected papers')}
        icon={copyIcon}
        onClick={() => void actions.copyBibtex(keys)}
      />
      <IconButton
        label={trans.__('Export and more')}
        icon={ellipsesIcon}
        hasMenu
        onClick={button =>
          openSelectionMenu(commands, button, { keys: [...keys] }, trans)
        }
      />
      <IconButton
        label={trans.__('Clear the selection')}
        icon={closeIcon}
        onClick={() => {
          selection.clear();
          focusBox();
        }}
      />
    </div>
  );
}

/** How many papers are marked, in words; empty when none is. */
export function selectionCount(
  selection: SelectionModel,
  trans: TranslationBundle
): string {
  const count = selection.state.length;
  if (count === 0) {
    return '';
  }
  return selection.isFull
    ? trans.__('%1 papers selected, the most at a time', String(count))
    : trans._n('%1 paper selected', '%1 papers selected', count);
}
