import type { TranslationBundle } from '@jupyterlab/translation';
import type { JSX } from 'react';
import { useEffect, useId, useRef } from 'react';

import type { SubscriptionResponse } from '../api/types';
import { writeToClipboard } from '../clipboard';
import { TextButton } from '../ui/buttons';
import { useModel } from '../ui/use-model';
import type { PageProps } from './mail-fields';
import { MailFields } from './mail-fields';
import { momentOf, stateLine } from './words';

/** The subscription: the form, the code, or how it stands. */
export function MailPage(props: PageProps): JSX.Element {
  const { model, trans, language } = props;
  const state = useModel(model);
  const { subscription, isEditing, failure, done } = state;
  if (!subscription) {
    return failure ? (
      <div>
        <p className="jp-PaperLookup-problem" role="alert">
          {failure}
        </p>
        <TextButton
          label={trans.__('Try again')}
          onClick={() => void model.load()}
        />
      </div>
    ) : (
      <p className="jp-PaperLookup-quiet jp-PaperLookup-late">
        {trans.__('Loading')}
      </p>
    );
  }
  const showsForm = isEditing || subscription.state === 'none';
  return (
    <>
      <p role="status" dir="auto">
        {done || stateLine(subscription, language, trans)}
      </p>
      {showsForm ? (
        <MailFields {...props} />
      ) : (
        <>
          {done && <p dir="auto">{stateLine(subscription, language, trans)}</p>}
          {subscription.failure && (
            <p className="jp-PaperLookup-problem" role="alert" dir="auto">
              {subscription.failure}
            </p>
          )}
          {subscription.state === 'unconfirmed' ? (
            <Code {...props} />
          ) : (
            <Standing {...props} subscription={subscription} />
          )}
          {failure && (
            <p className="jp-PaperLookup-problem" role="alert">
              {failure}
            </p>
          )}
          <ChangeButtons {...props} />
        </>
      )}
      <Lines subscription={subscription} trans={trans} />
    </>
  );
}

/** Where the code is entered that was mailed. */
function Code({ model, trans }: PageProps): JSX.Element {
  const { code, codeProblem, doing } = useModel(model);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => field.current?.focus(), []);
  return (
    <form
      className="jp-PaperLookup-mailForm"
      noValidate
      onSubmit={event => {
        event.preventDefault();
        void model.confirm();
      }}
    >
      <div className="jp-PaperLookup-mailField">
        <label htmlFor={id}>{trans.__('Code from the mail')}</label>
        <input
          ref={field}
          id={id}
          className="jp-mod-styled"
          autoComplete="one-time-code"
          spellCheck={false}
          maxLength={40}
          aria-invalid={codeProblem !== ''}
          aria-describedby={codeProblem ? `${id}-problem` : undefined}
          value={code}
          onChange={event => model.typeCode(event.target.value)}
        />
        {codeProblem && (
          <span
            className="jp-PaperLookup-problem"
            id={`${id}-problem`}
            role="alert"
          >
            {codeProblem}
          </span>
        )}
      </div>
      <div className="jp-PaperLookup-buttons">
        <TextButton
          label={trans.__('Confirm')}
          isPrimary
          isDisabled={doing !== null}
          submits
        />
        <TextButton
          label={trans.__('Mail the code again')}
          isDisabled={doing !== null}
          onClick={() => void model.mailCodeAgain()}
        />
      </div>
    </form>
  );
}

/** What was mailed last, what is due next, and what went wrong. */
function Standing(
  props: PageProps & { subscription: SubscriptionResponse }
): JSX.Element {
  const { subscription, model, trans, language } = props;
  const { lastPeriod, lastSent, nextDue, state } = subscription;
  const { doing } = useModel(model);
  const isPaused = state === 'paused';
  return (
    <>
      <dl className="jp-PaperLookup-mailFacts">
        <div>
          <dt>{trans.__('Mailed last')}</dt>
          <dd>
            {lastSent
              ? trans.__('%1, on %2', lastPeriod, momentOf(lastSent, language))
              : trans.__('none so far')}
          </dd>
        </div>
        {nextDue && !isPaused && (
          <div>
            <dt>{trans.__('Due next')}</dt>
            <dd>{momentOf(nextDue, language)}</dd>
          </div>
        )}
      </dl>
      <div className="jp-PaperLookup-buttons">
        <TextButton
          label={trans.__('Send now')}
          isDisabled={doing !== null}
          onClick={() => void model.sendNow()}
        />
        <TextButton
          label={isPaused ? trans.__('Go on') : trans.__('Pause')}
          isDisabled={doing !== null}
          onClick={() => void model.pause(!isPaused)}
        />
        <span className="jp-PaperLookup-quiet" role="status">
          {doing === 'sending' && trans.__('Mailing…')}
        </span>
      </div>
    </>
  );
}

function ChangeButtons({ model, trans }: PageProps): JSX.Element {
  const { doing } = useModel(model);
  return (
    <div className="jp-PaperLookup-buttons">
      <TextButton label={trans.__('Change')} onClick={() => model.edit()} />
      <TextButton
        label={trans.__('Unsubscribe')}
        isDisabled={doing !== null}
        onClick={() => void model.unsubscribe()}
      />
    </div>
  );
}

/** For those who want it mailed while Jupyter does not run. */
function Lines(props: {
  subscription: SubscriptionResponse;
  trans: TranslationBundle;
}): JSX.Element | null {
  const { subscription, trans } = props;
  const { cronLine, systemdLines } = subscription;
  if (!cronLine && !systemdLines) {
    return null;
  }
  return (
    <details className="jp-PaperLookup-mailLines">
      <summary>{trans.__('While Jupyter does not run')}</summary>
      <p>
        {trans.__(
          'The digest is mailed while Jupyter runs. One of these has it mailed without it; a digest is never mailed twice.'
        )}
      </p>
      <Copied label={trans.__('For cron')} text={cronLine} trans={trans} />
      <Copied
        label={trans.__('For systemd')}
        text={systemdLines}
        trans={trans}
      />
    </details>
  );
}

function Copied(props: {
  label: string;
  text: string;
  trans: TranslationBundle;
}): JSX.Element | null {
  const { label, text, trans } = props;
  return text ? (
    <div className="jp-PaperLookup-copied">
      <div className="jp-PaperLookup-copiedHead">
        <h3>{label}</h3>
        <TextButton
          label={trans.__('Copy')}
          description={trans.__('Copy the lines: %1', label)}
          onClick={() => void writeToClipboard(text)}
        />
      </div>
      <pre
        className="jp-PaperLookup-code"
        tabIndex={0}
        role="region"
        aria-label={label}
      >
        {text}
      </pre>
    </div>
  ) : null;
}
