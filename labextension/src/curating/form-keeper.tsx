import type { TranslationBundle } from '@jupyterlab/translation';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';
import type { JSX } from 'react';

import { useModel } from '../ui/use-model';
import type { IPaperPanel } from '../tokens';
import type { Decisions } from './decisions';
import { RecordForm } from './form';
import type { FormClient, FormTarget } from './form-model';
import { FormModel } from './form-model';
import { Page } from './page';
import { PageFrame } from './page-frame';

/** The form that is open or set aside. */
export type FormKeeperState = {
  readonly model: FormModel | null;
  /** Whether the person is asked what shall become of what was typed. */
  readonly isLeaving: boolean;
};

export type FormKeeperOptions = {
  readonly client: FormClient;
  readonly panel: IPaperPanel;
  readonly decisions: Decisions;
  readonly trans: TranslationBundle;
};

const NONE: FormKeeperState = { model: null, isLeaving: false };

/** Keeps the one form: it can be set aside to search, and is lost only where the person says so. */
export class FormKeeper {
  constructor(options: FormKeeperOptions) {
    this._options = options;
  }

  get state(): FormKeeperState {
    return this._state;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Opens a form; one with something unsaved in it comes back first, and asks. */
  open(target: FormTarget): void {
    const { model } = this._state;
    if (model?.isDirty) {
      this._next = isSameTarget(model.target, target) ? null : target;
      this._update({ model, isLeaving: this._next !== null });
      this.resume();
      return;
    }
    this._close();
    const { client, trans, panel } = this._options;
    const opened = new FormModel(client, target);
    this._update({ model: opened, isLeaving: false });
    this._page = new Page(() => (
      <FormPage keeper={this} model={opened} trans={trans} />
    ));
    panel.showView(this._page);
    void opened.load();
  }

  /** Brings a form back that was set aside. */
  resume(): void {
    if (this._page) {
      this._options.panel.showView(this._page);
    }
  }

  /** Goes back to the search; asks first where something would be lost. */
  cancel(): void {
    const { model } = this._state;
    if (model?.isDirty) {
      this._update({ model, isLeaving: true });
      return;
    }
    this.discard();
  }

  /** Stays with what is typed. */
  stay(): void {
    this._next = null;
    this._update({ ...this._state, isLeaving: false });
  }

  /** Forgets what was typed, and opens what was asked for instead, if anything was. */
  discard(): void {
    const next = this._next;
    this._close();
    if (next) {
      this.open(next);
    } else {
      this._options.panel.showView(null);
    }
  }

  /** Sends what was typed, and goes back to the search when it is taken. */
  async save(): Promise<void> {
    const { model } = this._state;
    const { decisions, panel } = this._options;
    if (!model) {
      return;
    }
    const isNew = model.target.kind === 'add';
    const hasChanges = isNew || model.isDirty;
    const record = hasChanges ? await model.save() : null;
    if (model !== this._state.model || (hasChanges && !record)) {
      return;
    }
    this._close();
    panel.showView(null);
    if (record) {
      await decisions.tell(record.key);
    }
    if (record && isNew) {
      await panel.search.showRecord(record.key);
    }
  }

  private _close(): void {
    this._next = null;
    this._update(NONE);
    const page = this._page;
    this._page = null;
    if (page) {
      page.hide();
      page.dispose();
    }
  }

  private _update(state: FormKeeperState): void {
    this._state = state;
    this._changed.emit();
  }

  private readonly _options: FormKeeperOptions;
  private readonly _changed = new Signal<this, void>(this);
  private _state = NONE;
  private _page: Page | null = null;
  private _next: FormTarget | null = null;
}

function FormPage(props: {
  keeper: FormKeeper;
  model: FormModel;
  trans: TranslationBundle;
}): JSX.Element {
  const { keeper, model, trans } = props;
  const { isLeaving } = useModel(keeper);
  const { target } = model;
  return (
    <PageFrame
      title={
        target.kind === 'edit'
          ? trans.__('Edit %1', target.key)
          : trans.__('Add a paper')
      }
      trans={trans}
      onClose={() => (isLeaving ? keeper.stay() : keeper.cancel())}
    >
      <RecordForm
        form={{ model, trans }}
        isLeaving={isLeaving}
        onSave={() => void keeper.save()}
        onStay={() => keeper.stay()}
        onCancel={() => keeper.cancel()}
        onDiscard={() => keeper.discard()}
      />
    </PageFrame>
  );
}

function isSameTarget(one: FormTarget, other: FormTarget): boolean {
  return one.kind === 'edit' && other.kind === 'edit' && one.key === other.key;
}
