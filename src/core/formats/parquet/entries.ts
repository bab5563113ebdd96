import { t } from '@vscode/l10n';
import type { Dictionary } from './dictionary.js';
import type { PageData } from './page.js';
import { joinBytes } from './thriftWrite.js';
import { ParquetError } from './thrift.js';
import { countOf, sliceValues, valueAt, type Values } from './values.js';

/** What one row holds of one leaf: levels, and the values of those entries that have one. */
export interface Entries {
  readonly repetitions: readonly number[];
  readonly definitions: readonly number[];
  readonly values: readonly Uint8Array[];
}

/** Changes of one leaf in one row group; rows count from 0 within it. */
export interface LeafEdits {
  /** What rows hold from now on; null takes the row out. */
  readonly replaced: ReadonlyMap<number, Entries | null>;
  /** New rows before a row; before the row count: at the end. */
  readonly inserted: ReadonlyMap<number, readonly Entries[]>;
}

/** Takes entries out of a page; the bytes are copies. */
export function entriesOf(page: PageData, from: number, to: number, firstValue: number, lastValue: number, dictionary: Dictionary | null): Entries {
  const values: Uint8Array[] = [];
  for (let at = firstValue; at < lastValue; at++) {
    const bytes = page.values.kind === 'index' ? dictionary?.at(page.values.items[at]!) : valueAt(page.values, at);
    if (!bytes) throw new ParquetError(t('a page names a value that its dictionary does not hold'));
    values.push(bytes.slice());
  }
  return { repetitions: [...page.repetitions.subarray(from, to)], definitions: [...page.definitions.subarray(from, to)], values };
}

/** Entries one after another. */
export function joinEntries(parts: readonly Entries[]): Entries {
  return {
    repetitions: parts.flatMap(({ repetitions }) => repetitions),
    definitions: parts.flatMap(({ definitions }) => definitions),
    values: parts.flatMap(({ values }) => values),
  };
}

/** Entries as the content of a page whose values are of the kind of `like`. */
export function pageOf({ repetitions, definitions, values }: Entries, like: Values, dictionary: Dictionary | null): PageData {
  return { repetitions: Uint8Array.from(repetitions), definitions: Uint8Array.from(definitions), values: asValues(values, like, dictionary) };
}

function asValues(values: readonly Uint8Array[], like: Values, dictionary: Dictionary | null): Values {
  if (like.kind === 'slices') return { kind: 'slices', items: values };
  if (like.kind === 'fixed') return { ...like, bytes: joinBytes(values) };
  if (!dictionary) throw new ParquetError(t('a page names values of a dictionary, but its column chunk has none'));
  return { kind: 'index', items: Uint32Array.from(values, (value) => dictionary.placeOf(value)) };
}

/** Cuts a page at rows into pages of about `most` bytes each; one that is not twice as large stays whole. */
export function cutPage(page: PageData, maxDefinition: number, most: number): PageData[] {
  const { repetitions, definitions, values } = page;
  if (values.kind === 'index' || sizeOf(values, 0, countOf(values)) <= 2 * most) return [page];
  const pages: PageData[] = [];
  let start = 0;
  let firstValue = 0;
  let value = 0;
  let size = 0;
  const cut = (end: number) => {
    pages.push({ repetitions: repetitions.slice(start, end), definitions: definitions.slice(start, end), values: sliceValues(values, firstValue, value) });
    start = end;
    firstValue = value;
    size = 0;
  };
  for (let entry = 0; entry < repetitions.length; entry++) {
    if (repetitions[entry] === 0 && size >= most) cut(entry);
    if (definitions[entry] !== maxDefinition) continue;
    size += sizeOf(values, value, value + 1);
    value++;
  }
  cut(repetitions.length);
  return pages;
}

function sizeOf(values: Values, from: number, to: number): number {
  if (values.kind === 'fixed') return (to - from) * values.width;
  if (values.kind === 'index') return (to - from) * 4;
  let size = 0;
  for (let at = from; at < to; at++) size += 4 + values.items[at]!.length;
  return size;
}
