import { t } from '@vscode/l10n';
import { plain, responseName, signed, sureness } from '../flags/words.js';
import { netVotes } from '../wrong/people.js';
import { contributions, logit, type Feature } from '../wrong/model.js';
import type { RecordTable } from './table.js';
import { changeByRelabel } from './value.js';

/** One piece of the evidence for or against a record's label. */
export interface Reason {
  readonly text: string;
  /** What it adds to the log odds that the label is wrong; below 0 where it speaks for the label. */
  readonly weight: number;
}

/** Why a record has its place in the queue. */
export interface QueueReasons {
  /** The heaviest first; what adds next to nothing is left out. */
  readonly reasons: readonly Reason[];
  /** What a relabel would change, 0 to 1. */
  readonly change: number;
}

/** Weights below this, a factor of 1.05 on the odds, are not worth a sentence. */
const LEAST = 0.05;

/** The evidence on a record that has a P(label wrong), piece by piece; null for others. */
export function queueReasons(table: RecordTable, index: number): QueueReasons | null {
  const { columns, attributes, judging } = table;
  if (Number.isNaN(columns.pWrong.get(index))) return null;
  const { wrongness } = judging;
  const base = wrongness.base(index);
  const found = Number.isNaN(columns.preferred.get(index)) ? [] : contributions(wrongness.model, wrongness.read(index));
  const reasons = [
    { text: baseText(table, index, base), weight: Number.isNaN(base) ? logit(wrongness.model.prior) : base },
    ...found.map(({ feature, weight }) => ({ text: TEXTS[feature](table, index), weight })),
  ];
  return {
    reasons: reasons.filter(({ weight }) => Math.abs(weight) >= LEAST).sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)),
    change: changeByRelabel(columns, attributes, index),
  };
}

function baseText(table: RecordTable, index: number, base: number): string {
  const { votes, preferred, margin } = table.columns;
  const first = votes[0].get(index);
  if (!Number.isNaN(first)) {
    const count = { first, second: votes[1].get(index), neutral: votes[2].get(index) };
    const net = netVotes(count, preferred.get(index));
    const all = count.first + count.second + count.neutral;
    return t('{0} of {1} annotators prefer {2}, {3} another response.', (first + count.second + net) / 2, all, nameOf(table, index), (first + count.second - net) / 2);
  }
  if (!Number.isNaN(base)) {
    const by = margin.get(index);
    return by < 0
      ? t('The ratings put {0} {1} steps below the other response.', nameOf(table, index), plain(-by))
      : t('The ratings put {0} {1} steps above the other response.', nameOf(table, index), plain(by));
  }
  return t('About {0}% of this file’s labels are wrong, as far as scores and decisions tell.', Math.round(100 * table.judging.wrongness.model.prior));
}

/** What each feature says, in words. */
const TEXTS: Readonly<Record<Feature, (table: RecordTable, index: number) => string>> = {
  difference: (table, index) =>
    t('Mean difference of the models, {0} minus {1}: {2}.', nameOf(table, index), otherOf(table, index), signed(table.columns.mean.get(index))),
  z: (table, index) => t('The mean is {0} times its standard error.', plain(Math.abs(table.columns.z.get(index)))),
  sign: (table, index) => {
    const against = table.columns.pSign.get(index);
    return against > 0.5
      ? t('The models hold {1} to be better, with certainty {0}.', sureness(against), otherOf(table, index))
      : t('The models hold {1} to be better, with certainty {0}.', sureness(1 - against), nameOf(table, index));
  },
  logLength: (table, index) => {
    const shorter = table.judging.wrongness.read(index)[3]! < 0;
    return shorter ? t('{0} is shorter than {1}.', nameOf(table, index), otherOf(table, index)) : t('{0} is longer than {1}.', nameOf(table, index), otherOf(table, index));
  },
  judge: (table, index) => (table.judging.wrongness.read(index)[4]! < 0 ? t('A judge does not agree with the label.') : t('A judge agrees with the label.')),
  margin: (table, index) => {
    const by = table.columns.margin.get(index);
    const [upper, lower] = by < 0 ? [otherOf(table, index), nameOf(table, index)] : [nameOf(table, index), otherOf(table, index)];
    return t('The ratings put {0} {1} steps above {2}.', upper, plain(Math.abs(by)), lower);
  },
};

function nameOf(table: RecordTable, index: number): string {
  return responseName(table.columns.preferred.get(index));
}

function otherOf(table: RecordTable, index: number): string {
  return responseName(table.columns.other.get(index));
}
