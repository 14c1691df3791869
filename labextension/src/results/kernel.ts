import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import type { Kernel, KernelMessage } from '@jupyterlab/services';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { JSONObject } from '@lumino/coreutils';

import type { InsertReply } from '../api/types';
import type { IInserter } from '../tokens';
import { isInsertRequest } from './insert-request';

/** The comm on which a kernel asks to insert. */
const COMM_TARGET = 'paperlookup';

/** What answering kernels works with. */
export type KernelParts = {
  inserter: IInserter;
  tracker: INotebookTracker;
  trans: TranslationBundle;
};

/** Answers the kernel of every notebook, the next one too when it is changed. */
export function answerKernels(parts: KernelParts): void {
  const { tracker } = parts;
  tracker.forEach(panel => watch(panel, parts));
  tracker.widgetAdded.connect((_, panel) => watch(panel, parts));
}

function watch(panel: NotebookPanel, parts: KernelParts): void {
  const { sessionContext } = panel;
  const register = (
    kernel: Kernel.IKernelConnection | null | undefined
  ): void => {
    kernel?.registerCommTarget(COMM_TARGET, (comm, message) => {
      // Not awaited: the connection handles no message of the kernel before this returns.
      void answer(comm, message, panel, parts);
    });
  };
  register(sessionContext.session?.kernel);
  sessionContext.kernelChanged.connect((_, { newValue }) => register(newValue));
}

async function answer(
  comm: Kernel.IComm,
  message: KernelMessage.ICommOpenMsg,
  panel: NotebookPanel,
  parts: KernelParts
): Promise<void> {
  const owner = ownerOf(message, parts.tracker) ?? panel;
  const reply = await outcomeOf(message.content.data, owner, parts);
  if (!comm.isDisposed) {
    // An interface is no JSON object for TypeScript, its copy is.
    await comm.send({ ...reply } satisfies JSONObject).done;
  }
}

async function outcomeOf(
  data: unknown,
  owner: NotebookPanel,
  { inserter, trans }: KernelParts
): Promise<InsertReply> {
  if (!isInsertRequest(data)) {
    const message = trans.__(
      'Nothing was inserted: the kernel sent no text, or more than 100,000 characters.'
    );
    return { inserted: false, message };
  }
  // Code runs at any time: it does not take the focus from where the person is.
  return inserter.insertText(data, {
    keepFocus: true,
    path: owner.context.path
  });
}

/** The notebook whose code asked: several may share a kernel. */
function ownerOf(
  { parent_header }: KernelMessage.ICommOpenMsg,
  tracker: INotebookTracker
): NotebookPanel | undefined {
  if (!('session' in parent_header)) {
    return undefined;
  }
  const { session } = parent_header;
  return tracker.find(
    panel => panel.sessionContext.session?.kernel?.clientId === session
  );
}
