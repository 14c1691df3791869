import type { LabIcon } from '@jupyterlab/ui-components';
import { ellipsesIcon } from '@jupyterlab/ui-components';
import type { JSX } from 'react';
import { useLayoutEffect, useState } from 'react';

import type { PaperHit } from '../api/types';
import { bibtexIcon, citationIcon, referenceIcon } from '../icons';
import type { InsertionKind } from '../tokens';
import { IconButton } from '../ui/buttons';
import { openPaperMenu } from './menus';
import { LISTBOX_ID, optionId } from './option-id';
import type { ViewParts } from './view-parts';
import { useModel } from './view-parts';

export { IconButton } from '../ui/buttons';

/**
 * The actions of one row, floating at its lower edge.
 *
 * They stand beside the list, not in its rows: an option must not hold buttons.
 */
export function HitActions(props: {
  parts: ViewParts;
  position: number;
}): JSX.Element | null {
  const { parts, position } = props;
  const { hits } = useModel(parts.search);
  const hit = hits[position];
  const top = useLowerEdge(position, hits);
  return hit && top !== null ? (
    <PaperActionBar parts={parts} paper={hit} top={top} />
  ) : null;
}

/** What can be done with one paper, floating above an edge in its list. */
export function PaperActionBar(props: {
  parts: Pick<ViewParts, 'actions' | 'commands' | 'trans'>;
  paper: Pick<PaperHit, 'key' | 'title'>;
  /** Where the edge is. */
  top: number;
}): JSX.Element {
  const { parts, paper, top } = props;
  const { actions, commands, trans } = parts;
  const inserts: [InsertionKind, string, LabIcon][] = [
    ['citation', trans.__('Insert citation'), citationIcon],
    ['reference', trans.__('Insert reference'), referenceIcon],
    ['bibtex', trans.__('Insert BibTeX'), bibtexIcon]
  ];
  return (
    <div
      className="jp-PaperLookup-actions"
      role="toolbar"
      aria-label={trans.__('Actions for %1', paper.title)}
      style={{ top }}
    >
      {inserts.map(([kind, label, icon]) => (
        <IconButton
          key={kind}
          label={label}
          icon={icon}
          onClick={() =>
            void actions.insert(kind, [paper.key], { keepFocus: true })
          }
        />
      ))}
      <IconButton
        label={trans.__('Copy, export and details')}
        icon={ellipsesIcon}
        hasMenu
        onClick={button =>
          openPaperMenu(commands, button, { keys: [paper.key] }, trans)
        }
      />
    </div>
  );
}

/** The lower edge of a row in the list, followed when the list changes its size. */
function useLowerEdge(position: number, hits: unknown): number | null {
  const [edge, setEdge] = useState<number | null>(null);
  useLayoutEffect(() => {
    const measure = (): void => {
      const row = document.getElementById(optionId(position));
      setEdge(row ? row.offsetTop + row.offsetHeight : null);
    };
    measure();
    const list = document.getElementById(LISTBOX_ID);
    if (!list) {
      return undefined;
    }
    const observer = new ResizeObserver(measure);
    observer.observe(list);
    return () => observer.disconnect();
  }, [position, hits]);
  return edge;
}
