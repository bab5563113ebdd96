import {
  DuckDBArrayValue,
  DuckDBDecimalValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBUnionValue,
  type DuckDBValue,
} from '@duckdb/node-api';
import type { Json } from '../../core/query/store.js';

/**
 * A DuckDB value as JSON holds it: whole numbers as numbers while they are exact, else as text; NaN and infinities null;
 * lists as arrays, structs as objects, maps as arrays of {key, value}; dates and other types as DuckDB writes them.
 */
export function toJson(value: DuckDBValue): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof DuckDBDecimalValue) return value.toDouble();
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue) return value.items.map(toJson);
  if (value instanceof DuckDBStructValue) return Object.fromEntries(Object.entries(value.entries).map(([key, item]) => [key, toJson(item)]));
  if (value instanceof DuckDBMapValue) return value.entries.map(({ key, value: item }) => ({ key: toJson(key), value: toJson(item) }));
  if (value instanceof DuckDBUnionValue) return toJson(value.value);
  return String(value);
}
