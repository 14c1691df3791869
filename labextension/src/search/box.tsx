import { Button, closeIcon } from '@jupyterlab/ui-components';
import type { ClipboardEvent, JSX, KeyboardEvent, RefCallback } from 'react';
import { useRef } from 'react';

import { CommandIDs } from '../commands';
import type { InsertionKind } from '../tokens';
import { takeMeant } from './meant';
import { LISTBOX_ID, optionId } from './option-id';
import type { Move } from './search-state';
import type { ViewParts } from './view-parts';
import { useModel } from './view-parts';

const MOVES: Readonly<Record<string, Move | undefined>> = {
  ArrowDown: 'next',
  ArrowUp: 'previous',
  PageDown: 'nextPage',
  PageUp: 'previousPage'
};

/** Keys that move in the list only after one of the above; else they move in the text. */
const LIST_MOVES: Readonly<Record<string, Move | undefined>> = {
  Home: 'first',
  End: 'last'
};

/** The search box: a combobox whose list is always there. */
export function SearchBox(props: {
  parts: ViewParts;
  inputRef: RefCallback<HTMLInputElement>;
}): JSX.Element {
  const { parts, inputRef } = props;
  const { search, trans } = parts;
  const { query, active, hits } = useModel(search);
  const onKeyDown = useKeys(parts);
  const onPaste = (event: ClipboardEvent): void => {
    // The box has one line; a part may have use for all of them.
    const text = event.clipboardData.getData('text/plain');
    if (parts.foreign.some(({ box }) => box?.onPaste(text))) {
      event.preventDefault();
    }
  };
  const clear = (): void => {
    search.setQuery('');
    parts.focusBox();
  };
  return (
    <div className="jp-PaperLookup-search" role="search">
      <div className="jp-InputGroup jp-PaperLookup-box">
        <input
          ref={inputRef}
          type="text"
          role="combobox"
          aria-label={trans.__('Search papers')}
          aria-autocomplete="list"
          aria-expanded={hits.length > 0}
          aria-controls={LISTBOX_ID}
          aria-activedescendant={active >= 0 ? optionId(active) : undefined}
          aria-keyshortcuts="Enter Shift+Enter Control+Enter Alt+Enter"
          placeholder={trans.__('Title, author, year')}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={256}
          value={query}
          onPaste={onPaste}
          onChange={event => search.setQuery(event.currentTarget.value)}
          {...onKeyDown}
        />
      </div>
      {query !== '' && (
        <Button
          className="jp-PaperLookup-iconButton jp-PaperLookup-clear"
          minimal
          small
          title={trans.__('Clear the search')}
          aria-label={trans.__('Clear the search')}
          onClick={clear}
        >
          <closeIcon.react tag="span" />
        </Button>
      )}
    </div>
  );
}

/** The lines of other features below the box. */
export function BoxParts({ parts }: { parts: ViewParts }): JSX.Element {
  const { query } = useModel(parts.search);
  return (
    <>
      {parts.foreign.map(
        ({ box }, i) => box && <box.Component key={i} query={query} />
      )}
    </>
  );
}

type Keys = {
  onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
  onInput: () => void;
  onMouseDown: () => void;
};

