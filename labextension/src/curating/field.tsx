import { HTMLSelect, undoIcon } from '@jupyterlab/ui-components';
import type { ChangeEvent, JSX, KeyboardEvent, ReactNode } from 'react';

import { IconButton } from '../ui/buttons';
import { useModel } from '../ui/use-model';
import { kindOf } from './csl-fields';
import { cslTypes } from './csl-types';
import { dateWords } from './dates';
import { fieldLabel } from './field-words';
import type { FormParts } from './form-parts';
import { inputId } from './form-parts';
import { NamesField } from './names-field';

/** Texts that are often longer than the panel is wide. */
const GROWING = ['title', 'container-title', 'original-title', 'keyword'];

/** Values that read from left to right in every language. */
const LEFT_TO_RIGHT = ['DOI', 'URL', 'ISBN', 'ISSN', 'PMID', 'PMCID', 'page'];

type FieldProps = { form: FormParts; name: string };

/** One variable: label, origin, input, and what is wrong with it. */
export function Field({ form, name }: FieldProps): JSX.Element {
  const { model, trans } = form;
  const { values, refusals } = useModel(model);
  const value = values[name] ?? '';
  const refusal = refusals[name] ?? '';
  const label = fieldLabel(name, trans);
  if (kindOf(name) === 'names') {
    return (
      <fieldset className="jp-PaperLookup-field">
        <legend className="jp-PaperLookup-hidden">{label}</legend>
        <FieldHead form={form} name={name}>
          <span aria-hidden="true">{label}</span>
        </FieldHead>
        <NamesField form={form} name={name} label={label} />
        <Refusal name={name} text={refusal} />
      </fieldset>
    );
  }
  const text = typeof value === 'string' ? value : '';
  return (
    <div className="jp-PaperLookup-field">
      <FieldHead form={form} name={name}>
        <label htmlFor={inputId(name)}>{label}</label>
      </FieldHead>
      <FieldInput form={form} name={name} value={text} refusal={refusal} />
      {kindOf(name) === 'date' && (
        <DateWords form={form} name={name} text={text} />
      )}
      <Refusal name={name} text={refusal} />
    </div>
  );
}

/** The label, where the value comes from, and the way back to the sources. */
function FieldHead(props: FieldProps & { children: ReactNode }): JSX.Element {
  const { form, name, children } = props;
  const { model, trans } = form;
  const origin = model.origin(name);
  const said = model.said(name);
  return (
    <div className="jp-PaperLookup-fieldHead">
      {children}
      <span className="jp-PaperLookup-origin" title={origin} dir="auto">
        {origin}
      </span>
      {said && (
        <IconButton
          label={trans.__('As %1 says', said.source)}
          icon={undoIcon}
          onClick={() => {
            model.restore(name);
            document.getElementById(inputId(name))?.focus();
          }}
        />
      )}
    </div>
  );
}

type InputProps = FieldProps & { value: string; refusal: string };

function FieldInput({ form, name, value, refusal }: InputProps): JSX.Element {
  const { model, trans } = form;
  const kind = kindOf(name);
  const { phase } = useModel(model);
  const isDate = kind === 'date';
  const shared = {
    id: inputId(name),
    value,
    readOnly: phase === 'saving',
    'aria-invalid': refusal !== '',
    'aria-describedby':
      [isDate ? `${inputId(name)}-words` : '', refusal ? refusalId(name) : '']
        .filter(Boolean)
        .join(' ') || undefined
  };
  const direction = LEFT_TO_RIGHT.includes(name) ? 'ltr' : 'auto';
  if (kind === 'type') {
    const types = cslTypes(trans);
    const isKnown = types.some(type => type.value === value);
    return (
      <HTMLSelect
        id={inputId(name)}
        value={value}
        options={isKnown ? types : [{ value, label: value }, ...types]}
        onChange={(event: ChangeEvent<HTMLSelectElement>) =>
          model.set(name, event.currentTarget.value)
        }
      />
    );
  }
  if (kind === 'long' || GROWING.includes(name)) {
    return (
      <textarea
        {...shared}
        className={`jp-mod-styled jp-PaperLookup-${kind}`}
        dir="auto"
        rows={kind === 'long' ? 4 : 1}
        onKeyDown={kind === 'long' ? undefined : submitOnEnter}
        onChange={event => model.set(name, event.currentTarget.value)}
      />
    );
  }
  return (
    <input
      {...shared}
      className="jp-mod-styled"
      type="text"
      dir={direction}
      autoComplete="off"
      spellCheck={false}
      placeholder={isDate ? trans.__('2023-10-05, 2023-10 or 2023') : undefined}
      onChange={event => model.set(name, event.currentTarget.value)}
    />
  );
}

/** How a date is understood, so that nobody has to trust in it. */
function DateWords(props: FieldProps & { text: string }): JSX.Element {
  const { form, name, text } = props;
  const { trans } = form;
  const words = {
    about: (date: string) => trans.__('about %1', date),
    seasons: [
      trans.__('spring'),
      trans.__('summer'),
      trans.__('autumn'),
      trans.__('winter')
    ]
  };
  const read = dateWords(text, words);
  return (
    <div className="jp-PaperLookup-hint" id={`${inputId(name)}-words`}>
      {read && read !== text.trim() ? read : ''}
    </div>
  );
}

function Refusal(props: { name: string; text: string }): JSX.Element | null {
  return props.text ? (
    <p
      className="jp-PaperLookup-problem"
      id={refusalId(props.name)}
      role="alert"
    >
      {props.text}
    </p>
  ) : null;
}

function refusalId(name: string): string {
  return `${inputId(name)}-refusal`;
}

/** One line that is shown on several: Enter does what it does in other lines. */
function submitOnEnter(event: KeyboardEvent<HTMLTextAreaElement>): void {
  if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
    event.preventDefault();
    event.currentTarget.form?.requestSubmit();
  }
}
