/** What brings the server half back when it is installed but not enabled. */
export const REPAIR_COMMAND =
  'jupyter server extension enable jupyter_paperlookup';

/** What brings both halves to the same version. */
export const UPGRADE_COMMAND = 'pip install --upgrade jupyter-paperlookup';
