import type { TranslationBundle } from '@jupyterlab/translation';
import type { JSX } from 'react';

import type {
  ContributionInfo,
  CurationResponse,
  PaperDetails
} from '../api/types';
import { TextButton } from '../ui/buttons';
import { shownText } from './comparison';
import { fieldsOf, VARIABLES } from './csl-fields';
import { typeLabel } from './csl-types';
import type { SectionContext } from './curation-section';
import { fieldLabel } from './field-words';

/** The kind of what services say that were asked about a record. */
const SERVICE = 'service';

type ContributionsProps = {
  record: PaperDetails;
  curation: CurationResponse;
  context: SectionContext;
  onShow: (key: string) => void;
};

/** What each source says of a record; what belongs to another work can be taken out. */
export function Contributions(props: ContributionsProps): JSX.Element {
  const { curation, context } = props;
  const { trans } = context;
  const { contributions, aliases } = curation;
  const sources = contributions.filter(each => each.kind !== 'by_hand');
  return (
    <details className="jp-PaperLookup-contributions">
      <summary>{trans.__('What each source says')}</summary>
      {aliases.length > 0 && (
        <p className="jp-PaperLookup-quiet">
          {trans.__('Other keys that lead here: %1', aliases.join(', '))}
        </p>
      )}
      <ul>
        {contributions.map(said => (
          <li key={`${said.source} ${said.entry}`}>
            <ContributionView
              {...props}
              said={said}
              isSeparable={sources.length > 1 && sources.includes(said)}
            />
          </li>
        ))}
      </ul>
    </details>
  );
}

function ContributionView(
  props: ContributionsProps & { said: ContributionInfo; isSeparable: boolean }
): JSX.Element {
  const { said, isSeparable, context } = props;
  const { trans } = context;
  return (
    <details>
      <summary>{titleOf(said, trans)}</summary>
      <dl className="jp-PaperLookup-said">
        {namesOf(said).map(name => (
          <div key={name}>
            <dt>{fieldLabel(name, trans)}</dt>
            <dd dir="auto">
              {name === 'type'
                ? typeLabel(shownText(name, said.item[name]), trans)
                : shownText(name, said.item[name])}
            </dd>
          </div>
        ))}
      </dl>
      {said.kind === SERVICE && (
        <TextButton
          label={trans.__('Take this back')}
          description={trans.__('Take back what %1 said', said.source)}
          onClick={() =>
            void context.decisions.undoService(props.record.key, said.source)
          }
        />
      )}
      {isSeparable && (
        <TextButton
          label={trans.__('Make this a record of its own')}
          onClick={() => void separate(props)}
        />
      )}
    </details>
  );
}

/** What a source says something of, in the order of the form. */
function namesOf({ item }: ContributionInfo): string[] {
  const type = typeof item.type === 'string' ? item.type : '';
  return fieldsOf(type, VARIABLES).filter(name => shownText(name, item[name]));
}

function titleOf(said: ContributionInfo, trans: TranslationBundle): string {
  if (said.kind === 'by_hand') {
    return trans.__('Typed by hand');
  }
  const place =
    said.line > 0
      ? trans.__('%1, line %2', said.source, String(said.line))
      : said.source;
  return said.isGone ? trans.__('%1 (no longer there)', place) : place;
}

async function separate(
  props: ContributionsProps & { said: ContributionInfo }
): Promise<void> {
  const { record, said, context } = props;
  const { client, decisions } = context;
  const { source, entry } = said;
  try {
    const made = await client.separate(record.key, [{ source, entry }]);
    await decisions.tell(made.key);
  } catch (error) {
    decisions.refuse(error);
  }
}
