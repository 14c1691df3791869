import { ReactWidget } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import type { JSX, ReactNode } from 'react';
import { useEffect } from 'react';

/** A page as the panel shows it; the focus goes to where one begins. */
export class Page extends ReactWidget {
  constructor(body: () => JSX.Element) {
    super();
    this._body = body;
    this.addClass('jp-PaperLookup');
    this.addClass('jp-PaperLookup-pageWidget');
  }

  /** Puts the focus to where one begins, else on the page itself. */
  focusFirst(): void {
    const first =
      this.node.querySelector<HTMLElement>('[data-first]') ??
      this.node.querySelector<HTMLElement>('section');
    this._wantsFocus = first === null;
    first?.focus();
  }

  protected override onActivateRequest(message: Message): void {
    super.onActivateRequest(message);
    // Coming back to what one has begun must not move the focus that is in it.
    if (!this.node.contains(document.activeElement)) {
      this.focusFirst();
    }
  }

  protected override render(): JSX.Element {
    const Body = this._body;
    return (
      <Shown onShown={this._onShown}>
        <Body />
      </Shown>
    );
  }

  private readonly _body: () => JSX.Element;
  // React renders when it sees fit, some time after the page was asked to take the focus.
  private readonly _onShown = (): void => {
    if (this._wantsFocus) {
      this.focusFirst();
    }
  };
  private _wantsFocus = false;
}

function Shown(props: {
  onShown: () => void;
  children: ReactNode;
}): JSX.Element {
  const { onShown, children } = props;
  useEffect(onShown, [onShown]);
  return <>{children}</>;
}
