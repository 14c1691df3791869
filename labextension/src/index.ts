import type { JupyterFrontEndPlugin } from '@jupyterlab/application';

const plugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-paperlookup:plugin',
  description: 'Looks up papers and cites them while writing.',
  autoStart: true,
  activate: () => undefined
};

export default plugin;
