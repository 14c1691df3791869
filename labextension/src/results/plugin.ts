import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { INotebookTracker } from '@jupyterlab/notebook';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { IPaperLookup, PluginIDs, TRANSLATION_DOMAIN } from '../tokens';
import { MIME_TYPE } from './bundle';
import { answerKernels } from './kernel';
import type { ResultParts } from './renderer';
import { PaperResults } from './renderer';

/** Renders what the magics find, with Insert buttons that need no kernel. */
export const RESULTS_PLUGIN: JupyterFrontEndPlugin<void> = {
  id: PluginIDs.results,
  description: 'Renders found papers in the outputs of a notebook.',
  autoStart: true,
  requires: [IPaperLookup, IRenderMimeRegistry, INotebookTracker],
  optional: [ITranslator],
  activate: (
    _app: JupyterFrontEnd,
    { inserter }: IPaperLookup,
    rendermime: IRenderMimeRegistry,
    tracker: INotebookTracker,
    translator: ITranslator | null
  ): void => {
    const parts: Omit<ResultParts, 'sanitizer'> = {
      trans: (translator ?? nullTranslator).load(TRANSLATION_DOMAIN),
      insert: (kind, key, node) => {
        const panel = tracker.find(candidate => candidate.node.contains(node));
        const path = panel?.context.path;
        return inserter.insert({ kind, keys: [key] }, path ? { path } : {});
      }
    };
    rendermime.addFactory(
      {
        safe: true,
        mimeTypes: [MIME_TYPE],
        createRenderer: ({ sanitizer }) =>
          new PaperResults({ ...parts, sanitizer })
      },
      0
    );
  }
};

/** Answers kernels that ask to insert a text. */
export const KERNEL_PLUGIN: JupyterFrontEndPlugin<void> = {
  id: PluginIDs.kernel,
  description: 'Inserts what a kernel asks to insert into its notebook.',
  autoStart: true,
  requires: [IPaperLookup, INotebookTracker],
  optional: [ITranslator],
  activate: (
    _app: JupyterFrontEnd,
    { inserter }: IPaperLookup,
    tracker: INotebookTracker,
    translator: ITranslator | null
  ): void => {
    const trans = (translator ?? nullTranslator).load(TRANSLATION_DOMAIN);
    answerKernels({ inserter, tracker, trans });
  }
};
