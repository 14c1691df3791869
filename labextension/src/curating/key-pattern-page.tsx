import type { JSX } from 'react';

import { TextButton } from '../ui/buttons';
import { useModel } from '../ui/use-model';
import { CodeField } from './code-field';
import { inputId } from './form-parts';
import type { KeyPatternModel } from './key-pattern-model';
import { PageForm } from './page-form';
import type { PageContext } from './session';

type KeyPatternProps = { context: PageContext; model: KeyPatternModel };

/** How keys of new records are made, with what a pattern makes of a few that are there. */
export function KeyPatternPage(props: KeyPatternProps): JSX.Element {
  const { context, model } = props;
  const { trans, close } = context;
  const { answer, isSaved, failure } = useModel(model);
  return (
    <PageForm
      title={trans.__('Pattern of citation keys')}
      trans={trans}
      onClose={close}
      onSubmit={() => {
        void model.save();
      }}
    >
      <PatternInput {...props} />
      <p className="jp-PaperLookup-quiet">
        {trans.__(
          'It makes the keys of new papers only: a key once given never changes by itself.'
        )}
      </p>
      <div className="jp-PaperLookup-buttons">
        <TextButton
          label={trans.__('Use for new papers')}
          isPrimary
          submits
          isDisabled={!model.isReady}
        />
        <TextButton
          label={trans.__('Default pattern')}
          isDisabled={answer === null || answer.default === answer.pattern}
          onClick={() => model.setDefault()}
        />
      </div>
      <div role="status">
        {isSaved && (
          <p>{trans.__('New papers get their keys by this pattern.')}</p>
        )}
      </div>
      {failure && (
        <p className="jp-PaperLookup-problem" role="alert">
          {failure}
        </p>
      )}
      <Previews {...props} />
    </PageForm>
  );
}

function PatternInput({ context, model }: KeyPatternProps): JSX.Element {
  const { pattern, answer } = useModel(model);
  return (
    <CodeField
      id={inputId('key-pattern')}
      label={context.trans.__('Pattern')}
      className="jp-PaperLookup-pattern"
      maxLength={500}
      data-first
      value={pattern}
      problem={(answer?.pattern === pattern && answer.problem) || ''}
      onValue={value => model.setPattern(value)}
    />
  );
}

function Previews({ context, model }: KeyPatternProps): JSX.Element | null {
  const { trans } = context;
  const { answer } = useModel(model);
  if (!answer || answer.previews.length === 0) {
    return null;
  }
  return (
    <table
      className={`jp-PaperLookup-previews${answer.problem ? ' jp-mod-old' : ''}`}
    >
      <caption>
        {trans.__('What it would make of papers that you have')}
      </caption>
      <tbody>
        {answer.previews.map(({ key, title, preview }) => (
          <tr key={key}>
            <th scope="row" dir="auto">
              {title}
            </th>
            <td>
              <code>{preview}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
