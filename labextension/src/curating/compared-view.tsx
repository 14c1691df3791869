import type { TranslationBundle } from '@jupyterlab/translation';
import type { JSX } from 'react';

import type { PaperDetails } from '../api/types';
import type { ComparedField } from './comparison';
import { compared, differences } from './comparison';
import { typeLabel } from './csl-types';
import { fieldLabel } from './field-words';

type ComparedProps = {
  first: PaperDetails;
  second: PaperDetails;
  trans: TranslationBundle;
};

/** Two records side by side: what both say once, where they differ the differing words marked. */
export function Compared({ first, second, trans }: ComparedProps): JSX.Element {
  const fields = compared(first.item, second.item);
  const sources: ComparedField = {
    name: 'sources',
    first: first.sources.join('; '),
    second: second.sources.join('; '),
    isSame: false
  };
  const label = (name: string): string =>
    name === 'sources' ? trans.__('Found in') : fieldLabel(name, trans);
  return (
    <table className="jp-PaperLookup-compared">
      <caption className="jp-PaperLookup-hidden">
        {trans.__('%1 and %2 compared', first.key, second.key)}
      </caption>
      <thead>
        <tr>
          <th scope="col">{first.key}</th>
          <th scope="col">{second.key}</th>
        </tr>
      </thead>
      {[...fields.map(field => inWords(field, trans)), sources].map(field => (
        <tbody key={field.name}>
          <tr>
            <th scope="rowgroup" colSpan={2}>
              {label(field.name)}
            </th>
          </tr>
          <Values field={field} trans={trans} />
        </tbody>
      ))}
    </table>
  );
}

/** The type in words. */
function inWords(
  field: ComparedField,
  trans: TranslationBundle
): ComparedField {
  const { name, first, second } = field;
  return name === 'type'
    ? {
        ...field,
        first: typeLabel(first, trans),
        second: typeLabel(second, trans)
      }
    : field;
}

function Values(props: {
  field: ComparedField;
  trans: TranslationBundle;
}): JSX.Element {
  const { field, trans } = props;
  const { first, second, isSame } = field;
  if (isSame) {
    return (
      <tr className="jp-mod-same">
        <td colSpan={2} dir="auto">
          {first}
        </td>
      </tr>
    );
  }
  return (
    <tr>
      <Value text={first} other={second} trans={trans} />
      <Value text={second} other={first} trans={trans} />
    </tr>
  );
}

function Value(props: {
  text: string;
  other: string;
  trans: TranslationBundle;
}): JSX.Element {
  const { text, other, trans } = props;
  if (text === '') {
    return <td className="jp-PaperLookup-quiet">{trans.__('not known')}</td>;
  }
  const marks = other === '' ? [] : differences(text, other);
  const parts: JSX.Element[] = [];
  let from = 0;
  marks.forEach(([start, end]) => {
    parts.push(
      <span key={from}>{text.slice(from, start)}</span>,
      <mark key={start} className="jp-PaperLookup-different">
        {text.slice(start, end)}
      </mark>
    );
    from = end;
  });
  return (
    <td dir="auto">
      {parts}
      {text.slice(from)}
    </td>
  );
}
