import { t } from '@vscode/l10n';
import type { Row } from '../../../../core/schemas/schema.js';
import type { ColumnView } from '../../../../protocol/preview.js';

/** Most columns that are told of, and most characters of an example. */
const MOST_COLUMNS = 300;
const EXAMPLE = 120;

/** The columns of a sample as a mapping names them; objects and lists of objects are opened one step. */
export function columnsOf(sample: readonly Row[]): ColumnView[] {
  const found = new Map<string, ColumnView>();
  for (const row of sample) for (const [name, value] of Object.entries(row)) take(found, `/${escaped(name)}`, value, 1);
  return [...found.values()];
}

function take(found: Map<string, ColumnView>, pointer: string, value: unknown, depth: number): void {
  if (value === null || value === undefined || found.size >= MOST_COLUMNS) return;
  if (!found.has(pointer)) found.set(pointer, { pointer, kind: kindOf(value), example: exampleOf(value) });
  if (depth === 0) return;
  const inner: unknown = Array.isArray(value) ? value[0] : value;
  if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return;
  for (const [name, child] of Object.entries(inner)) take(found, `${pointer}${Array.isArray(value) ? '/*' : ''}/${escaped(name)}`, child, depth - 1);
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return t('list of {0}{1}', value.length, value.length > 0 ? ` × ${kindOf(value[0])}` : '');
  if (typeof value === 'string') return 'text';
  if (typeof value === 'boolean') return t('true or false');
  return typeof value === 'object' ? 'object' : 'number';
}

function exampleOf(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? String(each) : each)) ?? '');
  return text.length > EXAMPLE ? `${text.slice(0, EXAMPLE)}…` : text;
}

function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
