import { addIcon } from '@jupyterlab/ui-components';
import type { JSX } from 'react';
import { useEffect, useRef, useState } from 'react';

import { TextButton } from '../ui/buttons';
import { useModel } from '../ui/use-model';
import type { FormParts } from './form-parts';
import { inputId } from './form-parts';
import { NameRowView } from './name-row';
import { withMoved, withNewRow, withoutRow } from './name-rows';
import type { NameRow } from './names';

/** How many rows are shown at first: some works have thousands of authors. */
const MOST_AT_FIRST = 60;

/** Creators as rows: add, remove and move them by buttons or keys. */
export function NamesField(props: {
  form: FormParts;
  name: string;
  label: string;
}): JSX.Element {
  const { form, name, label } = props;
  const { model, trans } = form;
  const { values } = useModel(model);
  const value = values[name];
  const rows: readonly NameRow[] = typeof value === 'object' ? value : [];
  const focus = useFocus(name);
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? rows : rows.slice(0, MOST_AT_FIRST);
  const add = (behind?: number): void => {
    const { rows: next, added } = withNewRow(rows, behind);
    model.set(name, next);
    setShowsAll(showsAll || next.length > MOST_AT_FIRST);
    focus(added.id);
  };
  const remove = (id: number): void => {
    const position = rows.findIndex(row => row.id === id);
    const neighbour = rows[position - 1] ?? rows[position + 1];
    model.set(name, withoutRow(rows, id));
    focus(neighbour?.id ?? null);
  };
  const move = (id: number, step: -1 | 1): void => {
    model.set(name, withMoved(rows, id, step));
    focus(id);
  };
  return (
    <div>
      <ol className="jp-PaperLookup-names">
        {shown.map((row, i) => (
          <NameRowView
            key={row.id}
            row={row}
            position={i}
            count={rows.length}
            inputId={i === 0 ? inputId(name) : undefined}
            trans={trans}
            onChange={changed =>
              model.set(
                name,
                rows.map(each => (each.id === row.id ? changed : each))
              )
            }
            onAdd={() => add(row.id)}
            onRemove={() => remove(row.id)}
            onMove={step => move(row.id, step)}
          />
        ))}
      </ol>
      {shown.length < rows.length && (
        <TextButton
          label={trans.__('Show all %1 names', String(rows.length))}
          onClick={() => setShowsAll(true)}
        />
      )}
      <span data-add={name}>
        <TextButton
          label={trans.__('Add a name')}
          description={trans.__('Add a name: %1', label)}
          icon={addIcon}
          onClick={() => add()}
        />
      </span>
    </div>
  );
}

/** Puts the focus into a row once it is there, or on the button below when none is left. */
function useFocus(name: string): (id: number | null) => void {
  const wanted = useRef<number | null | undefined>(undefined);
  useEffect(() => {
    if (wanted.current === undefined) {
      return;
    }
    const selector =
      wanted.current === null
        ? `[data-add="${name}"] button`
        : `[data-name="${wanted.current}"] input`;
    wanted.current = undefined;
    const found = document.querySelector<HTMLElement>(
      `.jp-PaperLookup-form ${selector}`
    );
    found?.focus();
  });
  return id => {
    wanted.current = id;
  };
}
