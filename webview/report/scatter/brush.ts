/** The rectangle that is brushed over the scatter: pure geometry, in the axes' units. */
import type { Rectangle } from './grid.js';
import type { Points } from './points.js';

type Ends = readonly [number, number];

/** What a press in the plot begins: a new rectangle, moving the one there is, or moving one of its edges. */
export type Grip = { readonly kind: 'new' } | { readonly kind: 'move' } | { readonly kind: 'edge'; readonly x: 0 | 1 | null; readonly y: 0 | 1 | null };

/** The grip of a place; `near` is how far from an edge still counts, by axis. */
export function gripAt(brush: Rectangle | null, x: number, y: number, near: Ends): Grip {
  if (!brush) return { kind: 'new' };
  const within = (value: number, [low, high]: Ends, slack: number) => value >= low - slack && value <= high + slack;
  if (!within(x, brush.x, near[0]) || !within(y, brush.y, near[1])) return { kind: 'new' };
  const edge = (value: number, [low, high]: Ends, slack: number): 0 | 1 | null => (Math.abs(value - high) <= slack ? 1 : Math.abs(value - low) <= slack ? 0 : null);
  const [ex, ey] = [edge(x, brush.x, near[0]), edge(y, brush.y, near[1])];
  return ex === null && ey === null ? { kind: 'move' } : { kind: 'edge', x: ex, y: ey };
}

/** The rectangle after the pointer has gone from one place to another with a grip. */
export function dragged(grip: Grip, start: Rectangle | null, from: Ends, to: Ends, bounds: Pick<Points, 'x' | 'y'>): Rectangle {
  if (!start || grip.kind === 'new') return clipped({ x: sorted(from[0], to[0]), y: sorted(from[1], to[1]) }, bounds);
  if (grip.kind === 'move') return { x: shifted(start.x, to[0] - from[0], bounds.x), y: shifted(start.y, to[1] - from[1], bounds.y) };
  const moved = (ends: Ends, edge: 0 | 1 | null, by: number): Ends => (edge === null ? ends : edge === 0 ? sorted(ends[0] + by, ends[1]) : sorted(ends[0], ends[1] + by));
  return clipped({ x: moved(start.x, grip.x, to[0] - from[0]), y: moved(start.y, grip.y, to[1] - from[1]) }, bounds);
}

/** A key's step, as a share of each axis. */
const STEP = 0.02;

/** The rectangle after an arrow key: moved, or (`grow`) its right or upper edge moved. The middle of the plot where there is none yet; null for other keys. */
export function keyed(key: string, grow: boolean, brush: Rectangle | null, bounds: Pick<Points, 'x' | 'y'>): Rectangle | null {
  const [dx, dy] = key === 'ArrowLeft' ? [-1, 0] : key === 'ArrowRight' ? [1, 0] : key === 'ArrowUp' ? [0, 1] : key === 'ArrowDown' ? [0, -1] : [0, 0];
  if (dx === 0 && dy === 0) return null;
  if (!brush) return { x: middle(bounds.x), y: middle(bounds.y) };
  const by: Ends = [dx * STEP * length(bounds.x), dy * STEP * length(bounds.y)];
  if (!grow) return { x: shifted(brush.x, by[0], bounds.x), y: shifted(brush.y, by[1], bounds.y) };
  return clipped({ x: [brush.x[0], Math.max(brush.x[0], brush.x[1] + by[0])], y: [brush.y[0], Math.max(brush.y[0], brush.y[1] + by[1])] }, bounds);
}

/** A rectangle's ends in the order low, high, within the axes. */
export function clipped({ x, y }: Rectangle, bounds: Pick<Points, 'x' | 'y'>): Rectangle {
  return { x: clip(x, bounds.x), y: clip(y, bounds.y) };
}

function clip([low, high]: Ends, [min, max]: Ends): Ends {
  return [Math.min(max, Math.max(min, low)), Math.min(max, Math.max(min, high))];
}

function sorted(a: number, b: number): Ends {
  return a <= b ? [a, b] : [b, a];
}

function shifted([low, high]: Ends, by: number, [min, max]: Ends): Ends {
  const within = Math.min(max - high, Math.max(min - low, by));
  return [low + within, high + within];
}

function middle([min, max]: Ends): Ends {
  return [min + (max - min) * 0.4, min + (max - min) * 0.6];
}

function length([min, max]: Ends): number {
  return max - min;
}

/** The rectangle with ends as round as the eye can tell them apart (a thousandth of each axis), as a filter names them. */
export function rounded({ x, y }: Rectangle, bounds: Pick<Points, 'x' | 'y'>): Rectangle {
  const round = ([low, high]: Ends, axis: Ends): Ends => {
    const decimals = Math.min(12, Math.max(0, 3 - Math.floor(Math.log10(length(axis)))));
    return [Number(low.toFixed(decimals)), Number(high.toFixed(decimals))];
  };
  return { x: round(x, bounds.x), y: round(y, bounds.y) };
}
