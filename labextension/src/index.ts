import { BROWSING_PLUGIN } from './browsing/plugin';
import { CITED_PLUGIN } from './cited/plugin';
import { CITATION_FORM_PLUGIN } from './citation-form/plugin';
import { COMPLETION_PLUGIN } from './citing/completion/plugin';
import { LOOKUP_PLUGIN } from './citing/plugin';
import { CONVERTING_PLUGIN } from './converting/plugin';
import { CURATING_PLUGIN } from './curating/plugin';
import { DIAGNOSIS_PLUGIN } from './diagnosis/plugin';
import { DIGEST_PLUGIN } from './digest/plugin';
import { EXPORTING_PLUGIN } from './exporting/plugin';
import { IMPORTING_PLUGIN } from './importing/plugin';
import { LIVING_PLUGIN } from './living/plugin';
import { NETWORK_PLUGIN } from './network/plugin';
import { RELATED_PLUGIN } from './related/plugin';
import { RENDERING_PLUGIN } from './rendering/plugin';
import { RESOLVING_PLUGIN } from './resolving/plugin';
import { KERNEL_PLUGIN, RESULTS_PLUGIN } from './results/plugin';
import { SEARCH_PLUGIN } from './search/plugin';
import { STYLES_PLUGIN } from './styles/plugin';

/** The plugins of the extension. */
export default [
  LOOKUP_PLUGIN,
  COMPLETION_PLUGIN,
  RESULTS_PLUGIN,
  KERNEL_PLUGIN,
  RENDERING_PLUGIN,
  SEARCH_PLUGIN,
  BROWSING_PLUGIN,
  CITED_PLUGIN,
  RELATED_PLUGIN,
  CITATION_FORM_PLUGIN,
  CURATING_PLUGIN,
  IMPORTING_PLUGIN,
  EXPORTING_PLUGIN,
  STYLES_PLUGIN,
  CONVERTING_PLUGIN,
  DIAGNOSIS_PLUGIN,
  LIVING_PLUGIN,
  NETWORK_PLUGIN,
  DIGEST_PLUGIN,
  RESOLVING_PLUGIN
];
