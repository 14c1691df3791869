import type { JSX } from 'react';

import type { Match } from './marks';
import { piecesOf } from './marks';

/** A text with its matches marked; the text is never read as HTML. */
export function Marked(props: {
  text: string;
  matches: readonly Match[];
}): JSX.Element {
  return (
    <>
      {piecesOf(props.text, props.matches).map((piece, i) =>
        piece.isMatch ? (
          <mark key={i} className="jp-PaperLookup-match">
            {piece.text}
          </mark>
        ) : (
          piece.text
        )
      )}
    </>
  );
}
