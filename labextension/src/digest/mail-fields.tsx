import type { TranslationBundle } from '@jupyterlab/translation';
import type { JSX, ReactNode } from 'react';
import { useId } from 'react';

import { TextButton } from '../ui/buttons';
import { useModel } from '../ui/use-model';
import type { MailForm, Security } from './mail-form';
import { withSecurity } from './mail-form';
import type { SubscriptionModel } from './subscription-model';
import { hourName, weekdayName } from './words';

export type PageProps = {
  model: SubscriptionModel;
  trans: TranslationBundle;
  language: string;
};

/** Who gets which digest, and by which server. */
export function MailFields(props: PageProps): JSX.Element {
  const { model, trans } = props;
  const { subscription, doing, failure } = useModel(model);
  const isNew = subscription?.state === 'none';
  return (
    <form
      className="jp-PaperLookup-mailForm"
      noValidate
      onSubmit={event => {
        event.preventDefault();
        const { currentTarget } = event;
        void model.subscribe();
        requestAnimationFrame(() =>
          currentTarget
            .querySelector<HTMLElement>('[aria-invalid="true"]')
            ?.focus()
        );
      }}
    >
      <When {...props} />
      <Server {...props} />
      {failure && (
        <p className="jp-PaperLookup-problem" role="alert">
          {failure}
        </p>
      )}
      <div className="jp-PaperLookup-buttons">
        <TextButton
          label={isNew ? trans.__('Subscribe') : trans.__('Save')}
          isPrimary
          isDisabled={doing !== null}
          submits
        />
        {!isNew && (
          <TextButton
            label={trans.__('Cancel')}
            onClick={() => model.cancelEdit()}
          />
        )}
        <span className="jp-PaperLookup-quiet" role="status">
          {doing === 'subscribing' && trans.__('Asking the mail server…')}
        </span>
      </div>
      <p className="jp-PaperLookup-quiet">
        {trans.__(
          'A code is mailed to the address first; nothing else is mailed until you have entered it.'
        )}
      </p>
    </form>
  );
}

function When({ model, trans, language }: PageProps): JSX.Element {
  const { form } = useModel(model);
  const { every, weekday, hour } = form;
  const change = (part: Partial<MailForm>): void =>
    model.type({ ...form, ...part });
  return (
    <fieldset>
      <legend>{trans.__('What and when')}</legend>
      <Text
        model={model}
        name="address"
        label={trans.__('Address')}
        type="email"
      />
      <Select
        label={trans.__('Digest')}
        value={every}
        options={[
          ['week', trans.__('of each week')],
          ['day', trans.__('of each day')]
        ]}
        onChoose={value => change({ every: value === 'day' ? 'day' : 'week' })}
      />
      {every === 'week' && (
        <Select
          label={trans.__('On')}
          value={String(weekday)}
          options={range(7).map(day => [
            String(day),
            weekdayName(day, language)
          ])}
          onChoose={value => change({ weekday: Number(value) })}
        />
      )}
      <Select
        label={trans.__('From')}
        value={String(hour)}
        options={range(24).map(each => [
          String(each),
          hourName(each, language)
        ])}
        onChoose={value => change({ hour: Number(value) })}
      />
    </fieldset>
  );
}

function Server({ model, trans }: PageProps): JSX.Element {
  const { form, subscription } = useModel(model);
  return (
    <fieldset>
      <legend>{trans.__('Your mail server')}</legend>
      <Text
        model={model}
        name="host"
        label={trans.__('Server')}
        placeholder="smtp.example.org"
      />
      <Select
        label={trans.__('Security')}
        value={form.security}
        options={[
          ['starttls', 'STARTTLS'],
          ['tls', 'TLS']
        ]}
        onChoose={value => {
          const security: Security = value === 'tls' ? 'tls' : 'starttls';
          model.type(withSecurity(form, security));
        }}
      />
      <Text
        model={model}
        name="port"
        label={trans.__('Port')}
        inputMode="numeric"
      />
      <Text
        model={model}
        name="user"
        label={trans.__('User')}
        autoComplete="off"
      />
      <Text
        model={model}
        name="password"
        label={trans.__('Password')}
        type="password"
        autoComplete="off"
        placeholder={
          subscription?.hasPassword
            ? trans.__('as before')
            : trans.__('if the server asks for one')
        }
      >
        <span className="jp-PaperLookup-quiet">
          {trans.__(
            'The Jupyter server keeps it in a file that only you can read.'
          )}
        </span>
      </Text>
      <Text
        model={model}
        name="sender"
        label={trans.__('Sender')}
        type="email"
        placeholder={trans.__('the address above')}
      />
    </fieldset>
  );
}

/** A field, and below it what is wrong with it. */
function Text(props: {
  model: SubscriptionModel;
  name: 'address' | 'host' | 'port' | 'user' | 'password' | 'sender';
  label: string;
  type?: string;
  inputMode?: 'numeric';
  autoComplete?: string;
  placeholder?: string;
  children?: ReactNode;
}): JSX.Element {
  const { model, name, label, children, ...attributes } = props;
  const { form, problems } = useModel(model);
  const id = useId();
  const problem = problems[name];
  return (
    <div className="jp-PaperLookup-mailField">
      <label htmlFor={id}>{label}</label>
      <input
        {...attributes}
        id={id}
        type={props.type ?? 'text'}
        className="jp-mod-styled"
        spellCheck={false}
        autoCapitalize="off"
        maxLength={254}
        aria-invalid={problem !== undefined}
        aria-describedby={problem ? `${id}-problem` : undefined}
        value={form[name]}
        onChange={event => model.type({ ...form, [name]: event.target.value })}
      />
      {problem && (
        <span
          className="jp-PaperLookup-problem"
          id={`${id}-problem`}
          role="alert"
        >
          {problem}
        </span>
      )}
      {children}
    </div>
  );
}

function Select(props: {
  label: string;
  value: string;
  options: readonly (readonly [string, string])[];
  onChoose: (value: string) => void;
}): JSX.Element {
  const { label, value, options, onChoose } = props;
  const id = useId();
  return (
    <div className="jp-PaperLookup-mailField">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="jp-mod-styled"
        value={value}
        onChange={event => onChoose(event.target.value)}
      >
        {options.map(([each, name]) => (
          <option key={each} value={each}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}
