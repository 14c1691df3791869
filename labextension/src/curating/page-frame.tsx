import type { TranslationBundle } from '@jupyterlab/translation';
import { caretLeftIcon } from '@jupyterlab/ui-components';
import type { JSX, KeyboardEvent, ReactNode } from 'react';
import { useId } from 'react';

import { IconButton } from '../ui/buttons';

export type PageFrameProps = {
  title: string;
  trans: TranslationBundle;
  onClose: () => void;
  children: ReactNode;
};

/** A page in place of the search: a heading, a way back, and what is below. */
export function PageFrame(props: PageFrameProps): JSX.Element {
  const { title, trans, onClose, children } = props;
  const headingId = useId();
  const onKeyDown = (event: KeyboardEvent): void => {
    // An input method closes its own window by this key.
    if (event.key === 'Escape' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      event.stopPropagation();
      onClose();
    }
  };
  return (
    <section
      className="jp-PaperLookup-curating"
      aria-labelledby={headingId}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <div className="jp-PaperLookup-curatingHead">
        <IconButton
          label={trans.__('Back to the search')}
          icon={caretLeftIcon}
          onClick={onClose}
        />
        <h2 id={headingId}>{title}</h2>
      </div>
      {children}
    </section>
  );
}
