import { plain } from './output.js';

/** Rows as aligned columns, the first one to the left, the others to the right; a header line first. */
export function textTable(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const cells = [header, ...rows].map((row) => row.map((cell) => plain(cell).replace(/[\t\n]/g, ' ')));
  const widths = header.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  return cells.map((row) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join('  ').trimEnd());
}

/** A share as a percentage with one digit, its interval behind it; a dash where there is none. */
export function percent(value: number | null, interval: readonly [number, number] | null = null): string {
  if (value === null) return '-';
  const digits = (share: number) => (100 * share).toFixed(1);
  return interval === null ? `${digits(value)}%` : `${digits(value)}% (${digits(interval[0])} to ${digits(interval[1])})`;
}

/** A number with three digits behind the point; a dash where there is none. */
export function decimal(value: number | null): string {
  return value === null ? '-' : value.toFixed(3);
}
