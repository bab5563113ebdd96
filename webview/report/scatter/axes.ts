/** uPlot draws the scatter's axes and nothing else. */
import uPlot from 'uplot';
import { t } from '@vscode/l10n';
import { short } from '../../../src/core/report/text.js';
import { axisLook, type Ink } from '../plot/options.js';
import type { Points } from './points.js';

/** Height of the scatter, in CSS pixels. */
export const SCATTER_HEIGHT = 340;

/** Axes for the points, `width` wide, in an element; `ready` hears when the plotting area has its size. */
export function scatterAxes(points: Points, width: number, ink: Ink, box: HTMLElement, ready: (plot: uPlot) => void): uPlot {
  const axis = (label: string, size: number): uPlot.Axis => ({
    ...axisLook(ink),
    label,
    size,
    space: size > 30 ? 36 : 70,
    grid: { stroke: ink.grid, width: 1 },
    ticks: { stroke: ink.line, width: 1, size: 4 },
    values: (_, splits) => splits.map((value) => short(value, 3)),
  });
  const options: uPlot.Options = {
    width,
    height: SCATTER_HEIGHT,
    padding: [8, 20, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: false, range: [points.x[0], points.x[1]] }, y: { range: [points.y[0], points.y[1]] } },
    axes: [axis(t('Mean difference, preferred minus other'), 26), axis(t('Sd among the models'), 40)],
    series: [{}, { show: false }],
    hooks: { ready: [ready] },
  };
  return new uPlot(options, [[points.x[0], points.x[1]], [points.y[0], points.y[1]]], box);
}
