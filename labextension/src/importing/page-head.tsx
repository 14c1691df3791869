import { caretLeftIcon } from '@jupyterlab/ui-components';
import type { JSX, ReactNode } from 'react';

import { IconButton } from '../ui/buttons';

/** The way back, what the page is, and what can be done with the whole of it. */
export function PageHead(props: {
  title: string;
  /** The whole of a title that is cut. */
  hint?: string;
  back: string;
  onBack: () => void;
  children?: ReactNode;
}): JSX.Element {
  const { title, hint, back, onBack, children } = props;
  return (
    <div className="jp-PaperLookup-pageHead">
      <IconButton label={back} icon={caretLeftIcon} onClick={onBack} />
      <h2 title={hint ?? title} dir="auto">
        {title}
      </h2>
      {children}
    </div>
  );
}
