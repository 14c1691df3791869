import type { TranslationBundle } from '@jupyterlab/translation';
import { HTMLSelect, ReactWidget } from '@jupyterlab/ui-components';
import type { ChangeEvent, JSX } from 'react';

import { DIALECT_EXAMPLES, DIALECT_TITLES } from '../dialects';
import { DIALECTS, isDialect } from '../settings';
import { useModel } from '../ui/use-model';
import type { ConversionModel } from './conversion-model';
import { conversionSentence, otherTools } from './words';

type FormProps = { model: ConversionModel; trans: TranslationBundle };

/** The body of the dialog in which a notebook is converted: where to, and what that would change. */
export class ConversionForm extends ReactWidget {
  constructor(
    private readonly _model: ConversionModel,
    private readonly _trans: TranslationBundle
  ) {
    super();
    this.addClass('jp-PaperLookup-converting');
  }

  override dispose(): void {
    this._model.dispose();
    super.dispose();
  }

  protected override render(): JSX.Element {
    return <Form model={this._model} trans={this._trans} />;
  }
}

function Form({ model, trans }: FormProps): JSX.Element {
  const { to, migrate } = useModel(model);
  const tools = otherTools(model.notebook);
  return (
    <>
      <label className="jp-PaperLookup-choice">
        <span>{trans.__('Form')}</span>
        <HTMLSelect
          value={to}
          onChange={(event: ChangeEvent<HTMLSelectElement>) => {
            const { value } = event.currentTarget;
            void (isDialect(value) && model.choose({ to: value }));
          }}
          options={DIALECTS.map(value => ({
            value,
            label: DIALECT_TITLES[value]
          }))}
        />
      </label>
      <code className="jp-PaperLookup-example">{DIALECT_EXAMPLES[to]}</code>
      {tools.length > 0 && (
        <label className="jp-PaperLookup-check">
          <input
            type="checkbox"
            checked={migrate}
            onChange={event =>
              void model.choose({ migrate: event.currentTarget.checked })
            }
          />
          {trans.__('Take over the citations of %1', tools.join(', '))}
        </label>
      )}
      <Outlook model={model} trans={trans} />
    </>
  );
}

/** What would be changed, and what would stay and why. */
function Outlook({ model, trans }: FormProps): JSX.Element {
  const { edits, failure } = useModel(model);
  if (failure) {
    return (
      <p className="jp-PaperLookup-problem" role="alert">
        {failure}
      </p>
    );
  }
  if (!edits) {
    return (
      <p className="jp-PaperLookup-quiet jp-PaperLookup-late">
        {trans.__('Loading')}
      </p>
    );
  }
  return (
    <>
      <p role="status">{conversionSentence(edits, false, trans)}</p>
      <ul className="jp-PaperLookup-problems">
        {edits.problems.map(({ raw, reason, cell, line }, at) => (
          <li key={`${cell} ${line} ${at}`}>
            {reason}
            <code dir="auto">{raw}</code>
          </li>
        ))}
      </ul>
    </>
  );
}
