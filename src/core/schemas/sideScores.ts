import type { AttributeLabel, FileScore } from '../record.js';
import { sidesOf, type Sides } from './chosenRejected.js';
import { numberOrNull } from './fields.js';
import type { Row } from './schema.js';

/** Judges of pairs (UltraFeedback) rate on a scale that ends here. */
const RATING_MAX = 10;

/** What the columns say of the chosen and the rejected response beside their text. */
export interface SideScores {
  /** A judge's ratings of the chosen and of the rejected response. */
  readonly labels: readonly [AttributeLabel[], AttributeLabel[]];
  /** Reward models' outputs, chosen first. */
  readonly scores: readonly FileScore[];
  /** Columns (outermost names) that were read. */
  readonly columns: readonly string[];
}

/** Reads score columns beside the sides or in `metadata`; a score named in `rewards` is a reward model's, any other a judge's rating. */
export function sideScores(row: Row, rewards: ReadonlySet<string>): SideScores {
  const labels: [AttributeLabel[], AttributeLabel[]] = [[], []];
  const scores: FileScore[] = [];
  const columns: string[] = [];
  const seen = new Set<string>();
  // The row's own columns before those of its metadata, which may say the same once more.
  for (const sides of sidesOf(row).filter(isScore).sort((a, b) => a.chosen.length - b.chosen.length)) {
    if (sides.chosen.length === 1) columns.push(String(sides.chosen[0]), String(sides.rejected[0]));
    if (seen.has(sides.what)) continue;
    seen.add(sides.what);
    if (isReward(sides.what) || rewards.has(sides.what)) scores.push(...rewardsOf(sides));
    else sides.values.forEach((value, side) => (labels[side as 0 | 1] ?? []).push(...rating(sides.what, numberOrNull(value))));
  }
  return { labels, scores, columns };
}

/** Names of the scores that no judge gave: some value of the sample is off a judge's scale, or finer than a mean of a few marks. */
export function rewardNames(sample: readonly Row[]): Set<string> {
  const names = sample.flatMap((row) => sidesOf(row).filter((sides) => isScore(sides) && sides.values.some((value) => !isMark(value))));
  return new Set(names.map(({ what }) => what));
}

function isScore({ what, values }: Sides): boolean {
  if (!/score|rating|reward/i.test(what)) return false;
  const numbers = values.map((value) => numberOrNull(value) !== null || value === null || Number.isNaN(value));
  return (numbers.every(Boolean) && values.some((value) => numberOrNull(value) !== null)) || isScoreLists(values);
}

function isScoreLists([a, b]: readonly [unknown, unknown]): boolean {
  return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.length > 0 && [...a, ...b].every((value) => value === null || typeof value === 'number');
}

function isReward(what: string): boolean {
  return /reward/i.test(what);
}

/** Means of up to four whole marks are multiples of a 12th (perhaps rounded to two digits); a model's outputs are not. */
function isMark(value: unknown): boolean {
  if (typeof value !== 'number' || Number.isNaN(value)) return !Array.isArray(value);
  const steps = value * 12;
  return value >= 0 && value <= RATING_MAX && Math.abs(steps - Math.round(steps)) <= 0.061;
}

function rewardsOf({ what, values: [a, b] }: Sides): FileScore[] {
  if (!Array.isArray(a) || !Array.isArray(b)) return [{ model: what, rewards: [numberOrNull(a), numberOrNull(b)] }];
  return a.map((value: unknown, i) => ({ model: `${what} ${i + 1}`, rewards: [numberOrNull(value), numberOrNull(b[i])] }));
}

function rating(attribute: string, value: number | null): AttributeLabel[] {
  if (value === null) return [];
  // No file says where its judge's scale ends, so a mark beyond the usual end widens it.
  const min = Math.min(0, value);
  const max = Math.max(RATING_MAX, value);
  return [{ attribute, pool: null, min, max, ratings: [{ annotator: 'judge', value }], consensus: value }];
}
