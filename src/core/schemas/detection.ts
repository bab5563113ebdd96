import { t } from '@vscode/l10n';
import type { Detection, Row } from './schema.js';

/** Every schema asks the same of the same sample, which may have ten thousand columns. */
const known = new WeakMap<readonly Row[], Row[]>();

/** Rows of a sample that hold anything: `{}` and rows of nulls speak for no schema and against none. */
export function told(sample: readonly Row[]): Row[] {
  let rows = known.get(sample);
  if (!rows) known.set(sample, (rows = sample.filter((row) => Object.values(row).some((value) => value !== null && value !== undefined))));
  return rows;
}

/** The detection of a schema that is `sure` where every row fits: less so by the share that does not; null where none does. */
export function detection(sample: readonly Row[], sure: number, what: string, fits: (row: Row) => boolean): Detection | null {
  const rows = told(sample);
  const fitting = rows.filter(fits).length;
  if (fitting === 0) return null;
  return { confidence: (sure * fitting) / rows.length, reason: t('{0} in {1} of the first {2} rows', what, fitting, rows.length) };
}
