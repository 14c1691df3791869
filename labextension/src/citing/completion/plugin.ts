import { autocompletion, closeCompletion } from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import { EditorState } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { tooltips } from '@codemirror/view';
import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { Notification } from '@jupyterlab/apputils';
import {
  EditorExtensionRegistry,
  IEditorExtensionRegistry
} from '@jupyterlab/codemirror';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { notebookOf } from '../../notebooks/notebook-of';
import { SearchWithOwn } from '../../notebooks/search-with-own';
import type { IOpenNotebook } from '../../notebooks/tokens';
import type { LookUpArgs } from '../../commands';
import type { OpenSearchArgs } from '../../tokens';
import {
  CommandIDs,
  IPaperLookup,
  PluginIDs,
  TRANSLATION_DOMAIN
} from '../../tokens';
import type { EditedCell } from './accept';
import { acceptExtension, acceptPaper, keepPaper } from './accept';
import { editsExtension } from './edits';
import { keysExtension } from './keys';
import { renderFacts } from './row';
import { addCompletionShortcuts, completingExtension } from './shortcuts';
import { papersSource } from './source';
import { COMPLETIONS_CLASS, completionsTheme } from './theme';

/** How long to wait for the next keystroke before asking the server, in milliseconds. */
const TYPING_DELAY = 40;

/** Completes citations as one types `[@`, `@`, `` {cite:p}` `` or `\cite{` in a Markdown cell. */
export const COMPLETION_PLUGIN: JupyterFrontEndPlugin<void> = {
  id: PluginIDs.completion,
  description: 'Completes citations in Markdown cells.',
  autoStart: true,
  requires: [IPaperLookup, IEditorExtensionRegistry],
  optional: [ITranslator],
  activate: (
    app: JupyterFrontEnd,
    lookup: IPaperLookup,
    registry: IEditorExtensionRegistry,
    translator: ITranslator | null
  ): void => {
    const trans = (translator ?? nullTranslator).load(TRANSLATION_DOMAIN);
    addCompletionShortcuts(app.commands);
    registry.addExtension({
      name: PluginIDs.completion,
      factory: ({ model }) => {
        const sharedModel: unknown = model.sharedModel;
        return isMarkdownCell(sharedModel)
          ? EditorExtensionRegistry.createImmutableExtension(
              completionExtension(app, lookup, trans, sharedModel)
            )
          : null;
      }
    });
  }
};

function completionExtension(
  { commands }: JupyterFrontEnd,
  lookup: IPaperLookup,
  trans: TranslationBundle,
  cell: EditedCell
): Extension {
  const tell = (message: string): void => {
    Notification.warning(message, { autoClose: 5000 });
  };
  const { client, settings } = lookup;
  const notebook = (): IOpenNotebook | null =>
    notebookOf(lookup.notebooks, cell);
  const parts = { client, settings, notebook, trans, tell };
  const lookUp = async (view: EditorView, text: string): Promise<void> => {
    closeCompletion(view);
    const args: LookUpArgs = { text, isWritten: true };
    const key: unknown = await commands.execute(CommandIDs.lookUp, args);
    view.focus();
    if (typeof key === 'string' && key) {
      await acceptPaper(view, { key }, cell, parts);
    }
  };
  const source = papersSource({
    papers: new SearchWithOwn(client, notebook),
    trans,
    accept: (view, hit) => void acceptPaper(view, hit, cell, parts),
    keep: hit => void keepPaper(hit, cell, parts),
    tell,
    search: (view, query) => {
      closeCompletion(view);
      const args: OpenSearchArgs = { query };
      void commands.execute(CommandIDs.openSearch, args);
    },
    lookUp: (view, text) => void lookUp(view, text)
  });
  return [
    autocompletion({
      override: [source],
      activateOnTypingDelay: TYPING_DELAY,
      addToOptions: [{ render: renderFacts, position: 60 }],
      defaultKeymap: false,
      icons: false,
      interactionDelay: 0,
      tooltipClass: () => COMPLETIONS_CLASS
    }),
    acceptExtension,
    keysExtension,
    editsExtension,
    completingExtension,
    completionsTheme,
    EditorState.phrases.of({ Completions: trans.__('Papers') }),
    // A cell cuts off what reaches beyond it.
    tooltips({ parent: document.body, position: 'fixed' })
  ];
}

function isMarkdownCell(sharedModel: unknown): sharedModel is EditedCell {
  const { cell_type } = sharedModel as { cell_type?: unknown };
  return cell_type === 'markdown';
}
