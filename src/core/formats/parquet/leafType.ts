import { t } from '@vscode/l10n';
import { CONVERTED } from './annotation.js';
import { field, intField, structField } from './fields.js';
import { ParquetError, type ThriftStruct } from './thrift.js';

/** Physical types, in the order of their numbers in the format's definition. */
export const PHYSICAL = ['BOOLEAN', 'INT32', 'INT64', 'INT96', 'FLOAT', 'DOUBLE', 'BYTE_ARRAY', 'FIXED_LEN_BYTE_ARRAY'] as const;

/** A physical type. */
export type Physical = (typeof PHYSICAL)[number];

/** What a leaf's values mean, as far as JSON text holds them without loss; `shown` values can be read but not be written from text. */
export type Meaning =
  | { readonly kind: 'boolean' | 'float' | 'double' | 'text' }
  | { readonly kind: 'integer'; readonly bits: number; readonly signed: boolean }
  | { readonly kind: 'shown'; readonly name: string };

/** Type of a leaf. */
export interface LeafType {
  readonly physical: Physical;
  /** Bytes of a value; 0 where values are of different lengths. */
  readonly width: number;
  readonly meaning: Meaning;
}

const WIDTHS: Readonly<Record<Physical, number>> = { BOOLEAN: 1, INT32: 4, INT64: 8, INT96: 12, FLOAT: 4, DOUBLE: 8, BYTE_ARRAY: 0, FIXED_LEN_BYTE_ARRAY: 0 };
const CONVERTED_NAMES = ['', '', '', '', '', 'DECIMAL', 'DATE', 'TIME', 'TIME', 'TIMESTAMP', 'TIMESTAMP'] as const;
const LOGICAL_NAMES: Readonly<Record<number, string>> = {
  5: 'DECIMAL',
  6: 'DATE',
  7: 'TIME',
  8: 'TIMESTAMP',
  11: 'UNKNOWN',
  13: 'BSON',
  14: 'UUID',
  15: 'FLOAT16',
  16: 'VARIANT',
  17: 'GEOMETRY',
  18: 'GEOGRAPHY',
};

/** Reads the type of a leaf. Throws `ParquetError` naming the column where it has none. */
export function leafType(element: ThriftStruct, column: string): LeafType {
  const physical = PHYSICAL[intField(element, 1, t('the type of {0}', column)) ?? -1];
  if (!physical) throw new ParquetError(t('the column {0} has no type, or an unknown one', column));
  const length = intField(element, 2, t('the length of {0}', column)) ?? 0;
  const fixed = physical === 'FIXED_LEN_BYTE_ARRAY';
  if (fixed && (length <= 0 || length > 1 << 24)) throw new ParquetError(t('the column {0} has values of {1} bytes', column, length));
  return { physical, width: fixed ? length : WIDTHS[physical], meaning: meaningOf(element, physical) };
}

function meaningOf(element: ThriftStruct, physical: Physical): Meaning {
  const converted = intField(element, 6, t('a converted type'));
  const logical = structField(element, 10);
  const marked = logical?.fields[0]?.id;
  const name = (marked === undefined ? undefined : LOGICAL_NAMES[marked]) ?? (converted === undefined ? undefined : CONVERTED_NAMES[converted]);
  if (name) return { kind: 'shown', name };
  switch (physical) {
    case 'BOOLEAN':
      return { kind: 'boolean' };
    case 'FLOAT':
      return { kind: 'float' };
    case 'DOUBLE':
      return { kind: 'double' };
    case 'INT32':
    case 'INT64':
      return integer(physical, converted, logical && structField(logical, 10));
    case 'BYTE_ARRAY': {
      const text = marked === 1 || marked === 4 || marked === 12 || converted === CONVERTED.UTF8 || converted === CONVERTED.ENUM || converted === CONVERTED.JSON;
      return text ? { kind: 'text' } : { kind: 'shown', name: 'binary' };
    }
    default:
      return { kind: 'shown', name: physical };
  }
}

function integer(physical: 'INT32' | 'INT64', converted: number | undefined, logical: ThriftStruct | undefined): Meaning {
  const most = physical === 'INT32' ? 32 : 64;
  if (logical) return { kind: 'integer', bits: Math.min(most, intField(logical, 1, t('a bit width')) ?? most), signed: field(logical, 2) !== false };
  if (converted === undefined || converted < CONVERTED.UINT_8 || converted > CONVERTED.INT_64) return { kind: 'integer', bits: most, signed: true };
  const place = converted - CONVERTED.UINT_8;
  return { kind: 'integer', bits: Math.min(most, 8 << place % 4), signed: place >= 4 };
}
