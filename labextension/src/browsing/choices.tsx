import { HTMLSelect } from '@jupyterlab/ui-components';
import type { ChangeEvent, JSX } from 'react';

import { useModel, useSignal } from '../ui/use-model';
import { newOf, ORDERS, PERIODS } from './browse-state';
import type { BrowseParts } from './parts';
import { orderName, periodName } from './words';

type Props = { parts: BrowseParts };

/** What the list is parted into, in which order, and what it is narrowed to. */
export function Choices({ parts }: Props): JSX.Element {
  const { model, trans } = parts;
  const state = useModel(model);
  const { by, order, source, year } = state.choices;
  return (
    <div
      className="jp-PaperLookup-browseChoices"
      role="group"
      aria-label={trans.__('What is listed')}
    >
      <Menu
        label={trans.__('Order')}
        value={order}
        options={ORDERS.map(each => [each, orderName(each, trans)])}
        onChoose={value =>
          void model.choose({
            order: ORDERS.find(each => each === value) ?? 'newest'
          })
        }
      />
      <Menu
        label={trans.__('Parted')}
        value={by}
        isDisabled={order !== 'newest'}
        options={PERIODS.map(each => [each, periodName(each, trans)])}
        onChoose={value =>
          void model.choose({
            by: PERIODS.find(each => each === value) ?? 'day'
          })
        }
      />
      <Menu
        label={trans.__('Source')}
        value={source}
        options={[
          ['', trans.__('All sources')],
          ...optionsOf(state.sources, source)
        ]}
        onChoose={value => void model.choose({ source: value })}
      />
      <Menu
        label={trans.__('Year')}
        value={year === null ? '' : String(year)}
        options={[
          ['', trans.__('All years')],
          ...optionsOf(state.years, year === null ? '' : String(year))
        ]}
        onChoose={value =>
          void model.choose({ year: value === '' ? null : Number(value) })
        }
      />
      <Marks parts={parts} />
    </div>
  );
}

/** What can be left out by one press. */
function Marks({ parts }: Props): JSX.Element {
  const { lookup, model, trans } = parts;
  const state = useModel(model);
  const { onlyNew, isCited } = state.choices;
  const { notebooks } = lookup;
  const name = useSignal(
    notebooks.currentChanged,
    () => notebooks.current?.name ?? ''
  );
  const fresh = newOf(state);
  return (
    <div className="jp-PaperLookup-browseMarks">
      <Toggle
        label={
          fresh > 0 ? trans.__('New (%1)', String(fresh)) : trans.__('New')
        }
        hint={trans.__('Only what came in since the last visit')}
        isOn={onlyNew}
        onToggle={() => void model.choose({ onlyNew: !onlyNew })}
      />
      <Toggle
        label={trans.__('Cited here')}
        hint={
          name
            ? trans.__('Only what %1 cites', name)
            : trans.__('Open a notebook to see what it cites.')
        }
        isOn={isCited}
        isDisabled={!name && !isCited}
        onToggle={() => void model.choose({ isCited: !isCited })}
      />
    </div>
  );
}

function Menu(props: {
  label: string;
  value: string;
  options: readonly (readonly [string, string])[];
  isDisabled?: boolean;
  onChoose: (value: string) => void;
}): JSX.Element {
  const { label, value, options, isDisabled, onChoose } = props;
  return (
    <HTMLSelect
      aria-label={label}
      title={label}
      value={value}
      disabled={isDisabled}
      onChange={(event: ChangeEvent<HTMLSelectElement>) =>
        onChoose(event.currentTarget.value)
      }
      options={options.map(([each, name]) => ({ value: each, label: name }))}
    />
  );
}

function Toggle(props: {
  label: string;
  hint: string;
  isOn: boolean;
  isDisabled?: boolean;
  onToggle: () => void;
}): JSX.Element {
  const { label, hint, isOn, isDisabled, onToggle } = props;
  return (
    <button
      className="jp-PaperLookup-toggle"
      type="button"
      title={hint}
      aria-pressed={isOn}
      aria-disabled={isDisabled}
      onClick={isDisabled ? undefined : onToggle}
    >
      {label}
    </button>
  );
}

/** The values of a facet with their counts; the chosen one though nothing of it is left. */
function optionsOf(
  facets: readonly { value: string; count: number }[],
  chosen: string
): (readonly [string, string])[] {
  const known = facets.map(
    ({ value, count }) => [value, `${value} (${count})`] as const
  );
  const isKnown = chosen === '' || facets.some(({ value }) => value === chosen);
  return isKnown ? known : [...known, [chosen, `${chosen} (0)`] as const];
}
