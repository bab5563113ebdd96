/** The scatter's points, as typed arrays over what one message brought. */
import { range } from '../../../src/core/report/densityGrid.js';
import type { ScatterPoints } from '../../../src/protocol/report.js';

/** Parallel arrays in file order, and the ends that the axes have. */
export interface Points {
  readonly count: number;
  readonly index: Uint32Array;
  readonly mean: Float32Array;
  readonly sd: Float32Array;
  readonly flagged: Uint8Array;
  /** Ends of the axes: all points lie within, with some room; the sd starts at 0. */
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

/** Views on the buffers of a message. */
export function pointsOf({ index, mean, sd, flagged }: ScatterPoints): Points {
  const means = new Float32Array(mean);
  const sds = new Float32Array(sd);
  const [left, right] = range(means) ?? [-1, 1];
  const top = range(sds)?.[1] ?? 1;
  const room = (right - left) * 0.03;
  return {
    count: means.length,
    index: new Uint32Array(index),
    mean: means,
    sd: sds,
    flagged: new Uint8Array(flagged),
    x: [left - room, right + room],
    y: [0, top > 0 ? top * 1.05 : 1],
  };
}
