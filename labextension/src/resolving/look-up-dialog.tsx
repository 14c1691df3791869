import { Dialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { JSX } from 'react';

import type { LookUpResponse } from '../api/types';
import { useModel } from '../ui/use-model';
import type { LookUpModel } from './look-up-model';

/** What shall become of the work that was found. */
export type LookUpChoice = 'none' | 'add' | 'insert';

/** Shows what services say of an identifier; asks what shall become of it. */
export async function askWhatToDo(
  model: LookUpModel,
  mayAdd: boolean,
  trans: TranslationBundle
): Promise<LookUpChoice> {
  const dialog = new LookUpDialog(model, mayAdd, trans);
  void model.ask();
  const { button } = await dialog.launch();
  model.stop();
  if (!button.accept) {
    return 'none';
  }
  return button.actions.includes(ADD) ? 'add' : 'insert';
}

const ADD = 'add';

/** The place of the button among the others. */
const CANCEL = 0;

/** Its buttons do nothing but close it as long as nothing is found. */
class LookUpDialog extends Dialog<unknown> {
  constructor(
    private readonly _model: LookUpModel,
    mayAdd: boolean,
    trans: TranslationBundle
  ) {
    super({
      title: trans.__('Look up'),
      body: new LookUpBody(_model, trans),
      buttons: [
        Dialog.cancelButton({ label: trans.__('Cancel') }),
        ...(mayAdd
          ? [
              Dialog.createButton({
                label: trans.__('Add to library'),
                accept: true,
                actions: [ADD]
              })
            ]
          : []),
        Dialog.okButton({ label: trans.__('Insert citation') })
      ]
    });
    this._model.changed.connect(() => this._mark());
    this._mark();
  }

  override resolve(index?: number): void {
    if (index === CANCEL || this._model.isFound) {
      super.resolve(index);
    }
  }

  /** A button that is disabled for the browser would lose the focus. */
  private _mark(): void {
    const buttons = this.node.querySelectorAll('.jp-Dialog-footer button');
    [...buttons]
      .slice(CANCEL + 1)
      .forEach(button =>
        button.setAttribute('aria-disabled', String(!this._model.isFound))
      );
  }
}

class LookUpBody extends ReactWidget {
  constructor(
    private readonly _model: LookUpModel,
    private readonly _trans: TranslationBundle
  ) {
    super();
    this.addClass('jp-PaperLookup-lookUp');
  }

  protected override render(): JSX.Element {
    return <Body model={this._model} trans={this._trans} />;
  }
}

function Body(props: {
  model: LookUpModel;
  trans: TranslationBundle;
}): JSX.Element {
  const { model, trans } = props;
  const { answer, failure } = useModel(model);
  return (
    <div role="status">
      {!answer && !failure && (
        <p>{trans.__('Asking services about %1', model.text)}</p>
      )}
      {failure && <p className="jp-PaperLookup-problem">{failure}</p>}
      {answer && model.isFound && <Found answer={answer} trans={trans} />}
      {answer && !model.isFound && (
        <p>{trans.__('No service that was asked knows %1.', answer.label)}</p>
      )}
      {[...new Set(answer?.failures ?? [])].map(each => (
        <p key={each} className="jp-PaperLookup-quiet">
          {each}
        </p>
      ))}
    </div>
  );
}

function Found(props: {
  answer: LookUpResponse;
  trans: TranslationBundle;
}): JSX.Element {
  const { answer, trans } = props;
  const { label, key, title, creators, date, service } = answer;
  return (
    <>
      {title && (
        <p className="jp-PaperLookup-lookUpTitle" dir="auto">
          {title}
        </p>
      )}
      {creators && <p dir="auto">{creators}</p>}
      {date && <p>{date}</p>}
      <p className="jp-PaperLookup-quiet">
        {key
          ? trans.__('%1 is in your library as %2.', label, key)
          : trans.__('%1, as %2 says.', label, service)}
      </p>
    </>
  );
}
