import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';

import type { SearchWithOwn } from '../notebooks/search-with-own';
import type { SearchParts } from '../search-view';
import type { IPaperLookup } from '../tokens';
import type { PaperActions } from './actions';
import type { StyleChoices } from './choices';
import type { DetailsModel } from './details-model';
import type { SearchModel } from './model';
import type { SelectionModel } from './selection';

export { useModel, useSignal } from '../ui/use-model';

/** What the parts of the view are made of. */
export type ViewParts = {
  readonly lookup: IPaperLookup;
  readonly papers: SearchWithOwn;
  readonly search: SearchModel;
  readonly details: DetailsModel;
  readonly selection: SelectionModel;
  readonly actions: PaperActions;
  readonly choices: StyleChoices;
  readonly commands: CommandRegistry;
  /** What other features put into the view. */
  readonly foreign: readonly SearchParts[];
  readonly trans: TranslationBundle;
  /** Puts the focus into the search box. */
  readonly focusBox: () => void;
  /** Puts the focus back to where the person came from. */
  readonly leave: () => void;
};
