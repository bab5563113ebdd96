/** A chart of the report as uPlot takes it. */
import uPlot from 'uplot';
import type { Axis, Chart, Series } from '../../../src/core/report/blocks.js';
import { short } from '../../../src/core/report/text.js';

/** Colours and font of a chart. */
export interface Ink {
  readonly text: string;
  readonly grid: string;
  readonly line: string;
  readonly series: readonly string[];
  readonly font: string;
}

/** Height of a chart, in CSS pixels. */
export const HEIGHT = 190;
/** Dashes of the lines of a chart, so that they are told apart without colours. */
export const DASHES: readonly (readonly number[])[] = [[], [7, 3], [2, 3], [9, 3, 2, 3], [4, 2], [12, 4]];
/** More places than these have ticks of their own. */
const MOST_NAMED = 16;
const LONGEST_NAME = 5;

/** uPlot's data: the places, then each series, with the ends of its interval before it where it has them. */
export function dataOf({ places, series }: Chart): uPlot.AlignedData {
  return [places, ...series.flatMap(({ values, low, high }) => (low && high ? [low, high, values] : [values]))] as unknown as uPlot.AlignedData;
}

/** uPlot's options; `at` hears the place under the pointer, null where there is none. */
export function optionsOf(chart: Chart, width: number, ink: Ink, at: (place: number | null) => void): uPlot.Options {
  const series: uPlot.Series[] = [{}];
  const bands: uPlot.Band[] = [];
  chart.series.forEach((each, i) => {
    const stroke = ink.series[i % ink.series.length]!;
    if (each.low && each.high && each.mark === 'points') series.push(whiskers(stroke), unseen());
    else if (each.low && each.high) {
      // The interval is the area between two series that are not drawn themselves.
      bands.push({ series: [series.length + 1, series.length], fill: faint(stroke) });
      series.push(unseen(), unseen());
    }
    series.push(seriesOf(each, stroke, ink, i, chart.places.length));
  });
  return {
    width,
    height: HEIGHT,
    padding: [8, 20, 0, 0],
    legend: { show: false },
    cursor: { drag: { x: false, y: false, setScale: false }, y: false, points: { show: true } },
    scales: {
      x: { time: false, range: (_, min, max) => spread(chart.x, min, max, barred(chart) ? chart : null) },
      y: { range: (_, min, max) => spread(chart.y, min, max, null, chart.y.min === undefined ? 0.06 : 0, 0.06) },
    },
    axes: [xAxis(chart, ink), axis(chart.y, ink, 'y')],
    series,
    bands,
    hooks: { setCursor: [(plot) => at(plot.cursor.idx ?? null)] },
  };
}

function seriesOf({ label, mark }: Series, stroke: string, ink: Ink, place: number, places: number): uPlot.Series {
  switch (mark) {
    case 'bars':
      return { label, stroke, fill: stroke, width: 0, paths: uPlot.paths.bars!({ size: [0.86, 48] }), points: { show: false } };
    case 'line':
      return { label, stroke, width: 1.5, dash: [...(DASHES[place % DASHES.length] ?? [])], points: { show: false } };
    case 'points':
      return { label, stroke, width: 0, paths: () => null, points: { show: true, size: places > 100 ? 3.5 : 5, width: 0, fill: stroke } };
    case 'reference':
      return { label, stroke: ink.text, width: 1, dash: [4, 4], points: { show: false } };
  }
}

/** Strokes from each value of this series to that of the next one. */
function whiskers(stroke: string): uPlot.Series {
  return {
    stroke: faint(stroke, 55),
    width: 1,
    points: { show: false },
    paths: (plot, at, first, last) => {
      const path = new Path2D();
      const [places, low, high] = [plot.data[0], plot.data[at], plot.data[at + 1]];
      for (let i = first; i <= last; i++) {
        const [place, from, to] = [places[i], low?.[i], high?.[i]];
        if (place === undefined || from === null || from === undefined || to === null || to === undefined) continue;
        const x = plot.valToPos(place, 'x', true);
        path.moveTo(x, plot.valToPos(from, 'y', true));
        path.lineTo(x, plot.valToPos(to, 'y', true));
      }
      return { stroke: path };
    },
  };
}

function unseen(): uPlot.Series {
  return { width: 0, stroke: 'transparent', points: { show: false } };
}

function xAxis(chart: Chart, ink: Ink): uPlot.Axis {
  const named = chart.ticks ?? (chart.places.length <= MOST_NAMED && chart.names.every((name) => name.length <= LONGEST_NAME) ? chart.places.map((at, i) => ({ at, label: chart.names[i]! })) : null);
  const common = axis(chart.x, ink, 'x');
  if (!named) return common;
  return { ...common, splits: () => named.map(({ at }) => at), values: () => named.map(({ label }) => label) };
}

/** Font, ink and gaps of every axis of the report. */
export function axisLook(ink: Ink): uPlot.Axis {
  return { labelFont: ink.font, font: ink.font, stroke: ink.text, labelSize: 18, labelGap: 0, gap: 4 };
}

function axis({ label, percent }: Axis, ink: Ink, side: 'x' | 'y'): uPlot.Axis {
  return {
    ...axisLook(ink),
    label,
    size: side === 'x' ? 26 : (_, values) => Math.max(34, ...(values ?? []).map((value) => 12 + 6.5 * String(value).length)),
    ...(side === 'x' ? { space: 60 } : { space: 36 }),
    grid: { show: side === 'y', stroke: ink.grid, width: 1 },
    ticks: { stroke: ink.line, width: 1, size: 4 },
    border: { show: side === 'x', stroke: ink.line, width: 1 },
    values: (_, splits) => splits.map((value) => (value === null ? '' : percent ? `${short(value * 100)}%` : compact(value))),
  };
}

const COMPACT = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

function compact(value: number): string {
  return Math.abs(value) >= 1000 ? COMPACT.format(value).replace('-', '−') : short(value, 3);
}

function barred({ series }: Chart): boolean {
  return series.some(({ mark }) => mark === 'bars');
}

/** The ends of a scale: those that are given, else the values' with some room; half a bar's more where bars would be cut off. */
function spread(given: Axis, low: number | null, high: number | null, bars: Chart | null, below = 0.02, above = 0.02): [number, number] {
  const width = bars && bars.places.length > 1 ? (bars.places[1]! - bars.places[0]!) / 2 : bars ? 0.5 : 0;
  const min = given.min ?? (low ?? 0) - width;
  const max = given.max ?? (high ?? 1) + width;
  if (!(max > min)) return [min - 0.5, min + 0.5];
  const room = max - min;
  return [given.min ?? min - room * below, given.max ?? max + room * above];
}

/** The same colour, mostly transparent. */
function faint(css: string, percent = 22): string {
  return `color-mix(in srgb, ${css} ${percent}%, transparent)`;
}
