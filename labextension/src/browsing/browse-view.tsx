import { caretLeftIcon, ReactWidget } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import type { JSX, KeyboardEvent } from 'react';
import { useEffect, useState } from 'react';

import { CommandIDs } from '../commands';
import { DetailsView } from '../search/details';
import { OutcomeLine } from '../search/footer';
import type { IPaperList } from '../tokens';
import { IconButton, TextButton } from '../ui/buttons';
import { useModel } from '../ui/use-model';
import type { BrowseState } from './browse-state';
import { ALL } from './browse-state';
import { Choices } from './choices';
import { hitOfRow } from './hit-of-row';
import { PaperList } from './paper-list';
import type { BrowseParts } from './parts';
import { LIST_ID } from './parts';
import type { Visits } from './visits';
import { countLine } from './words';

/** How long the count must hold still before it is read out, in milliseconds. */
const ANNOUNCE_AFTER = 600;

/** The papers by the day on which they came, or by how popular they are, in the place of the search. */
export class BrowseView extends ReactWidget implements IPaperList {
  constructor(
    private readonly _parts: BrowseParts,
    private readonly _visits: Visits
  ) {
    super();
    this.addClass('jp-PaperLookup');
    this.addClass('jp-PaperLookup-browse');
    const { model, details } = _parts;
    model.changed.connect(() => this._onModel());
    details.changed.connect(() => this._keepVisit());
    document.addEventListener('visibilitychange', this._onPage);
  }

  async currentKeys(): Promise<readonly string[]> {
    const row = await this._parts.model.settled();
    return row ? [row.key] : [];
  }

  showDetails(key: string): boolean {
    const { model, details } = this._parts;
    const row = model.activeRow;
    if (row?.key !== key) {
      return false;
    }
    details.show(hitOfRow(row));
    return true;
  }

  /** Shows what has changed in the library. */
  refresh(): void {
    if (this.isVisible) {
      this._parts.details.forget();
      void this._parts.model.refresh();
    }
  }

  /** Puts the focus into the list, as soon as there is one. */
  focusList(): void {
    this._wantsFocus = true;
    this._focus();
  }

  override dispose(): void {
    if (!this.isDisposed) {
      document.removeEventListener('visibilitychange', this._onPage);
      this._parts.model.dispose();
      this._parts.details.dispose();
      super.dispose();
    }
  }

  protected override onAfterShow(message: Message): void {
    super.onAfterShow(message);
    this._begin();
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    if (this.isVisible) {
      this._begin();
    }
  }

  protected override onAfterHide(message: Message): void {
    super.onAfterHide(message);
    this._visits.end();
  }

  protected override onActivateRequest(message: Message): void {
    super.onActivateRequest(message);
    if (!this.node.contains(document.activeElement)) {
      this.focusList();
    }
  }

  protected override render(): JSX.Element {
    return <Browse parts={this._parts} />;
  }

  private _begin(): void {
    void this._parts.model.refresh();
  }

  private _onModel(): void {
    const { model, details } = this._parts;
    this._keepVisit();
    this._focus();
    // Open details follow the current row.
    const row = model.activeRow;
    if (row && details.isOpen && row.key !== details.state.hit?.key) {
      details.show(hitOfRow(row));
    }
  }

  private _keepVisit(): void {
    if (
      this.isVisible &&
      !document.hidden &&
      this._parts.model.state.phase === 'ready'
    ) {
      this._visits.begin();
    }
  }

  private _focus(): void {
    if (this._wantsFocus) {
      requestAnimationFrame(() => {
        const list = this.node.querySelector<HTMLElement>(`#${LIST_ID}`);
        if (list && this._wantsFocus && this.isVisible) {
          this._wantsFocus = false;
          list.focus({ preventScroll: true });
        }
      });
    }
  }

  /** Who turns to another page has left the list; who comes back sees what is new since. */
  private readonly _onPage = (): void => {
    if (!this.isVisible) {
      return;
    }
    if (!document.hidden) {
      this.refresh();
    } else {
      this._visits.end();
    }
  };

