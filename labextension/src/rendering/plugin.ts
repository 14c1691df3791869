import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import {
  IPaperLookup,
  IPaperPanel,
  PluginIDs,
  TRANSLATION_DOMAIN
} from '../tokens';
import { CardTriggers } from './card-triggers';
import { LiveCitations } from './live-citations';
import { LiveMarkdown } from './live-markdown';

/** Before JupyterLab's own Markdown, which has 60. */
const RANK = 55;

/** Shows citations and bibliographies in rendered Markdown as the style says them. */
export const RENDERING_PLUGIN: JupyterFrontEndPlugin<void> = {
  id: PluginIDs.rendering,
  description: 'Shows formatted citations in rendered Markdown cells.',
  autoStart: true,
  requires: [IPaperLookup, IRenderMimeRegistry],
  optional: [IPaperPanel, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    { client, notebooks }: IPaperLookup,
    rendermime: IRenderMimeRegistry,
    panel: IPaperPanel | null,
    translator: ITranslator | null
  ): void => {
    const trans = (translator ?? nullTranslator).load(TRANSLATION_DOMAIN);
    const live = new LiveCitations(notebooks, trans);
    panel?.refreshed.connect(() =>
      notebooks.all.forEach(({ citations }) => citations.forget())
    );
    rendermime.addFactory(
      {
        safe: true,
        mimeTypes: ['text/markdown'],
        createRenderer: options => new LiveMarkdown(options, live.noReferences)
      },
      RANK
    );
    new CardTriggers(
      element => live.homeOf(element),
      async () => {
        const { CitationCard } = await import('./card');
        const { shell, commands } = app;
        return new CitationCard({
          client,
          panel,
          commands,
          reveal: id => shell.activateById(id),
          trans
        });
      }
    );
  }
};
