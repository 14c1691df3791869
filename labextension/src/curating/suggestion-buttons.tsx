import type { TranslationBundle } from '@jupyterlab/translation';
import type { JSX } from 'react';

import type { SuggestionInfo } from '../api/types';
import { TextButton } from '../ui/buttons';
import { useModel } from '../ui/use-model';
import type { SuggestionsModel } from './suggestions-model';

/** What can be decided of a pair. */
export function SuggestionButtons(props: {
  model: SuggestionsModel;
  pair: SuggestionInfo;
  trans: TranslationBundle;
}): JSX.Element {
  const { model, pair, trans } = props;
  const { kept, phase } = useModel(model);
  const isBusy = phase !== 'ready';
  const isDuplicate = pair.kind === 'duplicate';
  // Which of two is the preprint is known only where the pair says so.
  const preprints = isDuplicate
    ? [pair.first.key, pair.second.key]
    : [pair.first.key];
  return (
    <div className="jp-PaperLookup-buttons">
      <TextButton
        label={trans.__('Merge into %1', kept)}
        shortcut="M"
        isPrimary={isDuplicate}
        isDisabled={isBusy}
        onClick={() => void model.merge()}
      />
      {preprints.map((key, i) => (
        <TextButton
          key={key}
          label={trans.__('Link: %1 is the preprint', key)}
          shortcut={i === 0 ? 'L' : undefined}
          isPrimary={!isDuplicate}
          isDisabled={isBusy}
          onClick={() => void model.link(key)}
        />
      ))}
      <TextButton
        label={trans.__('Keep apart')}
        shortcut="A"
        isDisabled={isBusy}
        onClick={() => void model.keepApart()}
      />
      <TextButton
        label={trans.__('Skip')}
        shortcut="S"
        isDisabled={isBusy}
        onClick={() => void model.skip()}
      />
    </div>
  );
}
