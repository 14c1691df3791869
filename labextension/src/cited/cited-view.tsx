import type { TranslationBundle } from '@jupyterlab/translation';
import {
  HTMLSelect,
  ReactWidget,
  caretLeftIcon
} from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';
import type { Message } from '@lumino/messaging';
import type { JSX, KeyboardEvent } from 'react';

import { CommandIDs } from '../commands';
import { IconButton, TextButton } from '../ui/buttons';
import { RowList } from '../ui/row-list';
import { useModel } from '../ui/use-model';
import type { CitedActions } from './cited-actions';
import type { CitedModel, CitedState } from './cited-model';
import { FindingRow } from './finding-row';
import { countLine } from './words';
import { WorkRow } from './work-row';

/** What the view is made of. */
export type CitedParts = {
  readonly model: CitedModel;
  readonly actions: CitedActions;
  readonly commands: CommandRegistry;
  readonly trans: TranslationBundle;
};

/** What the notebook that was used last cites, in the place of the search. */
export class CitedView extends ReactWidget {
  constructor(private readonly _parts: CitedParts) {
    super();
    this.addClass('jp-PaperLookup');
    this.addClass('jp-PaperLookup-cited');
  }

  /** Puts the focus on what is to be looked at, once that is known. */
  focusFindings(): void {
    this._wants =
      '.jp-PaperLookup-findings [data-row], .jp-PaperLookup-allWell';
    this._focus();
  }

  protected override onAfterShow(message: Message): void {
    super.onAfterShow(message);
    this._parts.model.start();
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    if (this.isVisible) {
      this._parts.model.start();
    }
  }

  protected override onAfterHide(message: Message): void {
    super.onAfterHide(message);
    this._parts.model.stop();
  }

  protected override onActivateRequest(message: Message): void {
    super.onActivateRequest(message);
    if (!this.node.contains(document.activeElement)) {
      this._wants ||= '.jp-PaperLookup-pageHead button';
      this._focus();
    }
  }

  protected override onUpdateRequest(message: Message): void {
    super.onUpdateRequest(message);
    this._focus();
  }

  protected override render(): JSX.Element {
    return <Cited parts={this._parts} onShown={this._onShown} />;
  }

  /** Puts the focus where it is wanted, as soon as there is something. */
  private _focus(): void {
    requestAnimationFrame(() => {
      const first = this._wants
        ? this.node.querySelector<HTMLElement>(this._wants)
        : null;
      if (first) {
        this._wants = '';
        first.focus();
      }
    });
  }

  private readonly _onShown = (): void => this._focus();
  private _wants = '';
}

type Parts = { parts: CitedParts };
type PartProps = Parts & { state: CitedState };

function Cited(props: Parts & { onShown: () => void }): JSX.Element {
  const { parts, onShown } = props;
  const { trans, commands, model } = parts;
  const state = useModel(model);
  const back = (): void => void commands.execute(CommandIDs.openSearch);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      event.stopPropagation();
      back();
    }
  };
  return (
    <section
      className="jp-PaperLookup-citedPage"
      aria-label={trans.__('Cited here')}
      onKeyDown={onKeyDown}
    >
      <div className="jp-PaperLookup-pageHead">
        <IconButton
          label={trans.__('Back to the search')}
          icon={caretLeftIcon}
          onClick={back}
        />
        <h2 dir="auto">
          {state.notebook
            ? trans.__('Cited in %1', state.notebook.name)
            : trans.__('Cited here')}
        </h2>
      </div>
      <div className="jp-PaperLookup-page">
        {state.failure && (
          <p className="jp-PaperLookup-problem" role="alert">
            {state.failure}
          </p>
        )}
        <p role="status">{countLine(state, trans)}</p>
        <Findings parts={parts} state={state} onShown={onShown} />
        <Works parts={parts} state={state} />
      </div>
      <OutcomeLine parts={parts} />
    </section>
  );
}