/** What the keys do in the box. */
function useKeys(parts: ViewParts): Keys {
  // Whether the person is stepping through the list, rather than editing the words.
  const isInList = useRef(false);
  const leaveList = (): void => {
    isInList.current = false;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    // Keys that belong to an input method, which composes a character.
    if (event.nativeEvent.isComposing) {
      return;
    }
    if (press(parts, event, isInList.current)) {
      event.preventDefault();
      event.stopPropagation();
      isInList.current = isInList.current || event.key in MOVES;
    } else if (['ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(event.key)) {
      leaveList();
    }
  };
  return { onKeyDown, onInput: leaveList, onMouseDown: leaveList };
}

/** Does what a key stands for; whether it stands for anything. */
function press(
  parts: ViewParts,
  event: KeyboardEvent<HTMLInputElement>,
  isInList: boolean
): boolean {
  const { key } = event;
  if (key === 'Enter' && event.altKey) {
    void compose(parts);
    return true;
  }
  if (key === 'Enter') {
    void insert(parts, kindOf(event));
    return true;
  }
  if (pressToSelect(parts, event, isInList)) {
    return true;
  }
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) {
    return false;
  }
  if (key === 'Escape') {
    escape(parts);
    return true;
  }
  const move = MOVES[key] ?? (isInList ? LIST_MOVES[key] : undefined);
  if (move) {
    parts.search.move(move);
    return true;
  }
  const mayOpen = isInList || isAtEnd(event.currentTarget);
  if (key === 'ArrowRight' && mayOpen && !parts.details.isOpen) {
    void openDetails(parts);
    return true;
  }
  if (key === 'ArrowLeft' && isInList && parts.details.isOpen) {
    parts.details.close();
    return true;
  }
  return false;
}

/** Marks papers: the current one by Space in the list, a range by Shift and an arrow key. */
function pressToSelect(
  { search, selection }: ViewParts,
  event: KeyboardEvent<HTMLInputElement>,
  isInList: boolean
): boolean {
  const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
  if (altKey || metaKey) {
    return false;
  }
  if (key === ' ' && !shiftKey && (isInList || ctrlKey)) {
    void search.settled().then(hit => hit && selection.toggle(hit.key));
    return true;
  }
  const isStep = key === 'ArrowDown' || key === 'ArrowUp';
  if (!isStep || !shiftKey || ctrlKey) {
    return false;
  }
  // A step that is faster than the answer is taken in that answer.
  void search.settled().then(() => {
    const from = search.state.active;
    search.move(key === 'ArrowDown' ? 'next' : 'previous');
    const { hits, active } = search.state;
    if (active >= 0) {
      const keys = hits.map(hit => hit.key);
      selection.extend(keys, from, active);
    }
  });
  return true;
}

function kindOf(event: KeyboardEvent): InsertionKind {
  if (event.shiftKey) {
    return 'reference';
  }
  return event.ctrlKey || event.metaKey ? 'bibtex' : 'citation';
}

async function insert(parts: ViewParts, kind: InsertionKind): Promise<void> {
  const { search, selection, actions, foreign, trans } = parts;
  const marked = selection.state;
  if (marked.length > 0) {
    const { inserted } = await actions.insert(kind, marked);
    if (inserted) {
      selection.settle(marked);
    }
    return;
  }
  const hit = await search.settled();
  if (hit) {
    await actions.insert(kind, [hit.key]);
  } else if (foreign.some(({ box }) => box?.onEnter(search.state.query))) {
    return;
  } else if (takeMeant(parts)) {
    return;
  } else if (search.state.phase === 'ready' && search.state.hits.length > 0) {
    actions.report(trans.__('Choose a paper with the arrow keys first.'), true);
  }
}

/** Opens the form of a citation, for pages and prefixes. */
async function compose(parts: ViewParts): Promise<void> {
  const { search, selection, commands } = parts;
  const marked = selection.state;
  const hit = marked.length > 0 ? null : await search.settled();
  const keys = hit ? [hit.key] : [...marked];
  if (await commands.execute(CommandIDs.newCitation, { keys })) {
    selection.settle(marked);
  }
}

/** Takes back the innermost thing: the details, the marks, the words, the visit. */
function escape({ details, search, selection, leave }: ViewParts): void {
  if (details.isOpen) {
    details.close();
  } else if (selection.state.length > 0) {
    selection.clear();
  } else if (search.state.query !== '') {
    search.setQuery('');
  } else {
    leave();
  }
}

async function openDetails({ search, details }: ViewParts): Promise<void> {
  const hit = await search.settled();
  if (hit) {
    details.show(hit);
  }
}

function isAtEnd(input: HTMLInputElement): boolean {
  const { selectionStart, selectionEnd, value } = input;
  return selectionStart === value.length && selectionEnd === value.length;
}
