import type { TranslationBundle } from '@jupyterlab/translation';
import { HTMLSelect } from '@jupyterlab/ui-components';
import type { ChangeEvent, JSX } from 'react';
import { useEffect, useState } from 'react';

import type { StylesResponse } from '../api/types';
import { CommandIDs } from '../commands';
import { DIALECT_EXAMPLES, DIALECT_TITLES } from '../dialects';
import type { ICurrentChoices } from '../notebooks/tokens';
import { DIALECTS, isDialect } from '../settings';
import { TextButton } from '../ui/buttons';
import { failureOf } from './failure';
import type { ViewParts } from './view-parts';
import { useModel, useSignal } from './view-parts';

/** Where an insertion goes and how it will look, and what came of the last action. */
export function Footer({ parts }: { parts: ViewParts }): JSX.Element {
  const { trans } = parts;
  const { styles, failure } = useStyles(parts);
  return (
    <div className="jp-PaperLookup-footer">
      <OutcomeLine parts={parts} />
      <div className="jp-PaperLookup-targetAndSources">
        <TargetLine parts={parts} />
        <TextButton
          label={trans.__('Browse')}
          description={trans.__('Browse the papers by day, week or month')}
          onClick={() => void parts.commands.execute(CommandIDs.browse)}
        />
        <TextButton
          label={trans.__('Cited here')}
          description={trans.__('What this notebook cites')}
          onClick={() => void parts.commands.execute(CommandIDs.citedHere)}
        />
        <TextButton
          label={trans.__('Sources')}
          description={trans.__('Sources of the papers')}
          onClick={() => void parts.commands.execute(CommandIDs.showSources)}
        />
      </div>
      <div className="jp-PaperLookup-styleRow">
        <StyleMenu parts={parts} styles={styles} />
        <TextButton
          label={trans.__('Compare…')}
          description={trans.__('Compare citation styles')}
          onClick={() => void parts.commands.execute(CommandIDs.chooseStyle)}
        />
      </div>
      {failure && <p className="jp-PaperLookup-problem">{failure}</p>}
      <details>
        <summary>{trans.__('Form and language')}</summary>
        <DialectMenu parts={parts} />
        <LocaleMenu parts={parts} styles={styles} />
      </details>
    </div>
  );
}

/** What came of the last action; polite, and never a dialog. */
export function OutcomeLine({
  parts
}: {
  parts: Pick<ViewParts, 'actions'>;
}): JSX.Element {
  const { actions } = parts;
  const outcome = useSignal(actions.reported, () => actions.outcome);
  const isProblem = outcome?.isProblem ?? false;
  return (
    <div
      className={`jp-PaperLookup-outcome${isProblem ? ' jp-PaperLookup-problem' : ''}`}
      role="status"
    >
      {outcome?.message}
      {outcome?.action && (
        <>
          {' '}
          <TextButton
            label={outcome.action.label}
            onClick={outcome.action.run}
          />
        </>
      )}
    </div>
  );
}

function TargetLine({ parts }: { parts: ViewParts }): JSX.Element {
  const { inserter } = parts.lookup;
  const { trans } = parts;
  const text = useSignal(inserter.targetChanged, () => {
    const target = inserter.target();
    if (!target) {
      return trans.__('Open a notebook to insert into.');
    }
    return target.refusal || trans.__('Into: %1', target.label);
  });
  return (
    <div className="jp-PaperLookup-target" title={text}>
      {text}
    </div>
  );
}

type StylesProps = { parts: ViewParts; styles: StylesResponse | null };

function StyleMenu({ parts, styles }: StylesProps): JSX.Element {
  const { choices } = parts.lookup;
  const style = useSignal(choices.changed, () => choices.style);
  const options = (styles?.styles ?? []).map(({ name, title }) => ({
    value: name,
    label: title
  }));
  return (
    <Choice
      label={parts.trans.__('Style')}
      value={style}
      options={options}
      onChoose={name => choices.choose({ style: name })}
    />
  );
}

