/** Where marks go: pure numbers, shared by every chart. Horizontal places are percent, so that charts stretch without distortion. */

/** A place between two ends as a percentage; a value outside lies on the end. */
export function percent(value: number, min: number, max: number): number {
  if (max <= min) return 50;
  return (Math.min(max, Math.max(min, value)) - min) / (max - min) * 100;
}

/** The steps of a scale that has few enough whole ones to click on; empty otherwise. */
export function steps(min: number, max: number): readonly number[] {
  if (!Number.isInteger(min) || !Number.isInteger(max) || max - min > 10 || max <= min) return [];
  return Array.from({ length: max - min + 1 }, (_, i) => min + i);
}

/** More steps than these a side are too close to click on. */
const MOST_STEPS = 20;

/** The strengths on one side of an axis that can be clicked on: all of a few, else the end. */
export function strengthSteps(limit: number): readonly number[] {
  return limit <= MOST_STEPS ? Array.from({ length: limit }, (_, i) => i + 1) : [limit];
}

/** Equal values together, in order. */
export function stacks(values: readonly number[]): readonly { readonly value: number; readonly count: number }[] {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => a.value - b.value);
}

/** A mean and the band of one standard deviation about it, in percent. */
export interface Band {
  readonly from: number;
  readonly to: number;
  readonly mean: number;
}

/** The band on a scale, cut off at its ends. */
export function band(mean: number, sd: number, min: number, max: number): Band {
  return { from: percent(mean - sd, min, max), to: percent(mean + sd, min, max), mean: percent(mean, min, max) };
}

/** A symmetric axis: its end, and the ticks on its positive side. */
export interface Axis {
  readonly limit: number;
  readonly ticks: readonly number[];
}

/** The smallest round symmetric axis that holds every value, with two or three ticks a side. */
export function symmetric(values: readonly number[]): Axis {
  const most = Math.max(0.1, ...values.map(Math.abs).filter(Number.isFinite));
  const power = 10 ** Math.floor(Math.log10(most / 2));
  const step = [1, 2, 2.5, 5, 10].map((unit) => unit * power).find((size) => size * 3 >= most) ?? 10 * power;
  const count = Math.ceil(most / step - 1e-9);
  const ticks = Array.from({ length: count }, (_, i) => Number(((i + 1) * step).toPrecision(6)));
  return { limit: ticks.at(-1) ?? 1, ticks };
}

/** Beyond this many scaled standard deviations the worklist's mark stands at its end. */
export const LIST_LIMIT = 2.5;
