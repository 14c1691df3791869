import { COMPLETION_PLUGIN } from './citing/completion/plugin';
import { LOOKUP_PLUGIN } from './citing/plugin';

/** The plugins of the extension. */
export default [LOOKUP_PLUGIN, COMPLETION_PLUGIN];
