import { isCutOff } from './cutOff.js';
import { isRefusal } from './refusal.js';

/** What is plainly wrong with the responses of a record; positions count from 0. */
export interface Defects {
  /** The first response without text. */
  readonly empty: number | null;
  /** The first two responses that are the same. */
  readonly identical: readonly [number, number] | null;
  /** The first response that seems to stop in the middle. */
  readonly cutOff: number | null;
  /** True where there are several responses and every one declines to answer. */
  readonly refusals: boolean;
}

/** Texts shorter than this may end without a full stop. */
export const CUT_OFF_LEAST = 200;

/** Defects of a record's responses; `prints` tell equal texts. Null where there are none. */
export function defectsOf(texts: readonly string[], prints: readonly number[]): Defects | null {
  const empty = first(texts, (text) => text.trim() === '');
  const cutOff = first(texts, (text) => isCutOff(text, CUT_OFF_LEAST));
  const identical = pairOf(prints);
  const refusals = texts.length > 1 && texts.every(isRefusal);
  return empty === null && cutOff === null && identical === null && !refusals ? null : { empty, cutOff, identical, refusals };
}

function first(texts: readonly string[], is: (text: string) => boolean): number | null {
  const found = texts.findIndex(is);
  return found < 0 ? null : found;
}

function pairOf(prints: readonly number[]): readonly [number, number] | null {
  if (new Set(prints).size === prints.length) return null;
  const second = prints.findIndex((print, i) => prints.indexOf(print) < i);
  return [prints.indexOf(prints[second]!), second];
}
