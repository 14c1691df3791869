// What people run in a terminal to repair an installation.

/** Brings the server half back when it is installed but not enabled. */
export const ENABLE_COMMAND =
  'jupyter server extension enable jupyter_paperlookup';

/** Brings both halves to the same version. */
export const UPGRADE_COMMAND = 'pip install --upgrade jupyter-paperlookup';

/** Builds the index anew. */
export const REINDEX_COMMAND = 'paperlookup reindex';

/** Adds papers to an empty library. */
export const IMPORT_COMMAND = 'paperlookup import FILE';
