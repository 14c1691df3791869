import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { JSX, ReactNode } from 'react';
import { useId } from 'react';

import { TextButton } from '../ui/buttons';
import { useModel } from '../ui/use-model';
import type { ChoiceName } from './feed-choice';
import type { FetchModel } from './fetch-model';
import { Services } from './services';

/** Well-known categories of arXiv, to begin with; any other may be typed. */
const CATEGORIES = [
  'cs.AI',
  'cs.CL',
  'cs.CV',
  'cs.LG',
  'cs.RO',
  'eess.AS',
  'math.ST',
  'physics.comp-ph',
  'q-bio.NC',
  'quant-ph',
  'stat.ML'
];

type FormProps = { model: FetchModel; trans: TranslationBundle };

/** The body of the dialog in which one says what to fetch. */
export class FetchForm extends ReactWidget {
  constructor(
    private readonly _model: FetchModel,
    private readonly _trans: TranslationBundle
  ) {
    super();
    this.addClass('jp-PaperLookup-network');
  }

  protected override render(): JSX.Element {
    return <Form model={this._model} trans={this._trans} />;
  }
}

function Form({ model, trans }: FormProps): JSX.Element {
  const { network } = useModel(model);
  const { allowed, isOffline, message } = network;
  return (
    <>
      {isOffline && message && (
        <p className="jp-PaperLookup-quiet">{message}</p>
      )}
      {!allowed && (
        <p role="status">{trans.__('The network is not allowed any more.')}</p>
      )}
      {allowed && <What model={model} trans={trans} />}
      <Whom model={model} trans={trans} />
    </>
  );
}

function What({ model, trans }: FormProps): JSX.Element {
  const { day, week, month, category, address } = useModel(model);
  const categories = useId();
  return (
    <fieldset>
      <legend>{trans.__('What to fetch')}</legend>
      <Choice
        model={model}
        name="today"
        label={trans.__('Daily Papers of today')}
      />
      <Choice
        model={model}
        name="day"
        label={trans.__('Daily Papers of a day')}
      >
        {aria => (
          <input
            {...aria}
            type="date"
            value={day}
            onChange={event => model.choose({ day: event.target.value })}
          />
        )}
      </Choice>
      <Choice
        model={model}
        name="week"
        label={trans.__('Daily Papers of a week')}
      >
        {aria => (
          <input
            {...aria}
            type="week"
            placeholder="2026-W47"
            value={week}
            onChange={event => model.choose({ week: event.target.value })}
          />
        )}
      </Choice>
      <Choice
        model={model}
        name="month"
        label={trans.__('Daily Papers of a month')}
      >
        {aria => (
          <input
            {...aria}
            type="month"
            placeholder="2026-11"
            value={month}
            onChange={event => model.choose({ month: event.target.value })}
          />
        )}
      </Choice>
      <Choice
        model={model}
        name="arxiv"
        label={trans.__('New papers of an arXiv category')}
      >
        {aria => (
          <>
            <input
              {...aria}
              type="text"
              list={categories}
              placeholder="cs.CL"
              maxLength={25}
              spellCheck={false}
              value={category}
              onChange={event => model.choose({ category: event.target.value })}
            />
            <datalist id={categories}>
              {CATEGORIES.map(each => (
                <option key={each} value={each} />
              ))}
            </datalist>
          </>
        )}
      </Choice>
      <Choice model={model} name="feed" label={trans.__('An RSS or Atom feed')}>
        {aria => (
          <input
            {...aria}
            type="url"
            placeholder="https://"
            maxLength={2048}
            value={address}
            onChange={event => model.choose({ address: event.target.value })}
          />
        )}
      </Choice>
    </fieldset>
  );
}

type FieldAttributes = {
  'aria-label': string;
  'aria-invalid': boolean;
  'aria-describedby': string | undefined;
  className: string;
};

/** One choice, with its field and what is wrong with that as long as it is the chosen one. */
function Choice(props: {
  model: FetchModel;
  name: ChoiceName;
  label: string;
  children?: (attributes: FieldAttributes) => ReactNode;
}): JSX.Element {
  const { model, name, label, children } = props;
  const { choice, problem } = useModel(model);
  const problemId = useId();
  const isChosen = choice === name;
  return (
    <div className="jp-PaperLookup-feedChoice">
      <label>
        <input
          type="radio"
          name="jp-PaperLookup-feedChoice"
          checked={isChosen}
          onChange={() => model.choose({ choice: name })}
        />
        <span>{label}</span>
      </label>
      {isChosen &&
        children?.({
          'aria-label': label,
          'aria-invalid': problem !== '',
          'aria-describedby': problem ? problemId : undefined,
          className: 'jp-mod-styled'
        })}
      {isChosen && problem && (
        <p className="jp-PaperLookup-problem" id={problemId} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

/** Whom that asks, and how to take the permission back. */
function Whom({ model, trans }: FormProps): JSX.Element {
  const { allowed, isFixed, services } = useModel(model).network;
  return (
    <details>
      <summary>{trans.__('Whom this asks')}</summary>
      <Services services={services} />
      {allowed && !isFixed && (
        <TextButton
          label={trans.__('Allow the network no longer')}
          onClick={() => void model.forbid()}
        />
      )}
    </details>
  );
}
