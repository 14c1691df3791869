import type { TranslationBundle } from '@jupyterlab/translation';
import { checkIcon } from '@jupyterlab/ui-components';
import type { JSX, MouseEvent } from 'react';
import { memo, useEffect, useRef, useState } from 'react';

import type { PaperHit } from '../api/types';
import { isOwn } from '../notebooks/search-with-own';
import { retractedLine, shortCreatorsLine } from './facts';
import { HitActions } from './hit-actions';
import { Marked } from './marked';
import { LISTBOX_ID, optionId } from './option-id';
import type { ViewParts } from './view-parts';
import { useModel } from './view-parts';

/** How near to the end, in pixels, one may scroll before more rows are fetched. */
const NEAR_END = 400;

/** The list of hits; the focus stays in the box, the actions of one row float above it. */
export function HitList({ parts }: { parts: ViewParts }): JSX.Element {
  const { search, details, selection, trans } = parts;
  const selected = useModel(selection);
  const { hits, active, answered, total, isLoadingMore } = useModel(search);
  const { hit: open } = useModel(details);
  const [pointed, setPointed] = useState<number | null>(null);
  const scroller = useRef<HTMLDivElement>(null);

  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
  }, [answered]);
  useEffect(() => setPointed(null), [hits, active]);
  useEffect(() => {
    document.getElementById(optionId(active))?.scrollIntoView({
      block: 'nearest'
    });
  }, [active]);

  const fetchNearEnd = (): void => {
    const node = scroller.current;
    if (
      node &&
      node.scrollHeight - node.scrollTop < node.clientHeight + NEAR_END
    ) {
      void search.loadMore();
    }
  };
  useEffect(fetchNearEnd, [hits, search]);

  // A pointer that rests while rows move under it points at nothing.
  const onMouseMove = (event: MouseEvent): void => {
    if (event.movementX !== 0 || event.movementY !== 0) {
      const position = positionOf(event);
      if (position !== null) {
        setPointed(position);
      }
    }
  };
  const onClick = (event: MouseEvent): void => {
    const position = positionOf(event);
    const hit = position === null ? undefined : hits[position];
    if (position === null || !hit) {
      return;
    }
    if (event.shiftKey) {
      const keys = hits.map(({ key }) => key);
      selection.extend(keys, active, position);
    } else if (event.ctrlKey || event.metaKey || isOnMark(event)) {
      selection.toggle(hit.key);
    } else {
      details.show(hit);
    }
    search.setActive(position);
  };
  return (
    <div
      className={classes('jp-PaperLookup-scroller', {
        isShared: open !== null
      })}
      ref={scroller}
      // Without a current row there is nothing in the list that the Tab key reaches, yet it scrolls.
      tabIndex={active < 0 ? 0 : undefined}
      onScroll={fetchNearEnd}
      onMouseLeave={() => setPointed(null)}
    >
      <div className="jp-PaperLookup-hitsAndActions">
        <ul
          className="jp-PaperLookup-hits"
          id={LISTBOX_ID}
          role="listbox"
          aria-label={trans.__('Papers')}
          aria-multiselectable
          onMouseMove={onMouseMove}
          onMouseDown={keepFocus}
          onClick={onClick}
          onContextMenu={event => search.setActive(positionOf(event) ?? -1)}
        >
          {hits.map((hit, i) => (
            <HitRow
              key={hit.key}
              hit={hit}
              trans={trans}
              position={i}
              total={total}
              isActive={i === active}
              isOpen={hit.key === open?.key}
              isMarked={selected.includes(hit.key)}
              // What Enter acts on: the marked papers, else the current one.
              isSelected={
                selected.length > 0 ? selected.includes(hit.key) : i === active
              }
            />
          ))}
        </ul>
        <HitActions parts={parts} position={pointed ?? active} />
      </div>
      {isLoadingMore && (
        <div className="jp-PaperLookup-more">
          {trans.__('Loading more papers')}
        </div>
      )}
    </div>
  );
}

type HitRowProps = {
  hit: PaperHit;
  trans: TranslationBundle;
  position: number;
  total: number;
  isActive: boolean;
  isOpen: boolean;
  isMarked: boolean;
  isSelected: boolean;
};

/** One paper, as one remembers it: title, names and year, where it matched, and small, its key. */
const HitRow = memo((props: HitRowProps): JSX.Element => {
  const { hit, trans, position, total, isActive, isOpen, isMarked } = props;
  const showsSnippet =
    hit.snippetMatches.length > 0 && hit.titleMatches.length === 0;
  return (
    <li
      className={classes('jp-PaperLookup-hit', {
        isActive,
        isOpen,
        isMarked
      })}
      id={optionId(position)}
      role="option"
      aria-selected={props.isSelected}
      aria-posinset={position + 1}
      aria-setsize={total}
      data-position={position}
      data-key={hit.key}
    >
      <span
        className="jp-PaperLookup-mark"
        data-mark=""
        aria-hidden
        title={isMarked ? trans.__('Unselect') : trans.__('Select')}
      >
        {isMarked && <checkIcon.react tag={null} />}
      </span>
      <div className="jp-PaperLookup-title">
        <Marked text={hit.title} matches={hit.titleMatches} />
      </div>
      {hit.retracted && (
        <div>
          <span className="jp-PaperLookup-retracted">
            {retractedLine(hit.retracted, trans)}
          </span>
        </div>
      )}
      <Byline hit={hit} trans={trans} />
      {showsSnippet && (
        <div className="jp-PaperLookup-snippet">
          <Marked text={hit.snippet} matches={hit.snippetMatches} />
        </div>
      )}
      <div className="jp-PaperLookup-key">{hit.key}</div>
    </li>
  );
});
HitRow.displayName = 'HitRow';

/** Names and year in one line; nothing stands for what is not known. */
function Byline(props: {
  hit: PaperHit;
  trans: TranslationBundle;
}): JSX.Element | null {
  const { hit, trans } = props;
  const creators = shortCreatorsLine(hit, trans);
  const year = hit.year === null ? '' : String(hit.year);
  // The long form is shown when it is the one that the query matched.
  const isMatched = hit.creatorsMatches.length > 0;
  if (!creators && !year && !isOwn(hit)) {
    return null;
  }
  return (
    <div className="jp-PaperLookup-byline">
      {creators && (
        <span className="jp-PaperLookup-creators">
          {isMatched ? (
            <Marked text={hit.creators} matches={hit.creatorsMatches} />
          ) : (
            creators
          )}
        </span>
      )}
      {year && <span className="jp-PaperLookup-year">{year}</span>}
      {isOwn(hit) && (
        <span className="jp-PaperLookup-ownMark">
          {trans.__('in this notebook')}
        </span>
      )}
    </div>
  );
}

function classes(base: string, modifiers: Record<string, boolean>): string {
  const set = Object.keys(modifiers).filter(name => modifiers[name]);
  return [
    base,
    ...set.map(name => `jp-mod-${name.slice(2).toLowerCase()}`)
  ].join(' ');
}

function positionOf(event: MouseEvent): number | null {
  const row =
    event.target instanceof Element
      ? event.target.closest<HTMLElement>('[data-position]')
      : null;
  return row ? Number(row.dataset.position) : null;
}

function isOnMark(event: MouseEvent): boolean {
  return (
    event.target instanceof Element &&
    event.target.closest('[data-mark]') !== null
  );
}

/** A click on a row leaves the focus in the box, so that the arrow keys go on from there. */
function keepFocus(event: MouseEvent): void {
  if (event.button === 0) {
    event.preventDefault();
  }
}
