import type {
  FocusEvent,
  JSX,
  KeyboardEvent,
  MouseEvent,
  ReactNode
} from 'react';
import { useRef, useState } from 'react';

type RowListProps = {
  label: string;
  /** How many rows there are. */
  count: number;
  /** What the Enter key does on a row. */
  onEnter: (position: number) => void;
  /** One row; `isCurrent` where the focus or the pointer is. */
  children: (position: number, isCurrent: boolean) => ReactNode;
  rowKey: (position: number) => string;
};

/**
 * A list with one stop of the Tab key: arrows go from row to row, and Tab goes on to what can be
 * done with the current one.
 */
export function RowList(props: RowListProps): JSX.Element {
  const { label, count, onEnter, children, rowKey } = props;
  const list = useRef<HTMLUListElement>(null);
  const [chosen, setChosen] = useState(0);
  const [pointed, setPointed] = useState<number | null>(null);
  const current = Math.min(chosen, count - 1);

  const onKeyDown = (event: KeyboardEvent): void => {
    const to = target(event.key, current, count);
    const isOnRow = event.target === rowAt(list.current, current);
    if (to !== null) {
      event.preventDefault();
      event.stopPropagation();
      rowAt(list.current, to)?.focus();
    } else if (event.key === 'Enter' && isOnRow) {
      event.preventDefault();
      onEnter(current);
    }
  };
  const onFocus = (event: FocusEvent): void => {
    const position = positionOf(event.target);
    if (position !== null) {
      setChosen(position);
    }
  };
  const onMouseMove = (event: MouseEvent): void =>
    setPointed(positionOf(event.target));
  return (
    <ul
      ref={list}
      className="jp-PaperLookup-rows"
      aria-label={label}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
      onMouseMove={onMouseMove}
      onMouseLeave={() => setPointed(null)}
    >
      {Array.from({ length: count }, (_, i) => (
        <li
          key={rowKey(i)}
          className="jp-PaperLookup-row"
          data-row={i}
          tabIndex={i === current ? 0 : -1}
        >
          {children(i, i === current || i === pointed)}
        </li>
      ))}
    </ul>
  );
}

/** Where a key leads; null where it leads nowhere. */
function target(key: string, current: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return Math.min(current + 1, count - 1);
    case 'ArrowUp':
      return Math.max(current - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

function rowAt(list: HTMLElement | null, position: number): HTMLElement | null {
  return list?.querySelector(`[data-row="${position}"]`) ?? null;
}

function positionOf(place: EventTarget): number | null {
  const row =
    place instanceof Element ? place.closest<HTMLElement>('[data-row]') : null;
  return row ? Number(row.dataset.row) : null;
}
