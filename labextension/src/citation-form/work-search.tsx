import type { JSX, KeyboardEvent, MouseEvent } from 'react';

import type { PaperHit } from '../api/types';
import { isOwn } from '../notebooks/search-with-own';
import { shortCreatorsLine } from '../search/facts';
import { Marked } from '../search/marked';
import type { Move } from '../search/search-state';
import { useModel } from '../ui/use-model';
import type { CitationFormParts } from './form-parts';

const MOVES: Readonly<Record<string, Move | undefined>> = {
  ArrowDown: 'next',
  ArrowUp: 'previous',
  PageDown: 'nextPage',
  PageUp: 'previousPage'
};

/** Looks for a work to add: a combobox whose list is there while words are. */
export function WorkSearch(props: {
  parts: CitationFormParts;
  onAdd: (hit: PaperHit) => void;
  /** Goes on to the works below. */
  onLeave: () => void;
}): JSX.Element {
  const { parts, onAdd, onLeave } = props;
  const { search, trans, id } = parts;
  const { query, hits, active, phase, failure } = useModel(search);
  const isOpen = query.trim() !== '';
  const add = async (): Promise<void> => {
    const hit = await search.settled();
    if (hit) {
      search.setQuery('');
      onAdd(hit);
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
    if (
      event.nativeEvent.isComposing ||
      altKey ||
      ctrlKey ||
      metaKey ||
      shiftKey
    ) {
      return;
    }
    const move = MOVES[key];
    if (key === 'Enter' && isOpen) {
      void add();
    } else if (key === 'Escape' && isOpen) {
      search.setQuery('');
    } else if (move && isOpen) {
      search.move(move);
    } else if (key === 'ArrowDown') {
      onLeave();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const onClick = (event: MouseEvent): void => {
    const row =
      event.target instanceof Element &&
      event.target.closest<HTMLElement>('[data-position]');
    if (row) {
      search.setActive(Number(row.dataset.position));
      void add();
    }
  };
  const listId = `${id}-found`;
  return (
    <div className="jp-PaperLookup-workSearch">
      <label htmlFor={`${id}-search`}>{trans.__('Add a work')}</label>
      <input
        id={`${id}-search`}
        className="jp-mod-styled"
        type="text"
        role="combobox"
        data-search=""
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-activedescendant={
          isOpen && active >= 0 ? `${id}-found-${active}` : undefined
        }
        placeholder={trans.__('Title, author, year')}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={256}
        value={query}
        onChange={event => search.setQuery(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div className="jp-PaperLookup-found" hidden={!isOpen}>
        <ul
          id={listId}
          role="listbox"
          aria-label={trans.__('Papers')}
          onMouseDown={event => event.preventDefault()}
          onClick={onClick}
        >
          {hits.map((hit, position) => (
            <li
              key={hit.key}
              id={`${id}-found-${position}`}
              role="option"
              aria-selected={position === active}
              data-position={position}
            >
              <div className="jp-PaperLookup-title">
                <Marked text={hit.title} matches={hit.titleMatches} />
              </div>
              <div className="jp-PaperLookup-byline">
                <span>
                  {shortCreatorsLine(hit, trans)} {hit.year}
                </span>
                {isOwn(hit) && (
                  <span className="jp-PaperLookup-ownMark">
                    {trans.__('in this notebook')}
                  </span>
                )}
                <span className="jp-PaperLookup-key">{hit.key}</span>
              </div>
            </li>
          ))}
        </ul>
        <p role="status" className="jp-PaperLookup-quiet">
          {failure?.message ??
            (phase === 'ready' && hits.length === 0
              ? trans.__('No paper matches.')
              : '')}
        </p>
      </div>
    </div>
  );
}
