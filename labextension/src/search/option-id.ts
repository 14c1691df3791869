/** The id of the list of hits. */
export const LISTBOX_ID = 'jp-PaperLookup-hits';

/** The id of the row at a position. */
export function optionId(position: number): string {
  return `${LISTBOX_ID}-${position}`;
}
