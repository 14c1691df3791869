import type { JSX } from 'react';
import { useState } from 'react';

import { TextButton } from '../ui/buttons';
import { messageOf } from '../message-of';
import { CodeField } from './code-field';
import { inputId } from './form-parts';
import { keyProblem } from './key-validity';
import { PageForm } from './page-form';
import type { PageContext } from './session';

/** Gives a record another key on purpose, and says what becomes of the old one. */
export function RenamePage(props: {
  context: PageContext;
  old: string;
}): JSX.Element {
  const { context, old } = props;
  const { client, decisions, trans, close } = context;
  const [key, setKey] = useState(old);
  const [refusal, setRefusal] = useState('');
  const [isSending, setSending] = useState(false);
  const id = inputId('key');
  const problem = refusal || keyProblem(key.trim(), trans);
  const isReady = key.trim() !== '' && key.trim() !== old && !problem;
  const send = async (): Promise<void> => {
    setSending(true);
    try {
      const record = await client.curating.rename(old, key.trim());
      close();
      await decisions.tell(record.key);
    } catch (error) {
      setRefusal(messageOf(error));
      setSending(false);
      document.getElementById(id)?.focus();
    }
  };
  return (
    <PageForm
      title={trans.__('Rename the key %1', old)}
      trans={trans}
      onClose={close}
      onSubmit={() => {
        if (isReady && !isSending) {
          void send();
        }
      }}
    >
      <CodeField
        id={id}
        label={trans.__('New key')}
        data-first
        value={key}
        readOnly={isSending}
        problem={problem}
        onFocus={event => event.currentTarget.select()}
        onValue={value => {
          setKey(value);
          setRefusal('');
        }}
      />
      <p className="jp-PaperLookup-quiet">
        {trans.__(
          'The old key %1 goes on leading to this paper, in notebooks and in searches, and no other paper gets it. What is inserted and exported from now on has the new key. You can undo this.',
          old
        )}
      </p>
      <div className="jp-PaperLookup-buttons">
        <TextButton
          label={trans.__('Rename')}
          isPrimary
          submits
          isDisabled={!isReady || isSending}
        />
        <TextButton label={trans.__('Cancel')} onClick={close} />
      </div>
    </PageForm>
  );
}
