import type { Chart, Series } from '../blocks.js';
import { coordinate } from './escape.js';
import { axes, frame, ticksOf, type Frame } from './frame.js';

const WIDTH = 420;
const HEIGHT = 210;
/** Labels of places longer than this leave no room for each other. */
const MOST_NAMED = 16;
const LONGEST_NAME = 5;

/** A chart as SVG that needs no script; colours are the page's classes. */
export function chartSvg(chart: Chart): string {
  const bars = chart.series.some(({ mark }) => mark === 'bars');
  const across = ends(chart.x, chart.places, bars ? barWidth(chart.places) / 2 : 0, bars ? 0 : 0.03);
  const values = chart.series.flatMap(({ values: own, low, high }) => [...own, ...(low ?? []), ...(high ?? [])]).filter((value) => value !== null);
  const up = ends(chart.y, values, 0, 0.05);
  const box = frame(WIDTH, HEIGHT, across, up);
  const named = chart.ticks ?? (chart.places.length <= MOST_NAMED && chart.names.every((name) => name.length <= LONGEST_NAME) ? chart.places.map((at, i) => ({ at, label: chart.names[i]! })) : null);
  const body = chart.series.map((series, i) => marks(series, chart.places, box, i + 1, up[0])).join('');
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" aria-hidden="true">${axes(box, chart.x, chart.y, named ?? ticksOf(chart.x, across, 6), ticksOf(chart.y, up, 5))}${body}</svg>`;
}

function marks({ mark, values, low, high }: Series, places: readonly number[], box: Frame, ink: number, floor: number): string {
  switch (mark) {
    case 'bars': return bars(values, places, box, ink, floor);
    case 'points': return `${low && high ? whiskers(low, high, places, box, ink) : ''}${points(values, places, box, ink)}`;
    case 'line': return `${low && high ? band(low, high, places, box, ink) : ''}${line(values, places, box, `ink-${ink}`)}`;
    case 'reference': return line(values, places, box, 'reference');
  }
}

type Values = readonly (number | null)[];

function bars(values: Values, places: readonly number[], box: Frame, ink: number, floor: number): string {
  const half = barWidth(places) * 0.43;
  return values
    .map((value, i) => {
      if (value === null || value === 0) return '';
      const [x, y] = [box.x(places[i]! - half), box.y(value)];
      return `<rect class="fill-${ink}" x="${coordinate(x)}" y="${coordinate(y)}" width="${coordinate(box.x(places[i]! + half) - x)}" height="${coordinate(box.y(floor) - y)}"/>`;
    })
    .join('');
}

function points(values: Values, places: readonly number[], box: Frame, ink: number): string {
  return values.map((value, i) => (value === null ? '' : `<circle class="fill-${ink}" cx="${coordinate(box.x(places[i]!))}" cy="${coordinate(box.y(value))}" r="2.4"/>`)).join('');
}

function whiskers(low: Values, high: Values, places: readonly number[], box: Frame, ink: number): string {
  return low
    .map((from, i) => {
      const to = high[i];
      if (from === null || to === null || to === undefined) return '';
      const x = coordinate(box.x(places[i]!));
      return `<line class="whisker ink-${ink}" x1="${x}" x2="${x}" y1="${coordinate(box.y(from))}" y2="${coordinate(box.y(to))}"/>`;
    })
    .join('');
}

/** A line through the values; it breaks where one is missing. */
function line(values: Values, places: readonly number[], box: Frame, name: string): string {
  let path = '';
  let open = false;
  values.forEach((value, i) => {
    if (value !== null) path += `${open ? 'L' : 'M'}${coordinate(box.x(places[i]!))} ${coordinate(box.y(value))}`;
    open = value !== null;
  });
  return path === '' ? '' : `<path class="line ${name}" d="${path}"/>`;
}

function band(low: Values, high: Values, places: readonly number[], box: Frame, ink: number): string {
  const known = places.flatMap((place, i) => (low[i] === null || low[i] === undefined || high[i] === null || high[i] === undefined ? [] : [{ x: box.x(place), from: box.y(low[i]!), to: box.y(high[i]!) }]));
  if (known.length < 2) return '';
  const upper = known.map(({ x, to }) => `${coordinate(x)} ${coordinate(to)}`);
  const lower = known.map(({ x, from }) => `${coordinate(x)} ${coordinate(from)}`).reverse();
  return `<path class="band fill-${ink}" d="M${[...upper, ...lower].join('L')}Z"/>`;
}

/** The least distance of two places; 1 where there is one. */
function barWidth(places: readonly number[]): number {
  return places.slice(1).reduce((least, place, i) => Math.min(least, place - places[i]!), places.length > 1 ? Infinity : 1);
}

function ends(given: { readonly min?: number; readonly max?: number }, values: readonly number[], width: number, above = 0): readonly [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high) [low, high] = [0, 1];
  const [min, max] = [given.min ?? low - width, given.max ?? high + width];
  if (!(max > min)) return [min - 0.5, min + 0.5];
  return [given.min ?? min - (max - min) * above, given.max ?? max + (max - min) * above];
}
