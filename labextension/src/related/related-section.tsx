import type { TranslationBundle } from '@jupyterlab/translation';
import type { JSX } from 'react';
import { useEffect, useState } from 'react';

import type { PaperDetails } from '../api/types';
import { useModel } from '../ui/use-model';
import type { IRelatedClient } from './related-model';
import { RelatedModel } from './related-model';
import type { IRelatedActions } from './related-list';
import { RelatedList } from './related-list';
import { RelatedNote } from './related-note';

/** How many papers are shown in the details of another one. */
const LIMIT = 8;

type SectionProps = {
  record: PaperDetails;
  client: IRelatedClient;
  actions: IRelatedActions;
  trans: TranslationBundle;
};

/** The papers about the same as a record, asked for when they are unfolded. */
export function RelatedSection(props: SectionProps): JSX.Element {
  const { record, client, actions, trans } = props;
  const [model] = useState(() => new RelatedModel(client));
  const [isOpen, setIsOpen] = useState(false);
  const state = useModel(model);
  useEffect(() => {
    if (isOpen) {
      void model.ask({ key: record.key, limit: LIMIT });
    }
    // Also when the details are gone, or those of another record.
    return () => model.clear();
  }, [model, isOpen, record]);
  return (
    <div className="jp-PaperLookup-section">
      <details
        open={isOpen}
        onToggle={event => setIsOpen(event.currentTarget.open)}
      >
        <summary>{trans.__('Related papers')}</summary>
        <RelatedNote
          state={state}
          none={trans.__('No paper shares enough words with this one.')}
          trans={trans}
        />
        {state.papers.length > 0 && (
          <RelatedList
            label={trans.__('Related papers')}
            papers={state.papers}
            actions={actions}
            trans={trans}
          />
        )}
      </details>
    </div>
  );
}
