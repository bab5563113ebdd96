/** Readers of single columns, with the errors a curator sees beside a broken row. */
import { t } from '@vscode/l10n';
import { RowError, type Row } from './schema.js';

/** The column as text. Throws `RowError` naming it. */
export function text(row: Row, column: string): string {
  const value = row[column];
  if (typeof value === 'string') return value;
  throw new RowError(value === undefined ? t('column {0} is missing', column) : t('column {0} is {1}, not text', column, kind(value)));
}

/** A whole number within a scale. Throws `RowError`: a value outside the scale is a bad row, never clamped. */
export function level(value: unknown, column: string, min: number, max: number): number {
  if (typeof value !== 'number') throw new RowError(t('{0} is {1}, not a number', column, kind(value)));
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new RowError(value >= min && value <= max ? t('{0} is {1}, outside the scale {2} to {3} in whole numbers', column, value, min, max) : t('{0} is {1}, outside the scale {2} to {3}', column, value, min, max));
  }
  return value;
}

/** A finite number, or null where there is none (missing, null, NaN). */
export function numberOrNull(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** A text, or null. */
export function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** A JSON object, or null. */
export function objectOrNull(value: unknown): Row | null {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Row) : null;
}

/** The first of these columns that the row fills; null counts as missing. */
export function named(row: Row, names: readonly string[]): string | undefined {
  return names.find((name) => Object.hasOwn(row, name) && row[name] !== null && row[name] !== undefined);
}

/** The columns that are not in `used`, as they are. */
export function others(row: Row, used: ReadonlySet<string>): Record<string, unknown> {
  const rest: Record<string, unknown> = {};
  for (const column of Object.keys(row)) {
    if (used.has(column)) continue;
    // Assigned, a column of this name would be lost.
    if (column === '__proto__') Object.defineProperty(rest, column, { value: row[column], enumerable: true, writable: true, configurable: true });
    else rest[column] = row[column];
  }
  return rest;
}

/** What a JSON value is, in words. */
export function kind(value: unknown): string {
  if (value === undefined) return t('missing');
  if (value === null) return 'null';
  if (Array.isArray(value)) return t('a list');
  switch (typeof value) {
    case 'object': return t('an object');
    case 'string': return t('text');
    case 'number': return t('a number');
    case 'boolean': return t('a boolean');
    default: return `a ${typeof value}`;
  }
}