  private _wantsFocus = false;
}

type Props = { parts: BrowseParts };

function Browse({ parts }: Props): JSX.Element {
  const { details, leave, papers, trans } = parts;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      event.stopPropagation();
      if (details.isOpen) {
        details.close();
        papers.focusBox();
      } else {
        leave();
      }
    }
  };
  return (
    <section
      className="jp-PaperLookup-browsePage"
      aria-label={trans.__('Browse')}
      onKeyDown={onKeyDown}
    >
      <div className="jp-PaperLookup-pageHead">
        <IconButton
          label={trans.__('Back to the search')}
          icon={caretLeftIcon}
          onClick={leave}
        />
        <h2>{trans.__('Browse')}</h2>
        <MoreButtons parts={parts} />
      </div>
      <Choices parts={parts} />
      <Lines parts={parts} />
      <PaperList parts={parts} />
      <DetailsView parts={papers} />
      <div className="jp-PaperLookup-browseFoot">
        <OutcomeLine parts={papers} />
      </div>
    </section>
  );
}

/** What brings more papers, and what brings them by mail. */
function MoreButtons({ parts: { commands, trans } }: Props): JSX.Element {
  return (
    <>
      <TextButton
        label={trans.__('Fetch…')}
        description={trans.__('Fetch papers from the network')}
        onClick={() => void commands.execute(CommandIDs.fetchPapers)}
      />
      <TextButton
        label={trans.__('Digest…')}
        description={trans.__('Show the digest, or have it mailed')}
        onClick={() => void commands.execute(CommandIDs.digest)}
      />
    </>
  );
}

/** How many papers there are, what their order means, and what is wrong. */
function Lines({ parts }: Props): JSX.Element {
  const { model, trans, language } = parts;
  const state = useModel(model);
  const { phase, failure, note, total, choices } = state;
  const count = countLine(state, language, trans);
  const isNarrowed =
    choices.source !== '' ||
    choices.year !== null ||
    choices.isCited ||
    choices.onlyNew;
  return (
    <div className="jp-PaperLookup-browseLines">
      <div className="jp-PaperLookup-browseCount">
        <span>{count}</span>
        {phase === 'loading' && (
          <span className="jp-PaperLookup-late">{trans.__('Loading')}</span>
        )}
      </div>
      <Announced text={failure || count} />
      {note && <p className="jp-PaperLookup-quiet">{note}</p>}
      {failure && (
        <div className="jp-PaperLookup-failure">
          <p>{failure}</p>
          <TextButton
            label={trans.__('Try again')}
            onClick={() => void model.refresh()}
          />
        </div>
      )}
      {phase === 'ready' && total === 0 && (
        <Nothing parts={parts} state={state} isNarrowed={isNarrowed} />
      )}
    </div>
  );
}

function Nothing(
  props: Props & { state: BrowseState; isNarrowed: boolean }
): JSX.Element {
  const { parts, state, isNarrowed } = props;
  const { commands, model, trans } = parts;
  if (!isNarrowed) {
    return (
      <div className="jp-PaperLookup-buttons">
        <TextButton
          label={trans.__('Import papers')}
          onClick={() => void commands.execute(CommandIDs.importPapers)}
        />
      </div>
    );
  }
  const { by, order } = state.choices;
  return (
    <>
      <p>
        {state.choices.onlyNew
          ? trans.__('Nothing has come in since the last visit.')
          : trans.__('No paper is left of these choices.')}
      </p>
      <TextButton
        label={trans.__('Show all papers')}
        onClick={() => void model.choose({ ...ALL, by, order })}
      />
    </>
  );
}

/** Tells those who listen, once it holds still. */
function Announced({ text }: { text: string }): JSX.Element {
  const [announced, setAnnounced] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAnnounced(text), ANNOUNCE_AFTER);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <div className="jp-PaperLookup-hidden" role="status">
      {announced}
    </div>
  );
}
