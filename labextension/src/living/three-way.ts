import type { ReadonlyPartialJSONValue } from '@lumino/coreutils';
import { JSONExt } from '@lumino/coreutils';

/** A JSON value, or undefined where there is none. */
export type Kept = ReadonlyPartialJSONValue | undefined;

/**
 * What becomes of a value that somebody else may have changed meanwhile: what is another one in
 * `wanted` than it was in `known` is taken over, member by member; all else stays as it is now.
 */
export function threeWay(known: Kept, wanted: Kept, now: Kept): Kept {
  if (isSame(known, wanted)) {
    return now;
  }
  if (!isMembers(wanted) || !isMembers(now)) {
    return wanted;
  }
  const before = isMembers(known) ? known : {};
  const names = new Set([
    ...Object.keys(now),
    ...Object.keys(before),
    ...Object.keys(wanted)
  ]);
  const merged = [...names]
    .map(
      name => [name, threeWay(before[name], wanted[name], now[name])] as const
    )
    .filter(([, value]) => value !== undefined);
  return Object.fromEntries(merged);
}

/** Whether two values say the same. */
export function isSame(one: Kept, other: Kept): boolean {
  return one === undefined || other === undefined
    ? one === other
    : JSONExt.deepEqual(one, other);
}

function isMembers(
  value: Kept
): value is Readonly<Record<string, ReadonlyPartialJSONValue | undefined>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
