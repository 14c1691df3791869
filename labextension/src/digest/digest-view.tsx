import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { JSX, KeyboardEvent } from 'react';
import { useId, useState } from 'react';

import { MailPage } from './mail-page';
import type { PreviewModel } from './preview-model';
import { PreviewPage } from './preview-page';
import type { SubscriptionModel } from './subscription-model';

/** What the view is made of. */
export type DigestParts = {
  readonly preview: PreviewModel;
  readonly subscription: SubscriptionModel;
  readonly trans: TranslationBundle;
  /** The language of dates. */
  readonly language: string;
};

/** The digest on one page, the subscription to it on another. */
export class DigestView extends ReactWidget {
  constructor(private readonly _parts: DigestParts) {
    super();
    this.addClass('jp-PaperLookup-digest');
  }

  override dispose(): void {
    if (!this.isDisposed) {
      this._parts.preview.dispose();
      this._parts.subscription.dispose();
      super.dispose();
    }
  }

  protected override render(): JSX.Element {
    return <Pages parts={this._parts} />;
  }
}

const PAGES = ['preview', 'mail'] as const;
type PageName = (typeof PAGES)[number];

function Pages({ parts }: { parts: DigestParts }): JSX.Element {
  const { preview, subscription, trans, language } = parts;
  const [shown, setShown] = useState<PageName>('preview');
  const id = useId();
  const names: Record<PageName, string> = {
    preview: trans.__('Preview'),
    mail: trans.__('By mail')
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      event.preventDefault();
      const other = shown === 'preview' ? 'mail' : 'preview';
      setShown(other);
      document.getElementById(`${id}-${other}`)?.focus();
    }
  };
  return (
    <>
      <div
        className="jp-PaperLookup-tabs"
        role="tablist"
        aria-label={trans.__('Digest')}
        onKeyDown={onKeyDown}
      >
        {PAGES.map(name => (
          <button
            key={name}
            id={`${id}-${name}`}
            className="jp-PaperLookup-tab"
            type="button"
            role="tab"
            aria-selected={name === shown}
            aria-controls={`${id}-page`}
            tabIndex={name === shown ? 0 : -1}
            onClick={() => setShown(name)}
          >
            {names[name]}
          </button>
        ))}
      </div>
      <div
        className={`jp-PaperLookup-tabPage jp-mod-${shown}`}
        id={`${id}-page`}
        role="tabpanel"
        aria-labelledby={`${id}-${shown}`}
      >
        {shown === 'preview' ? (
          <PreviewPage model={preview} trans={trans} />
        ) : (
          <MailPage model={subscription} trans={trans} language={language} />
        )}
      </div>
    </>
  );
}
