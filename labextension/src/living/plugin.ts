import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { Notification } from '@jupyterlab/apputils';
import type { INotebookModel } from '@jupyterlab/notebook';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import type { IOpenNotebook } from '../notebooks/tokens';
import { IPaperLookup, PluginIDs, TRANSLATION_DOMAIN } from '../tokens';
import type { AppliedEdits } from './apply';
import { ArrivingCells } from './arriving';
import { carryItems } from './copying';
import { LivingText } from './living-text';
import type { Wording } from './wording';

/** How long the sentence on another style stays, in milliseconds. */
const TIME_TO_UNDO = 15_000;

/** Keeps the words of citations in step, and the data of cited works with their cells. */
export const LIVING_PLUGIN: JupyterFrontEndPlugin<void> = {
  id: PluginIDs.living,
  description: 'Keeps the words of citations in step with their notebook.',
  autoStart: true,
  requires: [IPaperLookup],
  optional: [ISettingRegistry, ITranslator],
  activate: (
    { commands }: JupyterFrontEnd,
    lookup: IPaperLookup,
    registry: ISettingRegistry | null,
    translator: ITranslator | null
  ): void => {
    const trans = (translator ?? nullTranslator).load(TRANSLATION_DOMAIN);
    const followed = new WeakSet<INotebookModel>();
    const follow = ({ panel: { context } }: IOpenNotebook): void => {
      void context.ready.then(() => {
        const { model } = context;
        if (!model.isDisposed && !followed.has(model)) {
          followed.add(model);
          const stop = followNotebook(model, lookup, trans);
          context.disposed.connect(stop);
        }
      });
    };
    lookup.notebooks.all.forEach(follow);
    lookup.notebooks.opened.connect((_, notebook) => follow(notebook));
    carryItems(commands, lookup.notebooks, registry);
  }
};

/** Follows a notebook, which may be shown by several views, until the returned function is called. */
function followNotebook(
  model: INotebookModel,
  { client, notebooks }: IPaperLookup,
  trans: TranslationBundle
): () => void {
  const views = (): IOpenNotebook[] =>
    notebooks.all.filter(({ panel }) => panel.context.model === model);
  const living = new LivingText({
    model,
    views,
    ask: request => client.notebooks.restyled(request),
    reworded: (...facts) => offerUndo(views, trans, ...facts)
  });
  const arriving = new ArrivingCells(model, () =>
    notebooks.all
      .filter(({ panel }) => panel.context.model !== model)
      .map(notebook => notebook.items())
  );
  return () => {
    living.dispose();
    arriving.dispose();
  };
}

function offerUndo(
  views: () => readonly IOpenNotebook[],
  trans: TranslationBundle,
  applied: AppliedEdits,
  citations: number,
  before: Wording,
  { style }: Wording
): void {
  const message = trans._n(
    '%1 citation is written in the style %2 now.',
    '%1 citations are written in the style %2 now.',
    citations,
    style
  );
  Notification.success(message, {
    autoClose: TIME_TO_UNDO,
    actions: [
      {
        label: trans.__('Undo'),
        callback: () => {
          views()[0]?.choices.choose(before);
          applied.undo();
        }
      }
    ]
  });
}
