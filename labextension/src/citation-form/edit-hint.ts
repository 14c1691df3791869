import type { Cell } from '@jupyterlab/cells';
import type { TranslationBundle } from '@jupyterlab/translation';
import { editIcon } from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';
import { CommandRegistry as Registry } from '@lumino/commands';

import { CommandIDs } from '../commands';
import type { IOpenNotebook } from '../notebooks/tokens';
import type { IPaperLookup } from '../tokens';
import { citationAt } from './under-cursor';

/**
 * Shows a small button in the empty prompt beside a line while the cursor is in a citation. It
 * covers nothing, moves nothing, and takes no focus.
 */
export function showEditHint(
  commands: CommandRegistry,
  lookup: IPaperLookup,
  trans: TranslationBundle
): void {
  const hint = new EditHint(commands, trans);
  let unfollow: (() => void) | null = null;
  let followed: IOpenNotebook | null = null;
  const look = (): void => hint.show(followed);
  const follow = (): void => {
    const { current } = lookup.notebooks;
    if (current === followed) {
      return;
    }
    unfollow?.();
    followed = current;
    unfollow = current && watch(current, look);
    look();
  };
  lookup.notebooks.currentChanged.connect(follow);
  follow();
}

/** Calls back when the cursor or the citations of a notebook may be others, until it is taken back. */
function watch(notebook: IOpenNotebook, look: () => void): () => void {
  const { content } = notebook.panel;
  const unfollow = notebook.citations.follow();
  let cell: Cell | null = null;
  const later = (): void => {
    // The editor moves its cursor first.
    requestAnimationFrame(look);
  };
  const leaveCell = (): void => {
    // A cell that was deleted has no model any more.
    if (cell && !cell.isDisposed) {
      cell.model.selections.changed.disconnect(later);
    }
  };
  const onCell = (): void => {
    leaveCell();
    cell = content.activeCell;
    cell?.model.selections.changed.connect(later);
    later();
  };
  content.activeCellChanged.connect(onCell);
  content.stateChanged.connect(later);
  notebook.citations.changed.connect(later);
  onCell();
  return () => {
    unfollow();
    if (!content.isDisposed) {
      content.activeCellChanged.disconnect(onCell);
      content.stateChanged.disconnect(later);
      leaveCell();
    }
    notebook.citations.changed.disconnect(later);
  };
}

class EditHint {
  constructor(
    private readonly _commands: CommandRegistry,
    private readonly _trans: TranslationBundle
  ) {
    const { node } = this;
    node.type = 'button';
    node.className = 'jp-PaperLookup-editHint';
    // The key does the same; the Tab key goes on typing.
    node.tabIndex = -1;
    editIcon.element({ container: node });
    node.addEventListener('mousedown', event => event.preventDefault());
    node.addEventListener('click', () => {
      void _commands.execute(CommandIDs.editCitation);
    });
  }

  readonly node = document.createElement('button');

  show(notebook: IOpenNotebook | null): void {
    const top = notebook && this._topIn(notebook);
    const cell = notebook?.panel.content.activeCell;
    if (top === null || !cell) {
      this.node.remove();
      return;
    }
    const binding = this._commands.keyBindings.find(
      ({ command }) => command === CommandIDs.editCitation
    );
    const keys = binding ? ` (${Registry.formatKeystroke(binding.keys)})` : '';
    this.node.title = this._trans.__('Edit citation') + keys;
    this.node.setAttribute('aria-label', this.node.title);
    this.node.style.top = `${top}px`;
    if (this.node.parentElement !== cell.node) {
      cell.node.append(this.node);
    }
  }

  /** Where the line of the citation under the cursor is in its cell; null where there is none. */
  private _topIn({ panel, citations }: IOpenNotebook): number | null {
    const { activeCell, mode } = panel.content;
    const editor = activeCell?.editor;
    if (
      !activeCell ||
      !editor?.hasFocus() ||
      mode !== 'edit' ||
      activeCell.model.type !== 'markdown'
    ) {
      return null;
    }
    const position = editor.getCursorPosition();
    const offset = editor.getOffsetAt(position);
    const citation = citationAt(citations.ofCell(activeCell), offset);
    const place = citation && editor.getCoordinateForPosition(position);
    return place
      ? place.top - activeCell.node.getBoundingClientRect().top
      : null;
  }
}
