import type { TranslationBundle } from '@jupyterlab/translation';
import {
  closeIcon,
  ellipsesIcon,
  moveDownIcon,
  moveUpIcon
} from '@jupyterlab/ui-components';
import type { JSX, KeyboardEvent } from 'react';
import { useState } from 'react';

import { IconButton } from '../ui/buttons';
import type { NamePart, NameRow } from './names';
import { isEmptyName, turned } from './names';

type NameRowProps = {
  row: NameRow;
  position: number;
  count: number;
  inputId: string | undefined;
  trans: TranslationBundle;
  onChange: (row: NameRow) => void;
  onAdd: () => void;
  onRemove: () => void;
  onMove: (step: -1 | 1) => void;
};

/** One creator. Enter adds the next one, Alt and an arrow moves it, Backspace removes an empty one. */
export function NameRowView(props: NameRowProps): JSX.Element {
  const { row, position, count, trans } = props;
  const hasMore = Boolean(row.particle || row.droppingParticle || row.suffix);
  const [isOpen, setOpen] = useState(hasMore);
  const number = String(position + 1);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (press(props, event)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
  return (
    <li
      className="jp-PaperLookup-name"
      data-name={row.id}
      onKeyDown={onKeyDown}
      aria-label={trans.__('Name %1 of %2', number, String(count))}
    >
      <div className="jp-PaperLookup-nameParts">
        {row.isWhole ? (
          <Part {...props} part="literal" label={trans.__('Whole name')} />
        ) : (
          <>
            <Part {...props} part="family" label={trans.__('Family name')} />
            <Part
              {...props}
              inputId={undefined}
              part="given"
              label={trans.__('Given name')}
            />
          </>
        )}
      </div>
      <div className="jp-PaperLookup-nameButtons">
        <IconButton
          label={trans.__('Move name %1 up', number)}
          icon={moveUpIcon}
          isDisabled={position === 0}
          onClick={() => props.onMove(-1)}
        />
        <IconButton
          label={trans.__('Move name %1 down', number)}
          icon={moveDownIcon}
          isDisabled={position === count - 1}
          onClick={() => props.onMove(1)}
        />
        <IconButton
          label={trans.__('More of name %1', number)}
          icon={ellipsesIcon}
          isExpanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        />
        <IconButton
          label={trans.__('Remove name %1', number)}
          icon={closeIcon}
          onClick={props.onRemove}
        />
      </div>
      {isOpen && <More {...props} />}
    </li>
  );
}

/** What few names have. */
function More(props: NameRowProps): JSX.Element {
  const { row, trans, onChange } = props;
  return (
    <div className="jp-PaperLookup-nameMore">
      <label>
        <input
          type="checkbox"
          checked={row.isWhole}
          onChange={() => onChange(turned(row))}
        />{' '}
        {trans.__('One name, such as that of an organisation')}
      </label>
      {!row.isWhole && (
        <div className="jp-PaperLookup-nameParts">
          <Part
            {...props}
            inputId={undefined}
            part="particle"
            label={trans.__('Particle, as in "van Rossum"')}
          />
          <Part
            {...props}
            inputId={undefined}
            part="droppingParticle"
            label={trans.__('Particle that sorting drops')}
          />
          <Part
            {...props}
            inputId={undefined}
            part="suffix"
            label={trans.__('Suffix, as in "Jr."')}
          />
        </div>
      )}
    </div>
  );
}

function Part(
  props: NameRowProps & { part: NamePart; label: string }
): JSX.Element {
  const { row, part, label, inputId, onChange } = props;
  return (
    <input
      id={inputId}
      className="jp-mod-styled"
      type="text"
      dir="auto"
      autoComplete="off"
      spellCheck={false}
      aria-label={label}
      title={label}
      placeholder={label}
      value={row[part]}
      onChange={event =>
        onChange({ ...row, [part]: event.currentTarget.value })
      }
    />
  );
}

/** Does what a key stands for in a row; whether it stands for anything. */
function press(props: NameRowProps, event: KeyboardEvent): boolean {
  if (
    event.nativeEvent.isComposing ||
    !(event.target instanceof HTMLInputElement) ||
    event.target.type !== 'text'
  ) {
    return false;
  }
  const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
  if (altKey && (key === 'ArrowUp' || key === 'ArrowDown')) {
    props.onMove(key === 'ArrowUp' ? -1 : 1);
    return true;
  }
  if (altKey || ctrlKey || metaKey || shiftKey) {
    return false;
  }
  if (key === 'Enter') {
    props.onAdd();
    return true;
  }
  if (key === 'Backspace' && isEmptyName(props.row)) {
    props.onRemove();
    return true;
  }
  return false;
}
