import type { TranslationBundle } from '@jupyterlab/translation';

import type {
  MailServer,
  SubscribeRequest,
  SubscriptionResponse
} from '../api/types';
import type { Every } from './preview-model';

export type Security = NonNullable<MailServer['security']>;

/** What is typed into the form of a subscription. */
export type MailForm = {
  readonly address: string;
  readonly every: Every;
  readonly weekday: number;
  readonly hour: number;
  readonly host: string;
  readonly port: string;
  readonly security: Security;
  readonly user: string;
  /** Empty for the one that is known, or for none. */
  readonly password: string;
  readonly sender: string;
};

/** What is wrong with a field, in one sentence. */
export type FieldProblems = Partial<Record<keyof MailForm, string>>;

/** The ports on which servers mostly wait. */
export const PORTS: Readonly<Record<Security, string>> = {
  starttls: '587',
  tls: '465'
};

// As the server has them.
const ADDRESS = /^[^\s<>@,;:\\"]+@[^\s<>@,;:\\"]+$/u;
const HOST = /^[A-Za-z0-9.:-]{1,253}$/u;

/** The form of a subscription as it stands, or an empty one. */
export function formOf(subscription: SubscriptionResponse | null): MailForm {
  const server = subscription?.server ?? null;
  const security = server?.security ?? 'starttls';
  return {
    address: subscription?.address ?? '',
    every: subscription?.every ?? 'week',
    weekday: subscription?.weekday ?? 0,
    hour: subscription?.hour ?? 8,
    host: server?.host ?? '',
    port: String(server?.port ?? PORTS[security]),
    security,
    user: server?.user ?? '',
    password: '',
    sender: server?.sender ?? ''
  };
}

/** A form with another security, and its port where that was the usual one. */
export function withSecurity(form: MailForm, security: Security): MailForm {
  const isUsual = form.port === PORTS[form.security];
  return { ...form, security, port: isUsual ? PORTS[security] : form.port };
}

/** What is wrong with the fields. */
export function problemsOf(
  form: MailForm,
  trans: TranslationBundle
): FieldProblems {
  const problems: FieldProblems = {};
  const port = Number(form.port);
  if (!isAddress(form.address.trim())) {
    problems.address = trans.__('Give one address, such as ada@example.org.');
  }
  if (!HOST.test(form.host.trim())) {
    problems.host = trans.__(
      'Give the name of your mail server, such as smtp.example.org.'
    );
  }
  if (!/^\d+$/u.test(form.port.trim()) || port < 1 || port > 65_535) {
    problems.port = trans.__('Give a number from 1 to 65535.');
  }
  if (form.sender.trim() && !isAddress(form.sender.trim())) {
    problems.sender = trans.__('Give one address, or none.');
  }
  return problems;
}

/** The form as the server wants it. */
export function requestOf(form: MailForm): SubscribeRequest {
  const { every, hour, weekday, security } = form;
  return {
    address: form.address.trim(),
    every,
    hour,
    weekday,
    server: {
      host: form.host.trim(),
      port: Number(form.port),
      security,
      user: form.user.trim(),
      sender: form.sender.trim()
    },
    password: form.password === '' ? null : form.password
  };
}

function isAddress(text: string): boolean {
  return text.length <= 254 && ADDRESS.test(text);
}
