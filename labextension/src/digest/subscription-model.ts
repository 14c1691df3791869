import type { TranslationBundle } from '@jupyterlab/translation';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import type { DigestClient } from '../api/digest-client';
import type { SubscriptionResponse } from '../api/types';
import { messageOf } from '../message-of';
import type { FieldProblems, MailForm } from './mail-form';
import { formOf, problemsOf, requestOf } from './mail-form';

/** What the model asks; a `DigestClient` does. */
export type SubscriptionClient = Pick<
  DigestClient,
  'subscription' | 'subscribe' | 'unsubscribe' | 'confirm' | 'pause' | 'sendNow'
>;

/** What is under way. */
export type Doing =
  'loading' | 'subscribing' | 'confirming' | 'sending' | 'changing';

/** All that the page shows; a new object for every change. */
export type SubscriptionState = {
  /** Null until it is known. */
  readonly subscription: SubscriptionResponse | null;
  /** Whether the form is open, and what stands in it. */
  readonly isEditing: boolean;
  readonly form: MailForm;
  readonly problems: FieldProblems;
  readonly code: string;
  /** What is wrong with the code, in one sentence; else empty. */
  readonly codeProblem: string;
  readonly doing: Doing | null;
  /** Why the last thing was not done, in one sentence; else empty. */
  readonly failure: string;
  /** What was done, in one sentence; else empty. */
  readonly done: string;
};

/** The subscription to the digest. */
export class SubscriptionModel {
  constructor(
    private readonly _client: SubscriptionClient,
    private readonly _trans: TranslationBundle
  ) {}

  get state(): SubscriptionState {
    return this._state;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  async load(): Promise<void> {
    await this._do('loading', () => this._client.subscription(), '');
  }

  /** Opens the form, with what is known. */
  edit(): void {
    const { subscription } = this._state;
    this._update({
      isEditing: true,
      form: formOf(subscription),
      problems: {},
      failure: '',
      done: ''
    });
  }

  /** Closes the form, and forgets what was typed. */
  cancelEdit(): void {
    this._update({ isEditing: false, problems: {}, form: formOf(null) });
  }

  type(form: MailForm): void {
    const { problems } = this._state;
    // What was wrong is looked at again as soon as it is mended.
    const still = problemsOf(form, this._trans);
    const kept = Object.keys(problems) as (keyof MailForm)[];
    this._update({
      form,
      problems: Object.fromEntries(
        kept.flatMap(name => (still[name] ? [[name, still[name]]] : []))
      )
    });
  }

  /** Subscribes as the form says, unless something is wrong with it. */
  async subscribe(): Promise<void> {
    const { form } = this._state;
    const problems = problemsOf(form, this._trans);
    this._update({ problems });
    if (Object.keys(problems).length > 0) {
      return;
    }
    const sent = requestOf(form);
    if (await this._do('subscribing', () => this._client.subscribe(sent), '')) {
      this.cancelEdit();
    }
  }

  /** Has the code mailed once more. */
  async mailCodeAgain(): Promise<void> {
    const sent = requestOf(formOf(this._state.subscription));
    await this._do(
      'subscribing',
      () => this._client.subscribe(sent),
      this._trans.__('The code was mailed once more.')
    );
  }

  typeCode(code: string): void {
    this._update({ code, codeProblem: '' });
  }

  async confirm(): Promise<void> {
    const code = this._state.code.trim();
    if (code === '') {
      const codeProblem = this._trans.__('Enter the code from the mail.');
      this._update({ codeProblem });
      return;
    }
    const done = this._trans.__('The address is confirmed.');
    if (await this._do('confirming', () => this._client.confirm(code), done)) {
      this._update({ code: '', codeProblem: '' });
    } else {
      // Beside the field, where it can be mended.
      this._update({ codeProblem: this._state.failure, failure: '' });
    }
  }

  async pause(paused: boolean): Promise<void> {
    await this._do('changing', () => this._client.pause(paused), '');
  }

  async sendNow(): Promise<void> {
    const before = this._state.subscription?.lastSent ?? '';
    if (await this._do('sending', () => this._client.sendNow(), '')) {
      const { lastSent = '', failure = '' } = this._state.subscription ?? {};
      const isSent = lastSent !== before;
      this._update({
        done: isSent
          ? this._trans.__('The digest was mailed.')
          : failure
            ? ''
            : this._trans.__('The last digest was mailed already.')
      });
    }
  }

  async unsubscribe(): Promise<void> {
    await this._do(
      'changing',
      () => this._client.unsubscribe(),
      this._trans.__('Unsubscribed. Address and password are forgotten.')
    );
    this._update({ code: '', codeProblem: '' });
  }

  dispose(): void {
    this._isDisposed = true;
    Signal.clearData(this);
  }

  /** Asks the server for something; whether it was done. One thing at a time. */
  private async _do(
    doing: Doing,
    ask: () => Promise<SubscriptionResponse>,
    done: string
  ): Promise<boolean> {
    if (this._state.doing !== null) {
      return false;
    }
    this._update({ doing, failure: '', done: '' });
    try {
      this._update({ subscription: await ask(), done, doing: null });
      return true;
    } catch (error) {
      this._update({ failure: messageOf(error), doing: null });
      return false;
    }
  }

  private _update(change: Partial<SubscriptionState>): void {
    if (!this._isDisposed) {
      this._state = { ...this._state, ...change };
      this._changed.emit();
    }
  }

  private readonly _changed = new Signal<this, void>(this);
  private _isDisposed = false;
  private _state: SubscriptionState = {
    subscription: null,
    isEditing: false,
    form: formOf(null),
    problems: {},
    code: '',
    codeProblem: '',
    doing: null,
    failure: '',
    done: ''
  };
}
