import type { Axis } from '../blocks.js';
import { short } from '../text.js';
import { coordinate, escaped } from './escape.js';
import { ticks } from './ticks.js';

/** Where a picture's plotting area lies, and how values become places in it. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  x(value: number): number;
  y(value: number): number;
}

const MARGIN = { left: 52, right: 12, top: 8, bottom: 38 } as const;

/** A frame for values between the ends of both axes. */
export function frame(width: number, height: number, across: readonly [number, number], up: readonly [number, number]): Frame {
  const { left, top } = MARGIN;
  const right = width - MARGIN.right;
  const bottom = height - MARGIN.bottom;
  return {
    width,
    height,
    left,
    right,
    top,
    bottom,
    x: (value) => left + ((value - across[0]) / (across[1] - across[0])) * (right - left),
    y: (value) => bottom - ((value - up[0]) / (up[1] - up[0])) * (bottom - top),
  };
}

/** An axis' ticks: given ones, or round numbers between its ends. */
export function ticksOf(axis: Axis, [min, max]: readonly [number, number], most: number): readonly { readonly at: number; readonly label: string }[] {
  return ticks(min, max, most).map((at) => ({ at, label: axis.percent ? `${short(at * 100)}%` : amount(at) }));
}

/** Axes, grid and titles as SVG, before the marks. */
export function axes(frame: Frame, x: Axis, y: Axis, across: readonly { readonly at: number; readonly label: string }[], up: readonly { readonly at: number; readonly label: string }[]): string {
  const { left, right, top, bottom, height } = frame;
  const horizontal = up.map(({ at, label }) => {
    const place = coordinate(frame.y(at));
    return `<line class="grid" x1="${left}" x2="${right}" y1="${place}" y2="${place}"/><text x="${left - 6}" y="${place}" dy="0.32em" text-anchor="end">${escaped(label)}</text>`;
  });
  const vertical = across.map(({ at, label }) => {
    const place = coordinate(frame.x(at));
    return `<line class="axis" x1="${place}" x2="${place}" y1="${bottom}" y2="${bottom + 4}"/><text x="${place}" y="${bottom + 15}" text-anchor="middle">${escaped(label)}</text>`;
  });
  return [
    ...horizontal,
    ...vertical,
    `<line class="axis" x1="${left}" x2="${right}" y1="${bottom}" y2="${bottom}"/>`,
    `<text x="${(left + right) / 2}" y="${height - 6}" text-anchor="middle">${escaped(x.label)}</text>`,
    `<text transform="translate(11 ${(top + bottom) / 2}) rotate(-90)" text-anchor="middle">${escaped(y.label)}</text>`,
  ].join('');
}

function amount(value: number): string {
  return Math.abs(value) >= 10_000 ? `${short(value / 1000, 1)}k` : short(value, 4);
}
