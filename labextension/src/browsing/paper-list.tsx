import type { JSX, MouseEvent, RefObject } from 'react';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';

import { PaperActionBar } from '../search/hit-actions';
import { useModel } from '../ui/use-model';
import { hitOfRow } from './hit-of-row';
import type { SeenSection } from './layout';
import { ListLayout } from './layout';
import { useListKeys } from './list-keys';
import { PaperRow } from './paper-row';
import type { BrowseParts } from './parts';
import { LIST_ID, rowId } from './parts';
import { useHeights, useWindow } from './use-window';
import { periodTitle, sectionCount } from './words';

/** The papers under the headings of their periods; only what is in sight is drawn. */
export function PaperList({ parts }: { parts: BrowseParts }): JSX.Element {
  const { model, details, trans } = parts;
  const state = useModel(model);
  const { hit: open } = useModel(details);
  const { sections, total, active, answered, choices } = state;
  const scroller = useRef<HTMLDivElement>(null);
  const probe = useRef<HTMLDivElement>(null);
  const heights = useHeights(probe);
  const { seen, look } = useWindow(scroller, heights.row);
  const [pointed, setPointed] = useState<number | null>(null);

  const hasHeadings = choices.order === 'newest' && sections.length > 0;
  const heading = hasHeadings ? heights.heading : 0;
  const layout = useMemo(
    () => new ListLayout(sections, { row: heights.row, heading }),
    [sections, heights.row, heading]
  );
  const parted = layout.seen(seen.from, seen.to);
  const onKeyDown = useListKeys(parts, layout, scroller, heights);
  const first = parted[0]?.first ?? 0;
  const last = parted[parted.length - 1]?.last ?? 0;

  useEffect(() => {
    if (total > 0) {
      model.want(first, last);
    }
  }, [model, state, first, last, total]);
  useLayoutEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
    look();
  }, [answered, look]);
  useEffect(() => setPointed(null), [active, answered]);
  useScrollToActive(scroller, layout, active, open !== null);

  const onMouseMove = (event: MouseEvent): void => {
    // A pointer that rests while rows move under it points at nothing.
    if (event.movementX !== 0 || event.movementY !== 0) {
      const position = positionOf(event);
      if (position !== null) {
        setPointed(position);
      }
    }
  };
  const onClick = (event: MouseEvent): void => {
    const row = model.row(positionOf(event) ?? -1);
    if (row) {
      model.setActive(positionOf(event) ?? -1);
      details.show(hitOfRow(row));
    }
  };
  const barAt = pointed ?? active;
  const paper = model.row(barAt);
  return (
    <div
      className={`jp-PaperLookup-scroller jp-PaperLookup-browseScroller${
        open ? ' jp-mod-shared' : ''
      }${choices.order === 'newest' ? '' : ' jp-mod-reasons'}`}
      ref={scroller}
      onScroll={look}
      onMouseLeave={() => setPointed(null)}
    >
      <div className="jp-PaperLookup-browseProbe" ref={probe} aria-hidden>
        <div className="jp-PaperLookup-browseRow" />
        <div className="jp-PaperLookup-browseHeading" />
      </div>
      <div
        className="jp-PaperLookup-hitsAndActions"
        style={{ height: layout.height }}
      >
        <div
          className="jp-PaperLookup-browsed"
          id={LIST_ID}
          role="listbox"
          aria-label={trans.__('Papers of the library')}
          aria-activedescendant={active >= 0 ? rowId(active) : undefined}
          aria-busy={state.phase === 'loading'}
          aria-keyshortcuts="Enter Shift+Enter Control+Enter Alt+Enter"
          tabIndex={0}
          onKeyDown={onKeyDown}
          onMouseMove={onMouseMove}
          onClick={onClick}
          onContextMenu={event => model.setActive(positionOf(event) ?? -1)}
        >
          {withActive(parted, layout, active).map(part => (
            <Section
              key={part.section}
              parts={parts}
              part={part}
              layout={layout}
              hasHeading={hasHeadings}
            />
          ))}
        </div>
        {paper && (
          <PaperActionBar
            parts={parts}
            paper={paper}
            top={layout.top(barAt) + heights.row}
          />
        )}
      </div>
    </div>
  );
}

/** A period with those of its rows that are in sight; its heading stays while they are. */
function Section(props: {
  parts: BrowseParts;
  part: SeenSection;
  layout: ListLayout;
  hasHeading: boolean;
}): JSX.Element {
  const { parts, part, layout, hasHeading } = props;
  const { model, details, trans, language } = parts;
  const { sections, total, active, choices } = model.state;
  const section = sections[part.section];
  const open = details.state.hit?.key;
  const title = hasHeading
    ? periodTitle(section?.at ?? '', language, trans)
    : '';
  const positions = Array.from(
    { length: Math.max(0, part.last - part.first + 1) },
    (_, i) => part.first + i
  );
  // A current row that was scrolled out of sight stays, for those who hear the list.
  const isActiveHere = active >= 0 && layout.sectionOf(active) === part.section;
  if (isActiveHere && !positions.includes(active)) {
    positions.push(active);
  }
  return (
    <div
      className="jp-PaperLookup-browseSection"
      role={hasHeading ? 'group' : 'presentation'}
      aria-label={title || undefined}
      style={{ top: part.top, height: part.height }}
    >
      {hasHeading && (
        <div className="jp-PaperLookup-browseHeading" aria-hidden>
          <span className="jp-PaperLookup-browsePeriod">{title}</span>
          <span className="jp-PaperLookup-quiet">
            {sectionCount(section?.count ?? 0, section?.new ?? 0, trans)}
          </span>
        </div>
      )}
      {positions.map(position => {
        const row = model.row(position);
        return (
          <PaperRow
            key={position}
            row={row}
            position={position}
            total={total}
            top={layout.top(position) - part.top}
            isActive={position === active}
            isOpen={row !== null && row.key === open}
            isUnderDay={
              hasHeading && choices.by === 'day' && row?.date === section?.at
            }
            trans={trans}
          />
        );
      })}
    </div>
  );
}

/** The sections in sight, and that of the current row. */
function withActive(
  parted: readonly SeenSection[],
  layout: ListLayout,
  active: number
): readonly SeenSection[] {
  const section = active >= 0 ? layout.sectionOf(active) : -1;
  if (section < 0 || parted.some(part => part.section === section)) {
    return parted;
  }
  const [part] = layout
    .seen(layout.top(active), layout.top(active))
    .filter(each => each.section === section);
  return part ? [...parted, part] : parted;
}

/** Scrolls when another row becomes the current one, and when the details take its place. */
function useScrollToActive(
  scroller: RefObject<HTMLElement>,
  layout: ListLayout,
  active: number,
  isShared: boolean
): void {
  useLayoutEffect(() => {
    const node = scroller.current;
    if (node && active >= 0) {
      const { scrollTop, clientHeight } = node;
      node.scrollTop = layout.scrollTo(active, scrollTop, clientHeight);
    }
    // Another layout is no reason to scroll: the library may have changed.
  }, [scroller, active, isShared]);
}

function positionOf(event: MouseEvent): number | null {
  const row =
    event.target instanceof Element
      ? event.target.closest<HTMLElement>('[data-position]')
      : null;
  return row ? Number(row.dataset.position) : null;
}
