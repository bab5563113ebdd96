import { t } from '@vscode/l10n';
import type { DensityGrid } from '../densityGrid.js';
import { coordinate } from './escape.js';
import { axes, frame, ticksOf } from './frame.js';

const WIDTH = 860;
const HEIGHT = 380;

/** The scatter as SVG: a cell is darker where more records lie. */
export function scatterSvg({ columns, rows, x, y, cells }: DensityGrid): string {
  const up: readonly [number, number] = [Math.min(0, y[0]), y[1]];
  const box = frame(WIDTH, HEIGHT, x, up);
  const most = Math.log1p(cells.reduce((found, [, , points]) => Math.max(found, points), 1));
  const wide = (x[1] - x[0]) / columns;
  const high = (y[1] - y[0]) / rows;
  const marks = cells.map(([column, row, points]) => {
    const left = box.x(x[0] + column * wide);
    const top = box.y(y[0] + (row + 1) * high);
    const [width, height] = [box.x(x[0] + (column + 1) * wide) - left, box.y(y[0] + row * high) - top];
    return `<rect class="fill-1" x="${coordinate(left)}" y="${coordinate(top)}" width="${coordinate(width)}" height="${coordinate(height)}" opacity="${coordinate(0.15 + 0.85 * (Math.log1p(points) / most))}"/>`;
  });
  const across = { label: t('Mean difference, preferred minus other') };
  const above = { label: t('Sd among the models') };
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" aria-hidden="true">${axes(box, across, above, ticksOf(across, x, 9), ticksOf(above, up, 6))}<g shape-rendering="crispEdges">${marks.join('')}</g></svg>`;
}
