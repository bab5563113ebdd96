import { t } from '@vscode/l10n';
import { field, intField, structField } from './fields.js';
import type { ThriftStruct } from './thrift.js';

/** What a group is marked as. */
export type Annotation = 'list' | 'map' | 'entry' | null;

/** A converted type, by its number in the format's definition. */
export const CONVERTED = { UTF8: 0, MAP: 1, MAP_KEY_VALUE: 2, LIST: 3, ENUM: 4, UINT_8: 11, INT_64: 18, JSON: 19 } as const;

/** Reads a group's mark, new or old style. */
export function annotationOf(element: ThriftStruct): Annotation {
  const converted = intField(element, 6, t('a converted type'));
  const logical = structField(element, 10);
  if (converted === CONVERTED.MAP_KEY_VALUE) return 'entry';
  if (converted === CONVERTED.LIST || (logical && field(logical, 3) !== undefined)) return 'list';
  return converted === CONVERTED.MAP || (logical && field(logical, 2) !== undefined) ? 'map' : null;
}
