import { Sanitizer } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { HTMLSelect, ReactWidget } from '@jupyterlab/ui-components';
import type { ChangeEvent, JSX, KeyboardEvent } from 'react';
import { useEffect, useId, useRef } from 'react';

import type { StyleInfo, StylePreview } from '../api/types';
import { useModel } from '../ui/use-model';
import type { StyleChooserModel } from './chooser-model';

type ChooserProps = { model: StyleChooserModel; trans: TranslationBundle };

const PAGE = 8;
const sanitizer = new Sanitizer();

/** The body of the dialog in which a style is chosen; its value is the style and the locale. */
export class StyleChooser extends ReactWidget {
  constructor(
    private readonly _model: StyleChooserModel,
    private readonly _trans: TranslationBundle
  ) {
    super();
    this.addClass('jp-PaperLookup-styleChooser');
  }

  getValue(): { style: string; locale: string } {
    const { style, locale } = this._model.state;
    return { style, locale };
  }

  override dispose(): void {
    this._model.dispose();
    super.dispose();
  }

  protected override render(): JSX.Element {
    return <Chooser model={this._model} trans={this._trans} />;
  }
}

function Chooser({ model, trans }: ChooserProps): JSX.Element {
  const { failure, isExample } = useModel(model);
  return (
    <>
      <div className="jp-PaperLookup-styleChoices">
        <StyleBox model={model} trans={trans} />
        <LocaleChoice model={model} trans={trans} />
        <OwnStyle model={model} trans={trans} />
      </div>
      <div className="jp-PaperLookup-stylePreview">
        <Preview model={model} trans={trans} />
        {isExample && (
          <p className="jp-PaperLookup-quiet">
            {trans.__(
              'The notebook cites nothing yet: these are papers of your library.'
            )}
          </p>
        )}
        {failure && (
          <p className="jp-PaperLookup-problem" role="alert">
            {failure}
          </p>
        )}
      </div>
    </>
  );
}

/** A box that filters, and the list below it, which the keys of the box walk through. */
function StyleBox({ model, trans }: ChooserProps): JSX.Element {
  const { filter, styles, style, previews } = useModel(model);
  const listId = useId();
  const onKeyDown = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: PAGE,
      PageUp: -PAGE
    };
    const step = steps[event.key];
    if (step !== undefined && !event.nativeEvent.isComposing) {
      event.preventDefault();
      model.step(step);
    }
  };
  return (
    <>
      <input
        className="jp-mod-styled"
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={`${listId}-${style}`}
        aria-label={trans.__('Find a style')}
        placeholder={trans.__('Find a style')}
        value={filter}
        onChange={event => model.filter(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <ul
        id={listId}
        role="listbox"
        aria-label={trans.__('Styles')}
        className="jp-PaperLookup-styleList"
      >
        {styles?.map(each => (
          <StyleRow
            key={each.name}
            id={`${listId}-${each.name}`}
            style={each}
            preview={previews.get(each.name)}
            isCurrent={each.name === style}
            onChoose={() => model.highlight(each.name)}
          />
        ))}
      </ul>
      {styles?.length === 0 && (
        <p className="jp-PaperLookup-quiet" role="status">
          {trans.__(
            'No style has these words. A .csl file can be added below.'
          )}
        </p>
      )}
    </>
  );
}

function StyleRow(props: {
  id: string;
  style: StyleInfo;
  preview: StylePreview | undefined;
  isCurrent: boolean;
  onChoose: () => void;
}): JSX.Element {
  const { id, style, preview, isCurrent, onChoose } = props;
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isCurrent) {
      row.current?.scrollIntoView({ block: 'nearest' });
    }
  }, [isCurrent]);
  return (
    <li
      ref={row}
      id={id}
      role="option"
      aria-selected={isCurrent}
      className="jp-PaperLookup-style"
      onClick={onChoose}
    >
      <span>{style.title}</span>
      {preview?.citations[0] && <Html html={preview.citations[0]} isInline />}
    </li>
  );
}

function LocaleChoice({ model, trans }: ChooserProps): JSX.Element {
  const { locales, locale } = useModel(model);
  const options = locales.map(({ name, title }) => ({
    value: name,
    label: title
  }));
  const isKnown = options.some(({ value }) => value === locale);
  return (
    <label className="jp-PaperLookup-choice">
      <span>{trans.__('Language')}</span>
      <HTMLSelect
        value={locale}
        onChange={(event: ChangeEvent<HTMLSelectElement>) =>
          model.chooseLocale(event.currentTarget.value)
        }
        options={isKnown ? options : [{ value: locale }, ...options]}
      />
    </label>
  );
}

/** A style that is not in the list, as a file of one's own. */
function OwnStyle({ model, trans }: ChooserProps): JSX.Element {
  const onChange = (event: ChangeEvent<HTMLInputElement>): void => {
    const input = event.currentTarget;
    const [file] = input.files ?? [];
    if (file) {
      // The same file can be chosen again once it is mended.
      void model.add(file).finally(() => {
        input.value = '';
      });
    }
  };
  return (
    <label className="jp-PaperLookup-choice">
      <span>{trans.__('Another style, as a .csl file')}</span>
      <input type="file" accept=".csl,.xml" onChange={onChange} />
    </label>
  );
}

function Preview({ model, trans }: ChooserProps): JSX.Element {
  const { style, previews } = useModel(model);
  const preview = previews.get(style);
  if (!preview) {
    return (
      <p className="jp-PaperLookup-quiet jp-PaperLookup-late">
        {trans.__('Loading')}
      </p>
    );
  }
  return (
    <div aria-live="polite">
      {preview.failure && (
        <p className="jp-PaperLookup-problem">{preview.failure}</p>
      )}
      <h3>{trans.__('In the text')}</h3>
      {preview.citations.map((html, at) => (
        <Html key={at} html={html} />
      ))}
      <h3>{trans.__('In the bibliography')}</h3>
      {preview.references.length === 0 && !preview.failure && (
        <p className="jp-PaperLookup-quiet">
          {trans.__('This style has no bibliography.')}
        </p>
      )}
      {preview.references.map((html, at) => (
        <Html key={at} html={html} />
      ))}
    </div>
  );
}

/** Formatted text of the server, which is made of what records say. */
function Html(props: { html: string; isInline?: boolean }): JSX.Element {
  const __html = sanitizer.sanitize(props.html);
  return props.isInline ? (
    <span
      className="jp-PaperLookup-quiet"
      dangerouslySetInnerHTML={{ __html }}
    />
  ) : (
    <p dir="auto" dangerouslySetInnerHTML={{ __html }} />
  );
}
