import type { InsertRequest } from '../api/types';

/** The longest text of one insertion, in characters. */
export const LONGEST_TEXT = 100_000;
/** The longest data of the works of one insertion, in characters of JSON. */
const LONGEST_ITEMS = 2_000_000;

const KINDS: readonly unknown[] = ['citation', 'reference', 'bibtex'];

/** Whether data are a request of a kernel to insert, not larger than what is accepted. */
export function isInsertRequest(data: unknown): data is InsertRequest {
  if (!isObject(data)) {
    return false;
  }
  const { kind, text, isBlock, items } = data;
  return (
    KINDS.includes(kind) &&
    typeof text === 'string' &&
    text !== '' &&
    text.length <= LONGEST_TEXT &&
    typeof isBlock === 'boolean' &&
    isObject(items) &&
    Object.values(items).every(isObject) &&
    JSON.stringify(items).length <= LONGEST_ITEMS
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
