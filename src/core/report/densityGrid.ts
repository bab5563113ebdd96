/** How many points fall into each cell of a rectangle; rows from the bottom. For pictures that hold no points of their own. */
export interface DensityGrid {
  readonly columns: number;
  readonly rows: number;
  /** Ends of the rectangle. */
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  /** Cells that hold points: [column, row, points]. */
  readonly cells: readonly (readonly [number, number, number])[];
  readonly points: number;
}

/** Counts points (x[i], y[i]); those that are not finite are left out. Null where none is left. */
export function densityGrid(x: ArrayLike<number>, y: ArrayLike<number>, columns: number, rows: number): DensityGrid | null {
  const across = range(x);
  const up = range(y);
  if (across === null || up === null) return null;
  const counts = new Uint32Array(columns * rows);
  let points = 0;
  for (let i = 0; i < x.length; i++) {
    const column = place(x[i]!, across, columns);
    const row = place(y[i]!, up, rows);
    if (column < 0 || row < 0) continue;
    counts[row * columns + column]!++;
    points++;
  }
  if (points === 0) return null;
  const cells: [number, number, number][] = [];
  counts.forEach((count, i) => {
    if (count > 0) cells.push([i % columns, Math.floor(i / columns), count]);
  });
  return { columns, rows, x: across, y: up, cells, points };
}

/** The ends of finite numbers, set apart where they are equal; null without any. */
export function range(values: ArrayLike<number>): readonly [number, number] | null {
  let min = Infinity;
  let max = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value)) continue;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  if (min > max) return null;
  return min === max ? [min - 0.5, max + 0.5] : [min, max];
}

function place(value: number, [min, max]: readonly [number, number], cells: number): number {
  if (!Number.isFinite(value)) return -1;
  return Math.min(cells - 1, Math.floor(((value - min) / (max - min)) * cells));
}
