import type { JSX } from 'react';
import { useRef } from 'react';

import type { Spot } from './rows';

/** Goes to places in the notebook, one after the other. */
export function SpotButton(props: {
  label: string;
  description: string;
  spots: readonly Spot[];
  /** Whether the Tab key reaches it. */
  isReached: boolean;
  onJump: (spot: Spot) => void;
}): JSX.Element {
  const { label, description, spots, isReached, onJump } = props;
  const next = useRef(0);
  const jump = (): void => {
    const spot = spots[next.current % spots.length];
    next.current += 1;
    if (spot) {
      onJump(spot);
    }
  };
  return (
    <button
      type="button"
      className="jp-PaperLookup-spot"
      title={description}
      aria-label={description}
      tabIndex={isReached ? 0 : -1}
      onClick={jump}
    >
      {label}
    </button>
  );
}
