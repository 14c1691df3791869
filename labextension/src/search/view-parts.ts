import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import type { ComponentType } from 'react';

import type { BoxPart, DetailsPartProps } from '../search-view';
import type { IPaperLookup } from '../tokens';
import type { PaperActions } from './actions';
import type { StyleChoices } from './choices';
import type { DetailsModel } from './details-model';
import type { SearchModel } from './model';

export { useModel, useSignal } from '../ui/use-model';

/** What other features put into the view. */
export type ForeignParts = {
  readonly box: readonly BoxPart[];
  readonly details: readonly ComponentType<DetailsPartProps>[];
};

/** What the parts of the view are made of. */
export type ViewParts = {
  readonly lookup: IPaperLookup;
  readonly search: SearchModel;
  readonly details: DetailsModel;
  readonly actions: PaperActions;
  readonly choices: StyleChoices;
  readonly commands: CommandRegistry;
  readonly foreign: ForeignParts;
  readonly trans: TranslationBundle;
  /** Puts the focus into the search box. */
  readonly focusBox: () => void;
  /** Puts the focus back to where the person came from. */
  readonly leave: () => void;
};