function LocaleMenu({ parts, styles }: StylesProps): JSX.Element {
  const { choices } = parts.lookup;
  const locale = useSignal(choices.changed, () => choices.locale);
  const options = (styles?.locales ?? []).map(({ name, title }) => ({
    value: name,
    label: title
  }));
  return (
    <Choice
      label={parts.trans.__('Language')}
      value={locale}
      options={options}
      onChoose={name => choices.choose({ locale: name })}
    />
  );
}

function DialectMenu({ parts }: { parts: ViewParts }): JSX.Element {
  const { commands, trans } = parts;
  const { choices } = parts.lookup;
  const dialect = useSignal(choices.changed, () => choices.dialect);
  const reason = useSignal(choices.changed, () =>
    dialectReason(choices, trans)
  );
  return (
    <>
      <Choice
        label={trans.__('Form')}
        value={dialect}
        options={DIALECTS.map(value => ({
          value,
          label: DIALECT_TITLES[value]
        }))}
        onChoose={value => {
          if (isDialect(value)) {
            choices.choose({ dialect: value });
          }
        }}
      />
      <code className="jp-PaperLookup-example">
        {DIALECT_EXAMPLES[dialect]}
      </code>
      <div className="jp-PaperLookup-dialectReason">
        <span className="jp-PaperLookup-quiet">{reason}</span>
        {choices.notebook && (
          <TextButton
            label={trans.__('Convert…')}
            description={trans.__('Convert the citations of the notebook')}
            onClick={() => void commands.execute(CommandIDs.convertNotebook)}
          />
        )}
      </div>
    </>
  );
}

/** Who says that a notebook cites in its dialect. */
function dialectReason(
  { notebook, dialectOrigin, dialectWhere }: ICurrentChoices,
  trans: TranslationBundle
): string {
  if (!notebook) {
    return trans.__('For new notebooks.');
  }
  switch (dialectOrigin) {
    case 'notebook':
      return trans.__('Chosen for %1.', notebook.name);
    case 'project':
      return trans.__('Found in %1.', dialectWhere);
    case 'settings':
      return trans.__('As the settings say.');
  }
}

/** A labelled menu; a value that is not among the options is shown all the same. */
function Choice(props: {
  label: string;
  value: string;
  options: readonly { value: string; label: string }[];
  onChoose: (value: string) => void;
}): JSX.Element {
  const { label, value, options, onChoose } = props;
  const isKnown = options.some(option => option.value === value);
  const all = isKnown ? options : [{ value, label: value }, ...options];
  return (
    <label className="jp-PaperLookup-choice">
      <span>{label}</span>
      <HTMLSelect
        value={value}
        onChange={(event: ChangeEvent<HTMLSelectElement>) =>
          onChoose(event.currentTarget.value)
        }
        options={[...all]}
      />
    </label>
  );
}

/** How long after the first answer the styles are asked for, in milliseconds. */
const STYLES_AFTER = 800;

/** The styles, asked for when the first hits have long been there: reading them is work for the server. */
function useStyles({ search, choices, lookup }: ViewParts): {
  styles: StylesResponse | null;
  failure: string;
} {
  const { answered } = useModel(search);
  const [styles, setStyles] = useState<StylesResponse | null>(null);
  const [failure, setFailure] = useState('');
  const isReady = answered !== null;
  const style = useSignal(lookup.choices.changed, () => lookup.choices.style);
  // A style that was added a moment ago.
  const isNew = styles?.styles.every(({ name }) => name !== style) ?? false;
  useEffect(() => {
    if (!isReady) {
      return undefined;
    }
    const timer = setTimeout(() => {
      choices.load(isNew ? style : '').then(setStyles, (error: unknown) => {
        setFailure(failureOf(error).message);
      });
    }, STYLES_AFTER);
    return () => clearTimeout(timer);
  }, [choices, isReady, isNew, style]);
  return { styles, failure };
}
