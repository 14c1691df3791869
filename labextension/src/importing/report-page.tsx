import type { TranslationBundle } from '@jupyterlab/translation';
import type { JSX } from 'react';
import { useEffect, useState } from 'react';

import type { ImportProblem, RenamedEntry } from '../api/types';
import { TextButton } from '../ui/buttons';
import { useModel } from '../ui/use-model';
import { PageHead } from './page-head';
import type { ImportingSession } from './session';
import { counted, placeOf } from './texts';
import type { Report } from './view';

/** How many lines of a long list are added at a time. */
const PAGE_SIZE = 50;

/** How much of the raw text of an entry is shown, in characters. */
const MOST_RAW = 1500;

type PageProps = {
  session: ImportingSession;
  trans: TranslationBundle;
  report: Report;
};

/** What could not be read, each with its place in the file; and the keys that were changed. */
export function ReportPage({ session, trans, report }: PageProps): JSX.Element {
  const { title, summary, problems, renamed } = report;
  return (
    <>
      <PageHead
        title={title.split(/[/\\]/u).pop() || title}
        hint={title}
        back={trans.__('Back to the sources')}
        onBack={() => session.showSources()}
      />
      <div className="jp-PaperLookup-page" tabIndex={0}>
        {summary && <p className="jp-PaperLookup-summary">{summary}</p>}
        {problems.length > 0 && (
          <section>
            <h3>{trans.__('Problems')}</h3>
            <p className="jp-PaperLookup-quiet">
              {trans.__(
                'What could not be read, by its place in the file. Everything else is in the library.'
              )}
            </p>
            <Paged
              items={problems}
              trans={trans}
              draw={(problem, i) => (
                <ProblemItem
                  key={i}
                  session={session}
                  trans={trans}
                  problem={problem}
                />
              )}
            />
          </section>
        )}
        {renamed.length > 0 && (
          <section>
            <h3>{trans.__('Renamed keys')}</h3>
            <p className="jp-PaperLookup-quiet">
              {trans.__(
                'Another paper has the key of the entry, or no notebook could cite it.'
              )}
            </p>
            <Paged
              items={renamed}
              trans={trans}
              draw={(entry, i) => (
                <RenamedItem key={i} session={session} entry={entry} />
              )}
            />
          </section>
        )}
        {problems.length + renamed.length === 0 && (
          <p className="jp-PaperLookup-quiet">
            {trans.__('Every entry could be read.')}
          </p>
        )}
      </div>
    </>
  );
}

/** A list of which the beginning is shown, and more on request. */
function Paged<T>(props: {
  items: readonly T[];
  trans: TranslationBundle;
  draw: (item: T, position: number) => JSX.Element;
}): JSX.Element {
  const { items, trans, draw } = props;
  const [shown, setShown] = useState(PAGE_SIZE);
  useEffect(() => setShown(PAGE_SIZE), [items]);
  const rest = items.length - shown;
  return (
    <>
      <ol className="jp-PaperLookup-problems">
        {items.slice(0, shown).map(draw)}
      </ol>
      {rest > 0 && (
        <div className="jp-PaperLookup-buttons">
          <TextButton
            label={trans.__('Show %1 more', counted(Math.min(rest, PAGE_SIZE)))}
            onClick={() => setShown(shown + PAGE_SIZE)}
          />
          <span className="jp-PaperLookup-quiet">
            {trans.__('%1 of %2', counted(shown), counted(items.length))}
          </span>
        </div>
      )}
    </>
  );
}

function ProblemItem(props: {
  session: ImportingSession;
  trans: TranslationBundle;
  problem: ImportProblem;
}): JSX.Element {
  const { session, trans, problem } = props;
  const { source, line, reason, raw } = problem;
  const text = raw.length > MOST_RAW ? `${raw.slice(0, MOST_RAW)} …` : raw;
  return (
    <li>
      <Place session={session} source={source} line={line} />
      <div dir="auto">{reason}</div>
      {text && (
        <pre
          className="jp-PaperLookup-code"
          tabIndex={0}
          dir="auto"
          aria-label={trans.__('Text of the entry')}
        >
          {text}
        </pre>
      )}
    </li>
  );
}

function RenamedItem(props: {
  session: ImportingSession;
  entry: RenamedEntry;
}): JSX.Element {
  const { session, entry } = props;
  return (
    <li>
      <Place session={session} source={entry.source} line={entry.line} />
      <div className="jp-PaperLookup-renamed">
        <code dir="ltr">{entry.wanted}</code>
        <span aria-hidden="true"> → </span>
        <code dir="ltr">{entry.key}</code>
      </div>
    </li>
  );
}

/** File and line; a button where the file can be opened there. */
function Place(props: {
  session: ImportingSession;
  source: string;
  line: number;
}): JSX.Element {
  const { session, source, line } = props;
  // Where the file lies is known once the sources are.
  useModel(session.sources);
  const place = placeOf({ source, line });
  return session.canOpen(source) ? (
    <button
      type="button"
      className="jp-PaperLookup-link"
      onClick={() => void session.open(source, line)}
    >
      {place}
    </button>
  ) : (
    <span className="jp-PaperLookup-place">{place}</span>
  );
}
