/** A grid over the points: how many lie in a rectangle, and which is nearest, without going through all. */
import type { Points } from './points.js';

const COLUMNS = 256;
const ROWS = 128;

/** A rectangle in the axes' units; its ends belong to it. */
export interface Rectangle {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

/** Points sorted by cell. */
export class PointGrid {
  /** First place in `order` of each cell, row by row, and the end. */
  private readonly starts: Uint32Array;
  private readonly order: Uint32Array;

  constructor(private readonly points: Points) {
    const cells = new Uint16Array(points.count);
    const starts = new Uint32Array(COLUMNS * ROWS + 1);
    for (let i = 0; i < points.count; i++) {
      const cell = this.row(points.sd[i]!) * COLUMNS + this.column(points.mean[i]!);
      cells[i] = cell;
      starts[cell + 1]!++;
    }
    for (let cell = 0; cell < COLUMNS * ROWS; cell++) starts[cell + 1]! += starts[cell]!;
    const next = starts.slice();
    this.order = new Uint32Array(points.count);
    for (let i = 0; i < points.count; i++) this.order[next[cells[i]!]!++] = i;
    this.starts = starts;
  }

  /** How many points a rectangle holds. */
  count({ x, y }: Rectangle): number {
    const { points, starts, order } = this;
    const [left, right] = [this.column(x[0]), this.column(x[1])];
    const [bottom, top] = [this.row(y[0]), this.row(y[1])];
    let found = 0;
    for (let row = bottom; row <= top; row++) {
      const edge = row === bottom || row === top;
      for (let column = left; column <= right; column++) {
        const cell = row * COLUMNS + column;
        if (!edge && column > left && column < right) {
          // Inner cells of a row lie side by side: all of them at once.
          found += starts[row * COLUMNS + right]! - starts[cell]!;
          column = right - 1;
          continue;
        }
        for (let place = starts[cell]!; place < starts[cell + 1]!; place++) {
          const i = order[place]!;
          const mean = points.mean[i]!;
          const sd = points.sd[i]!;
          if (mean >= x[0] && mean <= x[1] && sd >= y[0] && sd <= y[1]) found++;
        }
      }
    }
    return found;
  }

  /** The point nearest to a place, no farther than `reach` of each axis; -1 for none. Distances count in those reaches. */
  nearest(x: number, y: number, reach: readonly [number, number]): number {
    const { points, starts, order } = this;
    let best = -1;
    let least = 1;
    for (let row = this.row(y - reach[1]); row <= this.row(y + reach[1]); row++) {
      for (let column = this.column(x - reach[0]); column <= this.column(x + reach[0]); column++) {
        const cell = row * COLUMNS + column;
        for (let place = starts[cell]!; place < starts[cell + 1]!; place++) {
          const i = order[place]!;
          const distance = Math.hypot((points.mean[i]! - x) / reach[0], (points.sd[i]! - y) / reach[1]);
          if (distance <= least) {
            least = distance;
            best = i;
          }
        }
      }
    }
    return best;
  }

  private column(x: number): number {
    const [min, max] = this.points.x;
    return Math.min(COLUMNS - 1, Math.max(0, Math.floor(((x - min) / (max - min)) * COLUMNS)));
  }

  private row(y: number): number {
    const [min, max] = this.points.y;
    return Math.min(ROWS - 1, Math.max(0, Math.floor(((y - min) / (max - min)) * ROWS)));
  }
}
