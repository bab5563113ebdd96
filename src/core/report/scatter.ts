import type { RecordTable } from '../query/table.js';

/** Mean against sd of all records that at least two voters have scored, in file order; the arrays are parallel. */
export interface Scatter {
  readonly index: Uint32Array;
  readonly mean: Float32Array;
  readonly sd: Float32Array;
  /** 1 where the record bears a flag. */
  readonly flagged: Uint8Array;
}

/** The points of a table; dropped records are left out. Empty where nobody or one voter scored. */
export function scatterOf(table: RecordTable): Scatter {
  const { mean, sd, models, flags } = table.columns;
  const index = new Uint32Array(table.count);
  const means = new Float32Array(table.count);
  const sds = new Float32Array(table.count);
  const flagged = new Uint8Array(table.count);
  let points = 0;
  for (let i = 0; i < table.count; i++) {
    const at = mean.get(i);
    if (!(models.get(i) > 1) || !Number.isFinite(at) || table.dropped(i)) continue;
    index[points] = i;
    means[points] = at;
    sds[points] = sd.get(i);
    flagged[points] = flags.get(i) > 0 ? 1 : 0;
    points++;
  }
  return { index: index.slice(0, points), mean: means.slice(0, points), sd: sds.slice(0, points), flagged: flagged.slice(0, points) };
}
