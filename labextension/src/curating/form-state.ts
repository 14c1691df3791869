import { fieldsOf, kindOf, VARIABLES } from './csl-fields';
import { dateText, parseDate } from './dates';
import type { NameRow } from './names';
import { namesFromCsl, namesToCsl } from './names';

/** What a field holds while it is typed: names as rows, everything else as text. */
export type FieldValue = string | readonly NameRow[];

export type FieldValues = Readonly<Record<string, FieldValue>>;

/** A CSL-JSON item. */
export type Item = Readonly<Record<string, unknown>>;

/** What was typed, in the words of the server. */
export type Edits = {
  readonly changes: Readonly<Record<string, unknown>>;
  readonly restore: readonly string[];
};

/** The values of an item for a form; facts that are no variables are left out. */
export function valuesOf(item: Item): FieldValues {
  return Object.fromEntries(
    VARIABLES.filter(name => name in item).map(name => [
      name,
      valueOf(name, item[name])
    ])
  );
}

/** One value of an item for a form. */
export function valueOf(name: string, value: unknown): FieldValue {
  switch (kindOf(name)) {
    case 'names':
      return namesFromCsl(value);
    case 'date':
      return dateText(value);
    default:
      return typeof value === 'string' || typeof value === 'number'
        ? String(value)
        : '';
  }
}

/** A value as CSL-JSON; null where nothing is typed. A date that cannot be read stays text. */
export function cslOf(name: string, value: FieldValue): unknown {
  if (typeof value !== 'string') {
    const names = namesToCsl(value);
    return names.length > 0 ? names : null;
  }
  const text = value.trim();
  if (text === '') {
    return null;
  }
  return kindOf(name) === 'date' ? (parseDate(text) ?? text) : text;
}

/** Whether two values say the same. */
export function isSame(
  name: string,
  one: FieldValue | undefined,
  other: FieldValue | undefined
): boolean {
  const said = [one, other].map(value =>
    JSON.stringify(value === undefined ? null : cslOf(name, value))
  );
  return said[0] === said[1];
}

/** What has to be sent: only what changed, and what the sources shall say again. */
export function editsOf(
  before: FieldValues,
  now: FieldValues,
  restored: ReadonlySet<string>
): Edits {
  const changed = Object.keys(now).filter(
    name => !restored.has(name) && !isSame(name, before[name], now[name])
  );
  return {
    changes: Object.fromEntries(
      changed.map(name => [name, cslOf(name, now[name] ?? '')])
    ),
    restore: [...restored]
  };
}

/** What a new record says, as a CSL-JSON item. */
export function itemOf(values: FieldValues, key: string): Item {
  const said = Object.entries(values)
    .map(([name, value]) => [name, cslOf(name, value)] as const)
    .filter(([, value]) => value !== null);
  const wanted = key.trim();
  return {
    ...Object.fromEntries(said),
    ...(wanted ? { 'citation-key': wanted } : {})
  };
}

/** The fields to show: what matters for the type, what has a value, what was asked for. */
export function shownFields(
  values: FieldValues,
  before: FieldValues,
  added: readonly string[]
): string[] {
  const type = typeof values.type === 'string' ? values.type : '';
  const isFilled = (name: string): boolean =>
    !isSame(name, values[name], undefined) ||
    !isSame(name, before[name], undefined);
  const filled = [...new Set([...Object.keys(before), ...Object.keys(values)])];
  return fieldsOf(type, [...filled.filter(isFilled), ...added]);
}

/**
 * The field that a refusal of the server is about: its sentences name the variable.
 *
 * @param sent - The variables that were sent; a sentence about another one belongs to none.
 * @returns Null where no field, or more than one, could be meant.
 */
export function fieldOfRefusal(
  message: string,
  sent: readonly string[]
): string | null {
  const named = sent.filter(name =>
    new RegExp(`(?<![\\w-])${name}(?![\\w-])`, 'u').test(message)
  );
  if (named.length === 1) {
    return named[0] ?? null;
  }
  const isOfType = /type of work/u.test(message) && sent.includes('type');
  return isOfType ? 'type' : null;
}
