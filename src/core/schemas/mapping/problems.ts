/** Readers of a mapping's JSON; every error names the place in the mapping and what would work. */
import { t } from '@vscode/l10n';
import { kind } from '../fields.js';
import { nearest } from './nearest.js';
import { parsePointer } from './pointer.js';
import type { Pointer, Range, ValueMap } from './types.js';

/** A mapping that cannot be used; the message names the place in it. */
export class MappingError extends Error {
  override readonly name = 'MappingError';
  constructor(
    readonly place: string,
    readonly problem: string,
  ) {
    super(`${place === '' ? t('the mapping') : place}: ${problem}`);
  }
}

/** An object of the mapping whose keys are all in `keys`. Throws `MappingError` naming the key that was meant. */
export function objectAt(value: unknown, place: string, keys: readonly string[]): Readonly<Record<string, unknown>> {
  const object = anyObject(value, place);
  for (const key of Object.keys(object)) {
    if (keys.includes(key)) continue;
    const near = nearest(key, keys);
    throw new MappingError(placeOf(place, key), near === null ? t('is not a key here; there are {0}', keys.join(', ')) : t('is not a key here; did you mean {0}?', near));
  }
  return object;
}

/** Entries of an object whose keys are the user's own names, at least one. */
export function entriesAt(value: unknown, place: string): [string, unknown, string][] {
  const entries = Object.entries(anyObject(value, place)).map(([key, item]): [string, unknown, string] => [key, item, placeOf(place, key)]);
  if (entries.length === 0) throw new MappingError(place, t('is empty'));
  return entries;
}

/** Where a key of an object stands. */
export function placeOf(place: string, key: string): string {
  const name = /^[\w$]+$/.test(key) ? key : JSON.stringify(key.slice(0, 60));
  return place === '' ? name : `${place}.${name}`;
}

/** One path. */
export function pointerAt(value: unknown, place: string): Pointer {
  if (typeof value !== 'string') throw new MappingError(place, t('is {0}, not a path such as "/prompt"', kind(value)));
  try {
    return parsePointer(value);
  } catch (error) {
    throw new MappingError(place, (error as Error).message);
  }
}

/** One path, or null where the key is left out. */
export function pointerOrNull(value: unknown, place: string): Pointer | null {
  return value === undefined ? null : pointerAt(value, place);
}

/** One path or a list of them. */
export function pointersAt(value: unknown, place: string): Pointer[] {
  if (!Array.isArray(value)) return [pointerAt(value, place)];
  if (value.length === 0) throw new MappingError(place, t('is an empty list of paths'));
  return value.map((item: unknown, i) => pointerAt(item, `${place}[${i}]`));
}

/** A text that is not empty, or null where the key is left out. */
export function wordOrNull(value: unknown, place: string): string | null {
  if (value === undefined) return null;
  if (typeof value !== 'string' || value === '') throw new MappingError(place, t('is {0}, not a text', value === '' ? t('empty') : kind(value)));
  return value;
}

/** One of these words; the first where the key is left out. */
export function oneOf<T extends string>(value: unknown, place: string, words: readonly [T, ...T[]]): T {
  if (value === undefined) return words[0];
  const found = words.find((word) => word === value);
  if (found === undefined) throw new MappingError(place, t('is {0}, not {1}', typeof value === 'string' ? JSON.stringify(value.slice(0, 60)) : kind(value), words.map((word) => `"${word}"`).reduce((some, word) => t('{0} or {1}', some, word))));
  return found;
}

/** A scale such as "0..4". */
export function rangeAt(value: unknown, place: string): Range {
  const match = typeof value === 'string' ? /^(-?\d{1,9}(?:\.\d{1,9})?)\.\.(-?\d{1,9}(?:\.\d{1,9})?)$/.exec(value) : null;
  if (!match) throw new MappingError(place, t('is {0}, not a scale such as "1..5"', value === undefined ? kind(value) : String(JSON.stringify(value)).slice(0, 60)));
  const range = { min: Number(match[1]), max: Number(match[2]) };
  if (range.min >= range.max) throw new MappingError(place, t('is {0}, whose first end is not below the second', String(value)));
  return range;
}

/** What values mean, `meaning` reading each; null where the key is left out. */
export function valuesAt<T>(value: unknown, place: string, meaning: (item: unknown, place: string) => T): ValueMap<T> | null {
  if (value === undefined) return null;
  return new Map(entriesAt(value, place).map(([key, item, at]) => [key, meaning(item, at)]));
}

/** A number of a scale. */
export function numberIn({ min, max }: Range, value: unknown, place: string): number {
  if (typeof value !== 'number' || !(value >= min && value <= max)) throw new MappingError(place, t('is {0}, not a number from {1} to {2}', typeof value === 'number' ? value : kind(value), min, max));
  return value;
}

/** A whole number of responses, places or rows. */
export function wholeIn(min: number, max: number, value: unknown, place: string): number {
  const number = numberIn({ min, max }, value, place);
  if (!Number.isInteger(number)) throw new MappingError(place, t('is {0}, not a whole number', number));
  return number;
}

function anyObject(value: unknown, place: string): Readonly<Record<string, unknown>> {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw new MappingError(place, t('is {0}, not an object', kind(value)));
  return value as Readonly<Record<string, unknown>>;
}
