/** The scatter's picture: every point a few pixels, darker where more lie. */
import type { Rgb } from '../plot/colours.js';
import type { Points } from './points.js';

/** What the points are painted with. */
export interface Paint {
  readonly plain: Rgb;
  readonly flagged: Rgb;
}

/** Points painted between two looks at the clock. */
const POINTS_A_STEP = 20_000;
const PIXELS_A_STEP = 60_000;
/** At how many points on one pixel it is full. */
const FULL = 24;

/** Paints the points into an image of the plotting area, in steps of a few milliseconds; `ratio` is device pixels to a CSS pixel. */
export function* paintPoints(points: Points, image: ImageData, { plain, flagged }: Paint, ratio: number): Generator<void> {
  const { width, height } = image;
  const all = new Uint16Array(width * height);
  const marked = new Uint16Array(width * height);
  const size = Math.max(1, Math.round(dot(points.count) * ratio));
  const [left, right] = points.x;
  const [bottom, top] = points.y;
  const across = width / (right - left);
  const up = height / (top - bottom);
  for (let i = 0; i < points.count; i++) {
    const x = Math.round((points.mean[i]! - left) * across - size / 2);
    const y = Math.round(height - (points.sd[i]! - bottom) * up - size / 2);
    const flag = points.flagged[i]!;
    for (let row = Math.max(0, y); row < Math.min(height, y + size); row++) {
      for (let column = Math.max(0, x); column < Math.min(width, x + size); column++) {
        const pixel = row * width + column;
        all[pixel]!++;
        marked[pixel]! += flag;
      }
    }
    if (i % POINTS_A_STEP === POINTS_A_STEP - 1) yield;
  }
  const { data } = image;
  const opacity = opacities(points.count);
  for (let pixel = 0; pixel < all.length; pixel++) {
    const count = all[pixel]!;
    if (count > 0) {
      const share = marked[pixel]! / count;
      data[pixel * 4] = plain[0] + (flagged[0] - plain[0]) * share;
      data[pixel * 4 + 1] = plain[1] + (flagged[1] - plain[1]) * share;
      data[pixel * 4 + 2] = plain[2] + (flagged[2] - plain[2]) * share;
      data[pixel * 4 + 3] = opacity[Math.min(count, FULL)]!;
    }
    if (pixel % PIXELS_A_STEP === PIXELS_A_STEP - 1) yield;
  }
}

/** Opacity by how many points lie on a pixel; few points are seen one by one, of many only a crowd. */
function opacities(points: number): Uint8Array {
  const least = points > 40_000 ? 90 : points > 8_000 ? 130 : 190;
  return Uint8Array.from({ length: FULL + 1 }, (_, count) => (count === 0 ? 0 : least + ((255 - least) * Math.log(count)) / Math.log(FULL)));
}

/** Side of a point's square, in CSS pixels. */
function dot(points: number): number {
  return points > 40_000 ? 1.5 : points > 8_000 ? 2 : points > 1_000 ? 3 : 5;
}
