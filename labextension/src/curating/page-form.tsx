import type { JSX } from 'react';

import type { PageFrameProps } from './page-frame';
import { PageFrame } from './page-frame';

/** A page that is one form. */
export function PageForm(
  props: PageFrameProps & { onSubmit: () => void }
): JSX.Element {
  const { onSubmit, children, ...frame } = props;
  return (
    <PageFrame {...frame}>
      <form
        className="jp-PaperLookup-curatingBody jp-PaperLookup-form"
        noValidate
        onSubmit={event => {
          event.preventDefault();
          onSubmit();
        }}
      >
        {children}
      </form>
    </PageFrame>
  );
}