/** What to look at, before all else. */
function Findings(
  props: PartProps & { onShown: () => void }
): JSX.Element | null {
  const { parts, state, onShown } = props;
  const { trans, actions } = parts;
  const { findings, notebook } = state;
  if (!findings || !notebook) {
    return null;
  }
  if (findings.length === 0) {
    return (state.works?.length ?? 0) > 0 ? (
      <p
        className="jp-PaperLookup-quiet jp-PaperLookup-allWell"
        tabIndex={-1}
        ref={onShown}
      >
        {trans.__('Nothing to look at: every citation is in order.')}
      </p>
    ) : null;
  }
  return (
    <section className="jp-PaperLookup-findings" ref={onShown}>
      <h3>{trans.__('To look at')}</h3>
      <RowList
        label={trans.__('To look at')}
        count={findings.length}
        rowKey={i => keyOf(findings[i])}
        onEnter={i => {
          const spot = findings[i]?.spot;
          if (spot) {
            void actions.jump(spot);
          }
        }}
      >
        {(i, isCurrent) => {
          const row = findings[i];
          return (
            row && (
              <FindingRow
                row={row}
                isCurrent={isCurrent}
                isReadOnly={notebook.isReadOnly}
                actions={actions}
                trans={trans}
              />
            )
          );
        }}
      </RowList>
    </section>
  );
}

function keyOf(
  row: NonNullable<CitedState['findings']>[number] | undefined
): string {
  const { kind, key, cell, start } = row?.finding ?? {};
  return [kind, key, cell, start].join(' ');
}

/** The works, and what can be done with all of them. */
function Works({ parts, state }: PartProps): JSX.Element | null {
  const { trans, actions, commands, model } = parts;
  const { works, order } = state;
  if (!works || works.length === 0) {
    return null;
  }
  const foreign = works.map(({ work }) => work).filter(w => !w.libraryKey);
  return (
    <section>
      <h3>{trans.__('Works')}</h3>
      <div className="jp-PaperLookup-buttons">
        <HTMLSelect
          aria-label={trans.__('Order')}
          value={order}
          onChange={event =>
            model.setOrder(
              event.target.value === 'text' ? 'text' : 'bibliography'
            )
          }
          options={[
            {
              value: 'bibliography',
              label: trans.__('As in the bibliography')
            },
            { value: 'text', label: trans.__('As in the text') }
          ]}
        />
        <TextButton
          label={trans.__('Export…')}
          description={trans.__('Export the cited works')}
          onClick={() => void commands.execute(CommandIDs.exportCited)}
        />
        {foreign.length < works.length && (
          <TextButton
            label={trans.__('Complete all')}
            description={trans.__('Complete all cited works')}
            onClick={() => void commands.execute(CommandIDs.completeCited)}
          />
        )}
        {foreign.length > 0 && (
          <TextButton
            label={trans._n(
              'Add %1 to library',
              'Add all %1 to library',
              foreign.length
            )}
            onClick={() => void actions.add(foreign)}
          />
        )}
      </div>
      <RowList
        label={trans.__('Works')}
        count={works.length}
        rowKey={i => works[i]?.work.key ?? String(i)}
        onEnter={i => void actions.insert(works[i]?.work.key ?? '')}
      >
        {(i, isCurrent) => {
          const row = works[i];
          return (
            row && (
              <WorkRow
                row={row}
                isCurrent={isCurrent}
                actions={actions}
                trans={trans}
              />
            )
          );
        }}
      </RowList>
    </section>
  );
}

/** What came of the last action. */
function OutcomeLine({ parts: { actions } }: Parts): JSX.Element {
  const { message, isProblem, action } = useModel(actions);
  return (
    <div
      className={`jp-PaperLookup-citedOutcome${isProblem ? ' jp-PaperLookup-problem' : ''}`}
      role="status"
      dir="auto"
    >
      {message}
      {action && (
        <>
          {' '}
          <TextButton label={action.label} onClick={action.run} />
        </>
      )}
    </div>
  );
}
