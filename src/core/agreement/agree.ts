import { randomStream } from '../fit/random.js';
import { alphaInterval, alphaNominal, alphaOrdinal } from './krippendorff.js';
import { cohenKappa, cohenKappaQuadratic } from './cohen.js';
import { exactAgreement } from './exact.js';
import { fleissKappa } from './fleiss.js';
import { gwetAC1, gwetAC2 } from './gwet.js';
import { icc1, icc1k } from './icc.js';
import { groupSizes, patternsOf } from './patterns.js';
import type { Figure, RatedItems } from './ratedItems.js';
import { percentileInterval, resample } from './resample.js';
import { tally, type Tally } from './tally.js';
import { completeTable, twoWayIcc } from './twoWay.js';

/** Figures of anonymous marks, by name. */
const STATISTICS = { exact: exactAgreement, kappa: cohenKappa, kappaQuadratic: cohenKappaQuadratic, alphaNominal, alphaOrdinal, alphaInterval, ac1: gwetAC1, ac2: gwetAC2, fleiss: fleissKappa, icc1, icc1k } as const satisfies Record<string, (t: Tally) => Figure>;
const NAMES = Object.keys(STATISTICS) as (keyof typeof STATISTICS)[];
const TWO_WAY = ['icc2', 'icc3'] as const;

/** Names of all figures. */
export type AgreementName = keyof typeof STATISTICS | (typeof TWO_WAY)[number];

/** How an interval is drawn. */
export interface Bootstrap {
  readonly draws: number;
  readonly seed: number;
}

/** A figure, and its 95% interval where it has one. */
export interface Found {
  readonly figure: Figure;
  readonly interval: readonly [low: number, high: number] | null;
}

/** Items drawn between two steps. */
const STEP = 200_000;

/** Every agreement figure of rated items, each with a percentile bootstrap interval over items; the same draws for all. Works in steps of a few milliseconds. */
export function* agreement(items: RatedItems, bootstrap: Bootstrap): Generator<void, Readonly<Record<AgreementName, Found>>> {
  const patterns = patternsOf(items);
  yield;
  const whole = tally(patterns, groupSizes(patterns));
  const figures = NAMES.map((name) => STATISTICS[name](whole));
  const draws = figures.map(() => new Float64Array(whole.compared > 1 ? bootstrap.draws : 0));
  // One item resampled is that item: an interval without width would be a lie.
  if (whole.compared > 1) {
    const counts = new Float64Array(patterns.size);
    yield* eachDraw(patterns.of, counts, bootstrap, (draw) => {
      const drawn = tally(patterns, counts);
      NAMES.forEach((name, i) => void (draws[i]![draw] = numeric(STATISTICS[name](drawn))));
    });
  }
  const twoWay = yield* twoWayFound(items, bootstrap);
  return { ...named(NAMES, figures, draws), ...twoWay };
}

function* twoWayFound(items: RatedItems, bootstrap: Bootstrap): Generator<void, Record<(typeof TWO_WAY)[number], Found>> {
  const table = completeTable(items);
  if (typeof table === 'string') return named(TWO_WAY, [table, table], []);
  const whole = twoWayIcc(table, null);
  if (table.items < 2) return named(TWO_WAY, [whole.icc2, whole.icc3], [new Float64Array(0), new Float64Array(0)]);
  const draws = TWO_WAY.map(() => new Float64Array(bootstrap.draws));
  const counts = new Float64Array(table.items);
  yield* eachDraw(Uint32Array.from(counts, (_, i) => i), counts, bootstrap, (draw) => {
    const drawn = twoWayIcc(table, counts);
    TWO_WAY.forEach((name, i) => void (draws[i]![draw] = numeric(drawn[name])));
  });
  return named(TWO_WAY, TWO_WAY.map((name) => whole[name]), draws);
}

function* eachDraw(of: Uint32Array, counts: Float64Array, { draws, seed }: Bootstrap, take: (draw: number) => void): Generator<void> {
  const random = randomStream(seed);
  for (let draw = 0, since = 0; draw < draws; draw++) {
    resample(of, counts, random);
    take(draw);
    since += of.length + counts.length;
    if (since < STEP) continue;
    since = 0;
    yield;
  }
}

function named<K extends string>(names: readonly K[], figures: readonly Figure[], draws: readonly Float64Array[]): Record<K, Found> {
  const found = names.map((name, i): [K, Found] => {
    const figure = figures[i]!;
    return [name, { figure, interval: typeof figure === 'string' ? null : percentileInterval(draws[i]!) }];
  });
  return Object.fromEntries(found) as Record<K, Found>;
}

function numeric(figure: Figure): number {
  return typeof figure === 'number' ? figure : NaN;
}
