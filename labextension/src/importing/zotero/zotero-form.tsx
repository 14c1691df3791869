import type { Dialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { JSX } from 'react';
import { useRef } from 'react';

import type { ZoteroKind } from '../../api/client';
import type { ZoteroLibrary } from '../../api/types';
import { TextButton } from '../../ui/buttons';
import { useModel } from '../../ui/use-model';
import type { ZoteroModel } from './zotero-model';

const KEYS_PAGE = 'https://www.zotero.org/settings/keys';

/** Asks which libraries of Zotero to add. */
export class ZoteroForm
  extends ReactWidget
  implements Dialog.IBodyWidget<readonly ZoteroLibrary[]>
{
  constructor(model: ZoteroModel, trans: TranslationBundle) {
    super();
    this.addClass('jp-PaperLookup-zotero');
    this._model = model;
    this._trans = trans;
  }

  getValue(): readonly ZoteroLibrary[] {
    return this._model.chosen;
  }

  protected override render(): JSX.Element {
    return <Form model={this._model} trans={this._trans} />;
  }

  private readonly _model: ZoteroModel;
  private readonly _trans: TranslationBundle;
}

type FormProps = { model: ZoteroModel; trans: TranslationBundle };

function Form({ model, trans }: FormProps): JSX.Element {
  const { kind, isAsking, libraries, message } = useModel(model);
  return (
    <>
      <fieldset>
        <legend>{trans.__('Where the library is')}</legend>
        <KindChoice
          model={model}
          kind="local"
          label={trans.__('Zotero on the machine that Jupyter runs on')}
        />
        <KindChoice
          model={model}
          kind="web"
          label={trans.__('zotero.org, with a key')}
        />
      </fieldset>
      {kind === 'web' && <KeyPart model={model} trans={trans} />}
      {libraries.length > 0 && (
        <fieldset>
          <legend>{trans.__('Libraries')}</legend>
          {libraries.map(library => (
            <LibraryChoice
              key={library.path}
              library={library}
              model={model}
              trans={trans}
            />
          ))}
        </fieldset>
      )}
      <p role="status" className="jp-PaperLookup-zoteroMessage">
        {isAsking ? trans.__('Asking Zotero…') : message}
      </p>
      {!isAsking && message !== '' && kind === 'local' && (
        <TextButton
          label={trans.__('Try again')}
          onClick={() => void model.look('local')}
        />
      )}
    </>
  );
}

function KindChoice(props: {
  model: ZoteroModel;
  kind: ZoteroKind;
  label: string;
}): JSX.Element {
  const { model, kind, label } = props;
  return (
    <label>
      <input
        type="radio"
        name="jp-PaperLookup-zoteroKind"
        checked={useModel(model).kind === kind}
        onChange={() => void model.look(kind)}
      />
      <span>{label}</span>
    </label>
  );
}

function LibraryChoice(
  props: FormProps & { library: ZoteroLibrary }
): JSX.Element {
  const { library, model, trans } = props;
  const { chosen } = useModel(model);
  const { path, name, source } = library;
  return (
    <label>
      <input
        type="checkbox"
        checked={source !== '' || chosen.includes(path)}
        disabled={source !== ''}
        onChange={() => model.toggle(path)}
      />
      <span>
        {name}{' '}
        <span className="jp-PaperLookup-quiet">
          {source
            ? trans.__('a source already')
            : path.startsWith('groups/')
              ? trans.__('group')
              : trans.__('your own')}
        </span>
      </span>
    </label>
  );
}

/** The key goes to the server and is never shown again, not even where it was typed. */
function KeyPart({ model, trans }: FormProps): JSX.Element {
  const { hasKey, isAsking } = useModel(model);
  const field = useRef<HTMLInputElement>(null);
  if (hasKey) {
    return (
      <p className="jp-PaperLookup-zoteroKey">
        {trans.__('A key is stored on the Jupyter server.')}
        <TextButton
          label={trans.__('Forget it')}
          isDisabled={isAsking}
          onClick={() => void model.setKey(null)}
        />
      </p>
    );
  }
  const store = (): void => {
    const key = field.current?.value.trim();
    if (field.current && key) {
      field.current.value = '';
      void model.setKey(key);
    }
  };
  return (
    <form
      className="jp-PaperLookup-zoteroKey"
      onSubmit={event => {
        event.preventDefault();
        store();
      }}
    >
      <label>
        {trans.__('Key')}
        <input
          ref={field}
          type="password"
          className="jp-mod-styled"
          autoComplete="off"
          spellCheck={false}
          maxLength={64}
        />
      </label>
      <TextButton label={trans.__('Store the key')} submits />
      <p className="jp-PaperLookup-quiet">
        {trans.__(
          'It needs no more than read access. The Jupyter server keeps it in a file that only you can read.'
        )}{' '}
        <a href={KEYS_PAGE} target="_blank" rel="noopener noreferrer">
          {trans.__('Make a key at zotero.org')}
        </a>
      </p>
    </form>
  );
}
