import type { JSX } from 'react';
import { useEffect, useState } from 'react';

import type { HitExplanation, PaperHit } from '../api/types';
import { isOwn } from '../notebooks/search-with-own';
import { explanationOf, placeOf } from './explaining';
import { failureOf } from './failure';
import type { ViewParts } from './view-parts';
import { useModel } from './view-parts';
import { whyRows, whySentences } from './why-words';

type WhyProps = { parts: ViewParts; hit: PaperHit };

/** Stepping through the list must not ask for each paper on the way, in milliseconds. */
const DELAY = 90;

/** Why a hit stands where it stands, asked for when it is unfolded. */
export function Why({ parts, hit }: WhyProps): JSX.Element | null {
  const { search, trans } = parts;
  const place = placeOf(useModel(search), hit.key);
  const [isOpen, setIsOpen] = useState(false);
  if (place < 0 || isOwn(hit)) {
    return null;
  }
  return (
    <div className="jp-PaperLookup-section">
      <details
        open={isOpen}
        onToggle={event => setIsOpen(event.currentTarget.open)}
      >
        <summary>{trans.__('Why this one?')}</summary>
        {isOpen && <Reasons parts={parts} hit={hit} place={place} />}
      </details>
    </div>
  );
}

function Reasons(props: WhyProps & { place: number }): JSX.Element {
  const { parts } = props;
  const { search, trans } = parts;
  const { explanation, failure } = useExplanation(props);
  if (failure) {
    return <p className="jp-PaperLookup-problem">{failure}</p>;
  }
  if (explanation === undefined) {
    return (
      <p className="jp-PaperLookup-quiet jp-PaperLookup-late">
        {trans.__('Asking')}
      </p>
    );
  }
  if (explanation === null) {
    return (
      <p className="jp-PaperLookup-quiet">
        {trans.__('The list has changed since: search again.')}
      </p>
    );
  }
  const { answered, understood } = search.state;
  const asked = { query: answered ?? '', understood };
  return (
    <div className="jp-PaperLookup-why">
      <Shares explanation={explanation} parts={parts} />
      <ul className="jp-PaperLookup-whySentences">
        {whySentences(explanation, asked, trans).map(sentence => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {explanation.parts.length > 0 && (
        <p className="jp-PaperLookup-quiet">
          {trans.__(
            'A word counts for more, the fewer papers have it and the shorter the text is; in a title three times, in a name twice.'
          )}
        </p>
      )}
    </div>
  );
}

/** What each word adds, as a table that draws bars for those who see. */
function Shares(props: {
  explanation: HitExplanation;
  parts: ViewParts;
}): JSX.Element | null {
  const { explanation, parts } = props;
  const { trans } = parts;
  const rows = whyRows(explanation, trans);
  if (rows.length === 0) {
    return null;
  }
  return (
    <table className="jp-PaperLookup-shares">
      <caption className="jp-PaperLookup-hidden">
        {trans.__('What each word adds')}
      </caption>
      <thead className="jp-PaperLookup-hidden">
        <tr>
          <th scope="col">{trans.__('Word')}</th>
          <th scope="col">{trans.__('Share')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ typed, instead, where, percent }) => (
          <tr key={`${typed} ${where}`}>
            <th scope="row">
              <span dir="auto">{typed}</span>{' '}
              <span className="jp-PaperLookup-quiet">
                {[instead, where].filter(Boolean).join(', ')}
              </span>
            </th>
            <td>
              <span
                className="jp-PaperLookup-shareBar"
                style={{ width: `${0.6 * percent}%` }}
                aria-hidden
              />
              {trans.__('%1 %', String(percent))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Undefined while it is asked for; asked anew for another paper, another query, another place. */
function useExplanation({ parts, hit, place }: WhyProps & { place: number }): {
  explanation: HitExplanation | null | undefined;
  failure: string;
} {
  const { papers, search } = parts;
  const { answered } = useModel(search);
  const { key } = hit;
  const [answer, setAnswer] = useState<Answer>(NOTHING);
  const asked = JSON.stringify([answered, key, place]);
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const timer = setTimeout(() => {
      explanationOf(papers, answered ?? '', key, place, signal).then(
        explanation => setAnswer({ asked, explanation, failure: '' }),
        (error: unknown) => {
          if (!signal.aborted) {
            const failure = failureOf(error).message;
            setAnswer({ asked, explanation: undefined, failure });
          }
        }
      );
    }, DELAY);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [papers, answered, key, place, asked]);
  return answer.asked === asked ? answer : NOTHING;
}

type Answer = {
  readonly asked: string;
  readonly explanation: HitExplanation | null | undefined;
  readonly failure: string;
};

const NOTHING: Answer = { asked: '', explanation: undefined, failure: '' };
