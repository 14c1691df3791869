import type { TranslationBundle } from '@jupyterlab/translation';
import {
  caretDownIcon,
  caretUpIcon,
  closeIcon,
  HTMLSelect
} from '@jupyterlab/ui-components';
import type { JSX, KeyboardEvent } from 'react';
import { useMemo } from 'react';

import type { CiteMessage } from '../api/types';
import { IconButton } from '../ui/buttons';
import type { CitationFormParts, TextField, WorkField } from './form-parts';
import { fieldMark } from './form-parts';
import { locatorLabels } from './locator-labels';
import type { FormWork } from './works';
import { authorAt, authorPlace } from './works';

/** As long as the server takes a prefix, a locator and a suffix. */
const LONGEST = 2000;

export type WorkFieldsProps = {
  parts: CitationFormParts;
  work: FormWork;
  position: number;
  count: number;
  onMove: (step: -1 | 1, field: WorkField) => void;
  onRemove: () => void;
  /** Goes to the same field of the next or the previous work. */
  onStep: (step: -1 | 1, field: WorkField) => void;
};

/** All that a citation says of one of its works. */
export function WorkFields(props: WorkFieldsProps): JSX.Element {
  const { parts, work, position, count, onMove, onRemove } = props;
  const { model, trans, id } = parts;
  const { cite, title, byline } = work;
  const labels = useMemo(() => locatorLabels(trans), [trans]);
  const change = (part: Partial<CiteMessage>): void =>
    model.change(work.id, part);
  const text = (field: TextField, label: string, hint: string): JSX.Element => (
    <Field name={`${id}-${work.id}-${field}`} label={label} kind={field}>
      <input
        id={`${id}-${work.id}-${field}`}
        className="jp-mod-styled"
        type="text"
        data-field={fieldMark(work.id, field)}
        placeholder={hint}
        autoComplete="off"
        spellCheck={field !== 'locator'}
        maxLength={LONGEST}
        value={cite[field]}
        onChange={event => change({ [field]: event.currentTarget.value })}
      />
    </Field>
  );
  const name = title || trans.__('Nothing is known of this work.');
  return (
    <div
      className="jp-PaperLookup-citedWork"
      role="group"
      aria-label={trans.__('Work %1 of %2: %3', position + 1, count, name)}
      onKeyDown={event => onKeyDown(event, props)}
    >
      <div className="jp-PaperLookup-citedWorkHead">
        <span className="jp-PaperLookup-title" title={name}>
          {name}
        </span>
        <span className="jp-PaperLookup-byline">{byline}</span>
        <span className="jp-PaperLookup-key">{cite.key}</span>
        <span className="jp-PaperLookup-citedWorkButtons">
          <IconButton
            label={trans.__('Move up: %1', name)}
            icon={caretUpIcon}
            isDisabled={position === 0}
            onClick={() => onMove(-1, 'locator')}
          />
          <IconButton
            label={trans.__('Move down: %1', name)}
            icon={caretDownIcon}
            isDisabled={position === count - 1}
            onClick={() => onMove(1, 'locator')}
          />
          <IconButton
            label={trans.__('Remove: %1', name)}
            icon={closeIcon}
            onClick={onRemove}
          />
        </span>
      </div>
      <div className="jp-PaperLookup-citedWorkFields">
        {text('prefix', trans.__('Before'), trans.__('see'))}
        <Choice
          parts={parts}
          work={work}
          field="label"
          label={trans.__('Locator')}
          value={cite.label}
          options={withOwn(labels, cite.label)}
          onChoose={label => change({ label })}
        />
        {text('locator', trans.__('Number'), '12-14')}
        {text('suffix', trans.__('After'), '')}
        <Choice
          parts={parts}
          work={work}
          field="author"
          label={trans.__('Author')}
          value={authorPlace(cite)}
          options={authorPlaces(trans)}
          onChoose={place => change(authorAt(place))}
        />
      </div>
    </div>
  );
}

/** Moves, removes and steps between works; arrow keys in a menu are the menu's own. */
function onKeyDown(event: KeyboardEvent, props: WorkFieldsProps): void {
  const { onMove, onRemove, onStep } = props;
  const { key, altKey, ctrlKey, metaKey, shiftKey, target } = event;
  if (ctrlKey || metaKey || shiftKey || event.nativeEvent.isComposing) {
    return;
  }
  const step = key === 'ArrowUp' ? -1 : key === 'ArrowDown' ? 1 : null;
  if (key === 'Delete' && altKey) {
    onRemove();
  } else if (step && altKey) {
    onMove(step, fieldOf(target));
  } else if (step && target instanceof HTMLInputElement) {
    onStep(step, fieldOf(target));
  } else {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
}

function fieldOf(target: EventTarget): WorkField {
  const mark =
    target instanceof HTMLElement ? target.dataset.field?.split(' ')[1] : null;
  return (mark as WorkField | undefined) ?? 'locator';
}

function Choice(props: {
  parts: CitationFormParts;
  work: FormWork;
  field: 'label' | 'author';
  label: string;
  value: string;
  options: readonly { label: string; word: string }[];
  onChoose: (value: string) => void;
}): JSX.Element {
  const { parts, work, field, label, value, options, onChoose } = props;
  const name = `${parts.id}-${work.id}-${field}`;
  return (
    <Field name={name} label={label} kind={field}>
      <HTMLSelect
        id={name}
        data-field={fieldMark(work.id, field)}
        value={value}
        options={options.map(each => ({ value: each.label, label: each.word }))}
        onChange={event => onChoose(event.currentTarget.value)}
      />
    </Field>
  );
}

function Field(props: {
  name: string;
  label: string;
  kind: WorkField;
  children: JSX.Element;
}): JSX.Element {
  const { name, label, kind, children } = props;
  return (
    <div className={`jp-PaperLookup-citedWorkField jp-mod-${kind}`}>
      <label htmlFor={name}>{label}</label>
      {children}
    </div>
  );
}

function authorPlaces(
  trans: TranslationBundle
): { label: string; word: string }[] {
  return [
    { label: 'brackets', word: trans.__('In brackets') },
    { label: 'sentence', word: trans.__('In the sentence') },
    { label: 'left-out', word: trans.__('Left out') }
  ];
}

/** A label that CSL does not know came with the citation, and stays. */
function withOwn(
  labels: readonly { label: string; word: string }[],
  label: string
): readonly { label: string; word: string }[] {
  return labels.some(each => each.label === label)
    ? labels
    : [...labels, { label, word: label }];
}
