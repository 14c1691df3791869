import type { JSX, KeyboardEvent } from 'react';
import { useEffect, useRef, useState } from 'react';

import { TextButton } from '../ui/buttons';
import { useModel } from '../ui/use-model';
import { AddField } from './add-field';
import { Field } from './field';
import type { FormParts } from './form-parts';
import { inputId } from './form-parts';
import { KeyInput } from './key-input';

/** All fields of a record, and the way to send or to forget what was typed. */
export function RecordForm(props: {
  form: FormParts;
  /** Whether the person wants to leave, and is asked because something would be lost. */
  isLeaving: boolean;
  onSave: () => void;
  onStay: () => void;
  onCancel: () => void;
  onDiscard: () => void;
}): JSX.Element {
  const { form, onSave } = props;
  const { model, trans } = form;
  const { phase, refusals, failure } = useModel(model);
  const node = useRef<HTMLFormElement>(null);
  useFocusOnRefusal(refusals);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.stopPropagation();
      onSave();
    }
  };
  return (
    <form
      ref={node}
      className="jp-PaperLookup-form"
      noValidate
      aria-busy={phase !== 'ready'}
      onKeyDown={onKeyDown}
      onSubmit={event => {
        event.preventDefault();
        onSave();
      }}
    >
      <div className="jp-PaperLookup-fields">
        {phase === 'loading' ? (
          <p className="jp-PaperLookup-quiet jp-PaperLookup-late">
            {trans.__('Reading the record')}
          </p>
        ) : (
          <Fields form={form} />
        )}
      </div>
      <div className="jp-PaperLookup-formFoot">
        {failure && (
          <p className="jp-PaperLookup-problem" role="alert">
            {failure}
          </p>
        )}
        {props.isLeaving ? <Leaving {...props} /> : <Buttons {...props} />}
      </div>
    </form>
  );
}

function Fields({ form }: { form: FormParts }): JSX.Element {
  const { model } = form;
  const { curation } = useModel(model);
  const [asked, setAsked] = useState('');
  useEffect(() => {
    document.getElementById(inputId(asked))?.focus();
  }, [asked]);
  const isThere = model.target.kind === 'add' || curation !== null;
  useEffect(() => {
    document.getElementById(inputId('title'))?.focus();
  }, [isThere]);
  if (!isThere) {
    return <></>;
  }
  const names = model.fields();
  return (
    <>
      {names.map(name => (
        <Field key={name} form={form} name={name} />
      ))}
      {model.target.kind === 'add' && <KeyInput form={form} />}
      <AddField
        shown={names}
        trans={form.trans}
        onAdd={name => {
          model.addField(name);
          setAsked(name);
        }}
      />
    </>
  );
}

function Buttons(props: {
  form: FormParts;
  onCancel: () => void;
}): JSX.Element {
  const { model, trans } = props.form;
  const { phase } = useModel(model);
  const isNew = model.target.kind === 'add';
  return (
    <div className="jp-PaperLookup-buttons">
      <TextButton
        label={isNew ? trans.__('Add to the library') : trans.__('Save')}
        isPrimary
        submits
        isDisabled={phase !== 'ready'}
      />
      <TextButton label={trans.__('Cancel')} onClick={props.onCancel} />
    </div>
  );
}

/** Asked before something that was typed is lost. */
function Leaving(props: {
  form: FormParts;
  onStay: () => void;
  onDiscard: () => void;
}): JSX.Element {
  const { trans } = props.form;
  const stay = useRef<HTMLDivElement>(null);
  useEffect(() => {
    stay.current?.querySelector('button')?.focus();
  }, []);
  return (
    <div
      ref={stay}
      role="group"
      aria-label={trans.__('What you typed is not saved.')}
    >
      <p role="alert">{trans.__('What you typed is not saved.')}</p>
      <div className="jp-PaperLookup-buttons">
        <TextButton
          label={trans.__('Go on editing')}
          isPrimary
          onClick={props.onStay}
        />
        <TextButton
          label={trans.__('Discard what I typed')}
          onClick={props.onDiscard}
        />
      </div>
    </div>
  );
}

/** The first field that the server does not take gets the focus. */
function useFocusOnRefusal(refusals: Readonly<Record<string, string>>): void {
  useEffect(() => {
    const refused = Object.keys(refusals).find(name => refusals[name]);
    if (refused !== undefined) {
      document.getElementById(inputId(refused))?.focus();
    }
  }, [refusals]);
}
