import { nullTranslator } from '@jupyterlab/translation';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import type { SubscriptionResponse } from '../api/types';
import { framed } from './framed';
import type { MailForm } from './mail-form';
import { formOf, problemsOf, requestOf, withSecurity } from './mail-form';
import { PreviewModel } from './preview-model';
import { SubscriptionModel } from './subscription-model';

const trans = nullTranslator.load('');

const NONE: SubscriptionResponse = {
  state: 'none',
  address: '',
  every: 'week',
  hour: 8,
  weekday: 0,
  server: null,
  hasPassword: false,
  lastPeriod: '',
  lastSent: '',
  nextDue: '',
  failure: '',
  cronLine: '',
  systemdLines: ''
};
const ASKED: SubscriptionResponse = {
  ...NONE,
  state: 'unconfirmed',
  address: 'ada@example.org',
  hasPassword: true,
  server: {
    host: 'smtp.example.org',
    port: 587,
    security: 'starttls',
    user: '',
    sender: ''
  }
};
const FORM: MailForm = {
  ...formOf(null),
  address: ' ada@example.org ',
  host: 'smtp.example.org',
  user: 'ada',
  password: 'secret '
};

describe('the form of a subscription', () => {
  it('says what is wrong at each field', () => {
    expect(problemsOf(FORM, trans)).toEqual({});
    const wrong = {
      ...FORM,
      address: 'ada@example.org, bob@example.org',
      host: 'smtp://x',
      port: '70000',
      sender: 'Ada'
    };
    expect(Object.keys(problemsOf(wrong, trans)).sort()).toEqual([
      'address',
      'host',
      'port',
      'sender'
    ]);
  });

  it('sends the words trimmed, and the password as it was typed', () => {
    expect(requestOf(FORM)).toMatchObject({
      address: 'ada@example.org',
      server: { host: 'smtp.example.org', port: 587, user: 'ada' },
      password: 'secret '
    });
    expect(requestOf({ ...FORM, password: '' }).password).toBeNull();
  });

  it('takes the usual port along, and no other', () => {
    expect(withSecurity(FORM, 'tls').port).toBe('465');
    expect(withSecurity({ ...FORM, port: '2525' }, 'tls').port).toBe('2525');
  });
});

describe('SubscriptionModel', () => {
  const client = {
    subscription: vi.fn(),
    subscribe: vi.fn(),
    unsubscribe: vi.fn(),
    confirm: vi.fn(),
    pause: vi.fn(),
    sendNow: vi.fn()
  };
  let model: SubscriptionModel;

  beforeEach(async () => {
    Object.values(client).forEach(each => each.mockReset());
    client.subscription.mockResolvedValue(NONE);
    model = new SubscriptionModel(client, trans);
    await model.load();
  });

  it('asks nobody while something is wrong with the form', async () => {
    await model.subscribe();
    expect(client.subscribe).not.toHaveBeenCalled();
    expect(model.state.problems).toHaveProperty('address');
    expect(model.state.problems).toHaveProperty('host');
    model.type({ ...model.state.form, address: 'ada@example.org' });
    expect(model.state.problems).not.toHaveProperty('address');
    expect(model.state.problems).toHaveProperty('host');
  });

  it('forgets the password as soon as the server has it', async () => {
    client.subscribe.mockResolvedValue(ASKED);
    model.type(FORM);
    await model.subscribe();
    expect(model.state.subscription?.state).toBe('unconfirmed');
    expect(JSON.stringify(model.state)).not.toContain('secret');
  });

  it('keeps what was typed when the mail server refuses', async () => {
    client.subscribe.mockRejectedValue(new Error('Wrong password.'));
    model.type(FORM);
    await model.subscribe();
    expect(model.state.failure).toBe('Wrong password.');
    expect(model.state.form).toEqual(FORM);
  });

  it('says at its field what is wrong with a code', async () => {
    await model.confirm();
    expect(client.confirm).not.toHaveBeenCalled();
    expect(model.state.codeProblem).not.toBe('');
    client.confirm.mockRejectedValue(new Error('Not the code.'));
    model.typeCode('1234');
    await model.confirm();
    expect(model.state).toMatchObject({
      codeProblem: 'Not the code.',
      failure: '',
      code: '1234'
    });
    client.confirm.mockResolvedValue({ ...ASKED, state: 'active' });
    await model.confirm();
    expect(model.state).toMatchObject({ code: '', codeProblem: '' });
    expect(model.state.subscription?.state).toBe('active');
  });

  it('tells a digest that was mailed from one that was mailed before', async () => {
    client.sendNow.mockResolvedValueOnce({ ...ASKED, lastSent: '2026-11-22' });
    await model.sendNow();
    expect(model.state.done).toContain('was mailed.');
    client.sendNow.mockResolvedValueOnce({ ...ASKED, lastSent: '2026-11-22' });
    await model.sendNow();
    expect(model.state.done).toContain('already');
    client.sendNow.mockResolvedValueOnce({
      ...ASKED,
      lastSent: '2026-11-22',
      failure: 'The server is away.'
    });
    await model.sendNow();
    expect(model.state.done).toBe('');
  });

  it('does one thing at a time', async () => {
    client.pause.mockResolvedValue({ ...ASKED, state: 'paused' });
    client.unsubscribe.mockResolvedValue(NONE);
    const first = model.pause(true);
    await model.unsubscribe();
    await first;
    expect(client.unsubscribe).not.toHaveBeenCalled();
    expect(model.state.subscription?.state).toBe('paused');
  });
});

describe('PreviewModel', () => {
  it('asks for whole periods only, with what the notebook cites', async () => {
    const preview = vi.fn().mockResolvedValue({ period: '2026-W46' });
    const model = new PreviewModel({ preview }, () =>
      Promise.resolve(['turing1936'])
    );
    await model.load();
    await model.choose('day', '2026-1');
    await model.choose('day', '2026-11-20');
    expect(preview.mock.calls.map(([sent]: unknown[]) => sent)).toEqual([
      { every: 'week', at: '', citedHere: ['turing1936'] },
      { every: 'day', at: '2026-11-20', citedHere: ['turing1936'] }
    ]);
  });
});

it('puts its policy before whatever a mail says', () => {
  const text = framed(
    '<!doctype html><html><head><meta http-equiv="refresh" content="0"><base href="https://example.org"></head><body><script>1</script></body></html>'
  );
  const page = new DOMParser().parseFromString(text, 'text/html');
  const [first] = page.head.querySelectorAll('meta[http-equiv]');
  expect(first?.getAttribute('content')).toContain("default-src 'none'");
  expect(page.querySelector('base')?.target).toBe('_blank');
  expect(page.querySelectorAll('body')).toHaveLength(1);
});
