import { ReactWidget } from '@jupyterlab/ui-components';
import type { JSX } from 'react';
import { useEffect, useRef } from 'react';

import type { PaperHit } from '../api/types';
import { useModel } from '../ui/use-model';
import type { CitationFormParts, WorkField } from './form-parts';
import { focusField } from './form-parts';
import { PreviewView } from './preview-view';
import { WorkFields } from './work-fields';
import { WorkSearch } from './work-search';

/** The form of a citation, as the body of a dialog. */
export class CitationForm extends ReactWidget {
  constructor(private readonly _parts: CitationFormParts) {
    super();
    this.addClass('jp-PaperLookup-citationForm');
  }

  protected override render(): JSX.Element {
    return <Form parts={this._parts} />;
  }
}

function Form({ parts }: { parts: CitationFormParts }): JSX.Element {
  const { model, trans } = parts;
  const { works, failure } = useModel(model);
  const root = useRef<HTMLDivElement>(null);
  const wanted = useRef<[number, WorkField] | null>(null);
  useEffect(() => {
    // A work that is moved loses the focus, since its element is taken out for a moment.
    if (wanted.current && root.current) {
      focusField(root.current, ...wanted.current);
      wanted.current = null;
    }
  });
  const focusSearch = (): void =>
    root.current?.querySelector<HTMLElement>('[data-search]')?.focus();
  const step = (from: number, by: -1 | 1, field: WorkField): void => {
    const next = works[from + by];
    if (next && root.current) {
      focusField(root.current, next.id, field);
    } else if (by < 0) {
      focusSearch();
    }
  };
  const remove = (id: number, position: number): void => {
    const neighbour = works[position + 1] ?? works[position - 1];
    wanted.current = neighbour ? [neighbour.id, 'locator'] : null;
    model.remove(id);
    if (!neighbour) {
      focusSearch();
    }
  };
  return (
    <div className="jp-PaperLookup-citationParts" ref={root}>
      <WorkSearch
        parts={parts}
        onAdd={(hit: PaperHit) => void model.add(hit)}
        onLeave={() => step(-1, 1, 'locator')}
      />
      <div
        className="jp-PaperLookup-citedWorks"
        role="group"
        aria-label={trans.__('Works of the citation')}
      >
        {works.map((work, position) => (
          <WorkFields
            key={work.id}
            parts={parts}
            work={work}
            position={position}
            count={works.length}
            onMove={(by, field) => {
              wanted.current = [work.id, field];
              model.move(work.id, by);
            }}
            onRemove={() => remove(work.id, position)}
            onStep={(by, field) => step(position, by, field)}
          />
        ))}
      </div>
      <PreviewView parts={parts} />
      <p className="jp-PaperLookup-problem" role="alert">
        {failure}
      </p>
      <p className="jp-PaperLookup-quiet jp-PaperLookup-citationKeys">
        {trans.__(
          '↓ ↑ other work · Alt+↓ ↑ move · Alt+Delete remove · Enter write · Esc back'
        )}
      </p>
    </div>
  );
}
