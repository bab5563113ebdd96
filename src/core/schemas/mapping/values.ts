/** What a cell's value means by the mapping, and how a meaning is written back. */
import { t } from '@vscode/l10n';
import { EditError } from '../../edits.js';
import { kind } from '../fields.js';
import { RowError } from '../schema.js';
import { isEmpty } from './pointer.js';
import type { Range, ValueMap } from './types.js';

/** A value as short text for a message. */
export function shown(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value.slice(0, 40)) : typeof value === 'number' || typeof value === 'boolean' ? String(value) : kind(value);
}

/** The meaning of a value; null where the cell is empty. Throws `RowError` where the map does not name the value. */
export function mapped<T>(value: unknown, values: ValueMap<T>, what: string): T | null {
  if (isEmpty(value)) return null;
  const key = keyOf(value);
  if (key !== null && values.has(key)) return values.get(key) as T;
  throw new RowError(t('{0} is {1}, which the mapping\'s values do not name ({2})', what, shown(value), [...values.keys()].slice(0, 10).join(', ')));
}

/** A number of the scale, by the map where there is one; null where the cell is empty. Throws `RowError` outside the scale. */
export function numberOf(value: unknown, values: ValueMap<number> | null, { min, max }: Range, what: string): number | null {
  if (values) return mapped(value, values, what);
  if (isEmpty(value)) return null;
  if (typeof value !== 'number') throw new RowError(t('{0} is {1}, not a number', what, shown(value)));
  if (!(value >= min && value <= max)) throw new RowError(t('{0} is {1}, outside the scale {2} to {3}', what, value, min, max));
  return value;
}

/** The value that says `meaning` in a file that writes its values like `like`. Throws `EditError` where the map has none. */
export function written(meaning: number | boolean, values: ValueMap<number | boolean | null> | null, like: unknown, what: string): number | string | boolean {
  if (values === null) return meaning;
  const keys = [...values].filter(([, value]) => value === meaning).map(([key]) => key);
  const [key] = keys;
  if (key === undefined) {
    throw new EditError(t('{0} of this file has no value that means {1}; its values are {2}', what, meaning, [...values].map(([name, value]) => `${name} (${value})`).slice(0, 10).join(', ')));
  }
  return inTheTypeOf(like, key, [...values.keys()]);
}

function keyOf(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

/** A map's keys are text; the cell keeps the type it has, or where it is empty the one that all keys could have. */
function inTheTypeOf(like: unknown, key: string, keys: readonly string[]): number | string | boolean {
  const empty = isEmpty(like);
  if (typeof like === 'number' || (empty && keys.every((each) => each !== '' && Number.isFinite(Number(each))))) return Number(key);
  if (typeof like === 'boolean' || (empty && keys.every((each) => each === 'true' || each === 'false'))) return key === 'true';
  return key;
}
