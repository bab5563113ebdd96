import { ownReason } from '../flags/own/ownFlag.js';
import type { Ordered } from '../flags/order.js';
import { flagNames, publishedColumns } from './published.js';
import type { Json } from './store.js';
import type { RecordTable } from './table.js';

/** What a list shows of a record. */
export interface RecordSummary {
  readonly index: number;
  readonly title: string;
  readonly flags: readonly string[];
  readonly mean: number | null;
  readonly sd: number | null;
  readonly pWrong: number | null;
  readonly dropped: boolean;
}

/** The ensemble of one record, with each voter's part in it; responses count from 1. */
export interface EnsembleSummary {
  readonly mean: number;
  readonly sd: number;
  readonly z: number | null;
  readonly pSign: number | null;
  readonly voters: readonly { readonly name: string; readonly difference: number }[];
  /** What the voters are: models, or members of one. */
  readonly noun: 'model' | 'member';
  readonly preferred: number;
  readonly other: number;
}

/** A flag with the numbers that made it, in one sentence. */
export interface FlagSummary {
  readonly flag: string;
  readonly title: string;
  readonly why: string;
  readonly values: Readonly<Record<string, number | string | null>>;
}

/** One line of a list. */
export function summaryOf(table: RecordTable, index: number): RecordSummary {
  const { columns } = table;
  return {
    index,
    title: columns.title.get(index) ?? '',
    flags: flagNames(table, index),
    mean: orNull(columns.mean.get(index)),
    sd: orNull(columns.sd.get(index)),
    pWrong: orNull(columns.pWrong.get(index)),
    dropped: table.dropped(index),
  };
}

/** The documented columns of one record, but for its texts. */
export function rowOf(table: RecordTable, index: number): Readonly<Record<string, Json>> {
  return Object.fromEntries(
    publishedColumns(table).map((column) => {
      const value = column.get(index);
      return [column.name, typeof value === 'number' ? orNull(value) : value];
    }),
  );
}

/** The models' verdict on a record; null where nothing is compared or nobody scored both. An infinite `z` (all voters equal) is null in JSON. */
export function ensembleOf(table: RecordTable, index: number): EnsembleSummary | null {
  const { ensemble, preferred, other, voters: noun } = table.evidence(index);
  if (ensemble === null || preferred === null || other === null) return null;
  const { mean, sd, z, pSign } = ensemble;
  const voters = table.differences(index).flatMap((difference, place) =>
    Number.isFinite(difference) ? [{ name: table.voters[place]!.name, difference }] : [],
  );
  return { mean, sd, z, pSign, voters, noun, preferred: preferred + 1, other: other + 1 };
}

/** The flags of a record with their reasons, the user's own last. */
export function flagsOf(table: RecordTable, index: number): readonly FlagSummary[] {
  const { judging } = table;
  const builtIn = judging.findings(index).map(({ flag, finding }) => ({ flag: flag.name, title: flag.title, why: finding.why(), values: finding.values }));
  const own = judging.ownFlagsOf(index);
  if (own.length === 0) return builtIn;
  const row = rowOf(table, index);
  return [...builtIn, ...own.map((flag) => ({ flag: flag.name, title: flag.name, why: ownReason(flag, row), values: {} }))];
}

/** Mean and population sd over the voters of one response's reward (position from 0), each voter on its own scale. */
export function rewardOf(table: RecordTable, index: number, response: number): { readonly mean: number; readonly sd: number } | null {
  const values = table.scaledRewards(index, response);
  if (values.length === 0) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, sd: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) };
}

/** What `order` and `countFlags` read. */
export function ordered(table: RecordTable): Ordered & { flagNames(index: number): readonly string[] } {
  const { flags, priority } = table.columns;
  return {
    get count() {
      return table.count;
    },
    get flagList() {
      return table.judging.flagList;
    },
    firstFlag: (index) => {
      const bits = flags.get(index);
      // The lowest bit that is set.
      return bits > 0 ? 31 - Math.clz32(bits & -bits) : -1;
    },
    priority: (index) => priority.get(index),
    flagNames: (index) => flagNames(table, index),
  };
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
