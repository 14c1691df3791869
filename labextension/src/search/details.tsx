import { closeIcon } from '@jupyterlab/ui-components';
import type { JSX, KeyboardEvent, ReactNode } from 'react';

import type { PaperDetails, PaperHit } from '../api/types';
import { CommandIDs } from '../commands';
import { isOwn } from '../notebooks/search-with-own';
import {
  creatorsLine,
  dateLine,
  identifierOf,
  lacksSomething,
  notKnownLine,
  retractedBy,
  retractedLine
} from './facts';
import { IconButton } from './hit-actions';
import { Marked } from './marked';
import { matchedWords, matchesOf } from './marks';
import { BibtexPreview, ReferencePreview, TextButton } from './previews';
import type { ViewParts } from './view-parts';
import { useModel } from './view-parts';
import { Why } from './why';

/** All that is known of one paper, and all that can be done with it. */
export function DetailsView({
  parts
}: {
  parts: ViewParts;
}): JSX.Element | null {
  const { details, trans, focusBox } = parts;
  const { hit, record, failure } = useModel(details);
  if (!hit) {
    return null;
  }
  const close = (): void => {
    details.close();
    focusBox();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  };
  return (
    <section
      className="jp-PaperLookup-details"
      aria-label={trans.__('Details')}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div className="jp-PaperLookup-detailsHead">
        <h2 className="jp-PaperLookup-detailsTitle">
          <Marked text={hit.title} matches={hit.titleMatches} />
        </h2>
        <IconButton
          label={trans.__('Close the details')}
          icon={closeIcon}
          onClick={close}
        />
      </div>
      {failure && <p className="jp-PaperLookup-problem">{failure}</p>}
      <Facts parts={parts} hit={hit} record={record} />
      <Why parts={parts} hit={hit} />
      <Abstract parts={parts} hit={hit} record={record} />
      <ReferencePreview parts={parts} hit={hit} />
      <BibtexPreview parts={parts} hit={hit} />
      {record && <Origin parts={parts} record={record} />}
      {record &&
        !isOwn(hit) &&
        parts.foreign.map(
          ({ details: Part }, i) => Part && <Part key={i} record={record} />
        )}
    </section>
  );
}

type PaperProps = {
  parts: ViewParts;
  hit: PaperHit;
  record: PaperDetails | null;
};

/** Who, when, under which key; what the search knew is there at once. */
function Facts({ parts, hit, record }: PaperProps): JSX.Element {
  const { actions, commands, trans } = parts;
  const creators = record ? creatorsLine(record, trans) : hit.creators;
  const notKnown = notKnownLine(record?.incomplete ?? hit.incomplete, trans);
  const retracted = retractedLine(
    record ? retractedBy(record.item) : hit.retracted,
    trans
  );
  return (
    <div className="jp-PaperLookup-facts">
      {retracted && <p className="jp-PaperLookup-retracted">{retracted}</p>}
      {creators && (
        <div>
          <Marked
            text={creators}
            matches={creators === hit.creators ? hit.creatorsMatches : []}
          />
        </div>
      )}
      {hit.date && <div>{dateLine(hit.date, trans)}</div>}
      {notKnown && <div className="jp-PaperLookup-quiet">{notKnown}</div>}
      <div className="jp-PaperLookup-buttons">
        <TextButton
          label={trans.__('Insert citation')}
          onClick={() =>
            void actions.insert('citation', [hit.key], { keepFocus: true })
          }
        />
        <TextButton
          label={trans.__('With page or prefix…')}
          onClick={() =>
            void commands.execute(CommandIDs.newCitation, { keys: [hit.key] })
          }
        />
        <TextButton
          label={trans.__('Copy key')}
          onClick={() => void actions.copyKey([hit.key])}
        />
        {!isOwn(hit) && (
          <TextButton
            label={trans.__('Edit')}
            onClick={() =>
              void commands.execute(CommandIDs.edit, { keys: [hit.key] })
            }
          />
        )}
        {record && !isOwn(hit) && lacksSomething(record) && (
          <TextButton
            label={trans.__('Complete…')}
            onClick={() =>
              void commands.execute(CommandIDs.complete, { keys: [hit.key] })
            }
          />
        )}
        <code className="jp-PaperLookup-key">{hit.key}</code>
      </div>
    </div>
  );
}

function Abstract({ parts, hit, record }: PaperProps): JSX.Element | null {
  const { trans } = parts;
  if (!record) {
    return null;
  }
  const words = new Set([
    ...matchedWords(hit.title, hit.titleMatches),
    ...matchedWords(hit.snippet, hit.snippetMatches)
  ]);
  return (
    <Section title={trans.__('Abstract')}>
      {record.abstract ? (
        <p className="jp-PaperLookup-abstract">
          <Marked
            text={record.abstract}
            matches={matchesOf(record.abstract, words)}
          />
        </p>
      ) : (
        <p className="jp-PaperLookup-quiet">{trans.__('Not known.')}</p>
      )}
    </Section>
  );
}

/** Links to the paper, and where the record came from. */
function Origin(props: {
  parts: ViewParts;
  record: PaperDetails;
}): JSX.Element {
  const { record, parts } = props;
  const { trans } = parts;
  const links = record.links.filter(link => /^https?:\/\//iu.test(link.url));
  return (
    <Section title={trans.__('Found in')}>
      {links.length > 0 && (
        <ul className="jp-PaperLookup-links">
          {links.map(link => (
            <li key={link.url}>
              <a href={link.url} target="_blank" rel="noopener noreferrer">
                {link.label}
              </a>{' '}
              <span className="jp-PaperLookup-quiet">
                {identifierOf(link.url)}
              </span>
            </li>
          ))}
        </ul>
      )}
      <ul className="jp-PaperLookup-sources">
        {record.sources.map(source => (
          <li key={source}>{source}</li>
        ))}
        {record.comments !== null && (
          <li>{trans._n('%1 comment', '%1 comments', record.comments)}</li>
        )}
      </ul>
    </Section>
  );
}

/** A part of the details under a heading. */
export function Section(props: {
  title: string;
  children: ReactNode;
}): JSX.Element {
  return (
    <div className="jp-PaperLookup-section">
      <h3>{props.title}</h3>
      {props.children}
    </div>
  );
}
