import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dragged, gripAt, keyed, rounded } from '../../../webview/report/scatter/brush.js';
import { PointGrid } from '../../../webview/report/scatter/grid.js';
import { paintPoints } from '../../../webview/report/scatter/paint.js';
import { pointsOf } from '../../../webview/report/scatter/points.js';
import { Random } from '../../support/random.js';

interface Expected {
  readonly measured: number[];
  readonly sd: number[];
  readonly rectangle: readonly [number, number, number, number];
  readonly inRectangle: number;
}
const expected = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'fixtures', 'report', 'expected.json'), 'utf8')) as Expected;

function points(mean: readonly number[], sd: readonly number[], flagged: readonly number[] = []) {
  return pointsOf({
    index: Uint32Array.from(mean, (_, i) => i * 10).buffer,
    mean: Float32Array.from(mean).buffer,
    sd: Float32Array.from(sd).buffer,
    flagged: Uint8Array.from(mean, (_, i) => flagged[i] ?? 0).buffer,
  });
}
const bounds = { x: [-2, 2], y: [0, 1] } as const;

describe('the grid of points', () => {
  it('counts a rectangle as numpy does', () => {
    const [left, right, bottom, top] = expected.rectangle;
    expect(new PointGrid(points(expected.measured, expected.sd)).count({ x: [left, right], y: [bottom, top] })).toBe(expected.inRectangle);
  });

  it('counts any rectangle as going through all points does', () => {
    const source = new Random(3);
    const random = () => source.next();
    const all = points(Array.from({ length: 3000 }, () => random() * 4 - 2), Array.from({ length: 3000 }, () => random() ** 2));
    const grid = new PointGrid(all);
    for (let n = 0; n < 200; n++) {
      const [a, b, c, d] = [random() * 4 - 2, random() * 4 - 2, random(), random()] as const;
      const [left, right, bottom, top] = [Math.min(a, b), Math.max(a, b), Math.min(c, d), Math.max(c, d)];
      let found = 0;
      for (let i = 0; i < all.count; i++) if (all.mean[i]! >= left && all.mean[i]! <= right && all.sd[i]! >= bottom && all.sd[i]! <= top) found++;
      expect(grid.count({ x: [left, right], y: [bottom, top] })).toBe(found);
    }
  });

  it('finds the nearest point within reach', () => {
    const grid = new PointGrid(points([0, 0.1, 1], [0.5, 0.5, 0.9]));
    expect(grid.nearest(0.09, 0.5, [0.2, 0.1])).toBe(1);
    expect(grid.nearest(0.5, 0.5, [0.1, 0.1])).toBe(-1);
  });

  it('holds no points, or all in one place', () => {
    expect(new PointGrid(points([], [])).count({ x: [-9, 9], y: [0, 9] })).toBe(0);
    expect(new PointGrid(points([1, 1, 1], [0, 0, 0])).count({ x: [1, 1], y: [0, 0] })).toBe(3);
  });
});

describe('the picture', () => {
  const painted = (all: ReturnType<typeof points>, width: number, height: number) => {
    const image = { width, height, data: new Uint8ClampedArray(width * height * 4) } as ImageData;
    for (const step of paintPoints(all, image, { plain: [10, 20, 30], flagged: [200, 100, 50] }, 1)) void step;
    return image;
  };

  it('puts points where the axes say, in their colours', () => {
    const all = points([0, 1], [0.25, 1], [0, 1]);
    const { data } = painted(all, 100, 100);
    const at = (mean: number, sd: number) => {
      const x = Math.floor(((mean - all.x[0]) / (all.x[1] - all.x[0])) * 100);
      const y = Math.floor(100 - (sd / all.y[1]) * 100);
      return [...data.slice((y * 100 + x) * 4, (y * 100 + x) * 4 + 4)];
    };
    expect(at(0, 0.25).slice(0, 3)).toEqual([10, 20, 30]);
    expect(at(1, 1).slice(0, 3)).toEqual([200, 100, 50]);
    expect(at(0.5, 0.6)).toEqual([0, 0, 0, 0]);
  });

  it('is darker where more points lie', () => {
    const one = painted(points([0, 1], [0.5, 0.5]), 50, 50).data;
    const many = painted(points([...new Array<number>(9).fill(0), 1], new Array<number>(10).fill(0.5)), 50, 50).data;
    expect(Math.max(...many)).toBeGreaterThan(Math.max(...one));
  });
});

describe('the brush', () => {
  const brush = { x: [-1, 1], y: [0.2, 0.6] } as const;

  it('grips nothing, the inside, an edge or a corner', () => {
    expect(gripAt(null, 0, 0.4, [0.1, 0.05])).toEqual({ kind: 'new' });
    expect(gripAt(brush, 0, 0.4, [0.1, 0.05])).toEqual({ kind: 'move' });
    expect(gripAt(brush, 1.05, 0.4, [0.1, 0.05])).toEqual({ kind: 'edge', x: 1, y: null });
    expect(gripAt(brush, -1, 0.6, [0.1, 0.05])).toEqual({ kind: 'edge', x: 0, y: 1 });
    expect(gripAt(brush, 1.5, 0.4, [0.1, 0.05])).toEqual({ kind: 'new' });
  });

  it('is drawn, moved and sized within the axes', () => {
    expect(dragged({ kind: 'new' }, null, [1, 0.5], [-5, 0.1], bounds)).toEqual({ x: [-2, 1], y: [0.1, 0.5] });
    expect(dragged({ kind: 'move' }, brush, [0, 0.4], [5, 0.4], bounds)).toEqual({ x: [0, 2], y: [0.2, 0.6] });
    expect(dragged({ kind: 'edge', x: 1, y: null }, brush, [1, 0.4], [-1.5, 0.9], bounds)).toEqual({ x: [-1.5, -1], y: [0.2, 0.6] });
  });

  it('follows the arrows', () => {
    expect(keyed('ArrowRight', false, null, bounds)?.x[0]).toBeCloseTo(-0.4, 12);
    const moved = keyed('ArrowUp', false, brush, bounds)!;
    expect(moved.y[0]).toBeCloseTo(0.22, 12);
    expect(moved.y[1]).toBeCloseTo(0.62, 12);
    const grown = keyed('ArrowRight', true, brush, bounds)!;
    expect(grown.x).toEqual([-1, 1.08]);
    expect(keyed('a', false, brush, bounds)).toBeNull();
  });

  it('is as round as the axes can show', () => {
    expect(rounded({ x: [-0.123456, 1.98765], y: [0.1, 0.3333333] }, bounds)).toEqual({ x: [-0.123, 1.988], y: [0.1, 0.333] });
  });
});
