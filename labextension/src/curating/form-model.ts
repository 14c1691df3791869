import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import type { CuratingClient } from '../api/curating-client';
import type {
  ContributionInfo,
  CurationResponse,
  PaperDetails
} from '../api/types';
import { messageOf } from '../message-of';
import type { FieldValue, FieldValues, Item } from './form-state';
import {
  editsOf,
  fieldOfRefusal,
  isSame,
  itemOf,
  shownFields,
  valueOf,
  valuesOf
} from './form-state';

/** What a form is for: a record that is there, or a new one that begins with an item. */
export type FormTarget =
  | { readonly kind: 'edit'; readonly key: string }
  | { readonly kind: 'add'; readonly item: Item };

/** What a form asks. */
export type FormClient = {
  record(key: string): Promise<PaperDetails>;
  readonly curating: Pick<CuratingClient, 'curation' | 'edit' | 'add'>;
};

/** What the sources say of a variable that a person decided otherwise. */
export type Said = { readonly source: string; readonly value: FieldValue };

/** All that a form shows; a new object for every change. */
export type FormState = {
  readonly phase: 'loading' | 'ready' | 'saving';
  readonly title: string;
  /** The key that a new record shall have; empty for one that is made. */
  readonly key: string;
  readonly values: FieldValues;
  /** What stood in the fields at first. */
  readonly before: FieldValues;
  /** Fields that the person asked for. */
  readonly added: readonly string[];
  /** Fields in which the sources shall be believed again. */
  readonly restored: ReadonlySet<string>;
  readonly curation: CurationResponse | null;
  /** What the server does not take, by field. */
  readonly refusals: Readonly<Record<string, string>>;
  /** What is wrong with the whole; empty when nothing is. */
  readonly failure: string;
};

const EMPTY: FormState = {
  phase: 'loading',
  title: '',
  key: '',
  values: {},
  before: {},
  added: [],
  restored: new Set(),
  curation: null,
  refusals: {},
  failure: ''
};

/** A record in a form: what is typed stays until the server has taken it. */
export class FormModel {
  constructor(client: FormClient, target: FormTarget) {
    this._client = client;
    this.target = target;
    if (target.kind === 'add') {
      const values = { type: 'article-journal', ...valuesOf(target.item) };
      const { 'citation-key': own, id } = target.item;
      const wanted = own ?? id;
      const key = typeof wanted === 'string' ? wanted : '';
      this._state = { ...EMPTY, phase: 'ready', values, key };
    }
  }

  readonly target: FormTarget;

  get state(): FormState {
    return this._state;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Whether something would be lost if the form went away. */
  get isDirty(): boolean {
    const { values, before, restored, key } = this._state;
    if (this._isSaved) {
      return false;
    }
    if (this.target.kind === 'add') {
      return this._isTouched && (key !== '' || Object.keys(values).length > 1);
    }
    const { changes, restore } = editsOf(before, values, restored);
    return Object.keys(changes).length + restore.length > 0;
  }

  /** Fetches the record; a new one needs nothing. */
  async load(): Promise<void> {
    const { target } = this;
    if (target.kind === 'add') {
      return;
    }
    this._update({ phase: 'loading', failure: '' });
    try {
      const [record, curation] = await Promise.all([
        this._client.record(target.key),
        this._client.curating.curation(target.key)
      ]);
      const before = valuesOf(record.item);
      const added = byHandOf(curation)?.decides ?? [];
      const { title } = record;
      const now = { title, before, values: before, added, curation };
      this._update({ phase: 'ready', ...now });
    } catch (error) {
      this._update({ phase: 'ready', failure: messageOf(error) });
    }
  }

  /** The fields to show. */
  fields(): string[] {
    const { values, before, added } = this._state;
    return shownFields(values, before, added);
  }

  /** Takes what is typed in a field. */
  set(name: string, value: FieldValue): void {
    this._isTouched = true;
    const { values, restored, refusals } = this._state;
    this._update({
      values: { ...values, [name]: value },
      restored: new Set([...restored].filter(each => each !== name)),
      refusals: { ...refusals, [name]: '' }
    });
  }

  setKey(key: string): void {
    this._isTouched = true;
    this._update({ key });
  }

  /** Shows one more field. */
  addField(name: string): void {
    this._update({ added: [...this._state.added, name] });
  }

  /** What the sources say where a person decided otherwise; null where nobody did, or none does. */
  said(name: string): Said | null {
    const { curation, restored } = this._state;
    const isByHand = byHandOf(curation)?.decides.includes(name) ?? false;
    if (!isByHand || restored.has(name)) {
      return null;
    }
    const others = (curation?.contributions ?? []).filter(
      each => each.kind !== 'by_hand' && name in each.item
    );
    const first = others.find(each => !each.isGone) ?? others[0];
    return first
      ? { source: first.source, value: valueOf(name, first.item[name]) }
      : null;
  }

  /** Where the value of a field comes from; empty for one that was changed just now. */
  origin(name: string): string {
    const { curation, values, before } = this._state;
    return isSame(name, values[name], before[name])
      ? (curation?.origins[name] ?? '')
      : '';
  }

  /** Lets the sources decide a field again. */
  restore(name: string): void {
    const said = this.said(name);
    if (said) {
      const { values, restored } = this._state;
      this._update({
        values: { ...values, [name]: said.value },
        restored: new Set([...restored, name])
      });
    }
  }

  /** Sends what was typed. @returns The record as it is now, null when the server said no. */
  async save(): Promise<PaperDetails | null> {
    const { phase, values, before, restored, key } = this._state;
    if (phase !== 'ready') {
      return null;
    }
    this._update({ phase: 'saving', failure: '', refusals: {} });
    const { target } = this;
    const edits = editsOf(before, values, restored);
    try {
      const record =
        target.kind === 'edit'
          ? await this._client.curating.edit(target.key, {
              changes: edits.changes,
              restore: [...edits.restore]
            })
          : await this._client.curating.add(itemOf(values, key));
      this._isSaved = true;
      this._update({ phase: 'ready' });
      return record;
    } catch (error) {
      const message = messageOf(error);
      const field = fieldOfRefusal(message, Object.keys(edits.changes));
      this._update({
        phase: 'ready',
        failure: field === null ? message : '',
        refusals: field === null ? {} : { [field]: message }
      });
      return null;
    }
  }

  private _update(change: Partial<FormState>): void {
    this._state = { ...this._state, ...change };
    this._changed.emit();
  }

  private readonly _client: FormClient;
  private readonly _changed = new Signal<this, void>(this);
  private _state = EMPTY;
  private _isTouched = false;
  private _isSaved = false;
}

/** What a person said of a record. */
function byHandOf(
  curation: CurationResponse | null
): ContributionInfo | undefined {
  return curation?.contributions.find(each => each.kind === 'by_hand');
}
