import { t } from '@vscode/l10n';
import type { RecordTable } from '../query/table.js';
import { ascending } from './ascending.js';
import { wilson, type Interval } from './wilson.js';

/** Records of neighbouring mean differences. */
export interface MeanBin {
  readonly count: number;
  /** Lowest and highest mean difference in the bin, and their mean. */
  readonly low: number;
  readonly high: number;
  readonly mean: number;
  /** Mean over the bin's records of the sd among the models; null where fewer than two models scored them. */
  readonly sd: number | null;
  /** Records that the judge has an opinion on, and the share of them where it agrees with the label. */
  readonly judged: number;
  readonly agreement: number | null;
  readonly interval: Interval | null;
}

/** What an ensemble of reward models says of a file's labels (2401.06080): preferred minus other, each model on its own scale. */
export interface EnsemblePicture {
  /** Most models (or members of one) that scored a record. */
  readonly models: number;
  /** Records with a mean difference. */
  readonly records: number;
  readonly negative: number;
  /** Share of records whose mean difference is below 0, with Wilson's interval of 95%. */
  readonly negativeShare: number | null;
  readonly negativeInterval: Interval | null;
  /** Whose agreement with the label the bins show; null where the file holds no judge's opinion. */
  readonly judge: string | null;
  readonly judged: number;
  readonly agreement: number | null;
  readonly agreementInterval: Interval | null;
  /** Records in a bin, the last of which may be smaller. */
  readonly binSize: number;
  /** By mean difference, lowest first. */
  readonly bins: readonly MeanBin[];
  /** Why there is nothing to show; null where there is. */
  readonly reason: string | null;
}

/** Size of a bin in the paper, and the number of bins that a file too small for it is cut into. */
const BIN = 500;
const FEWEST_BINS = 30;

/** The picture of a file whose table is finished; dropped records do not count. Records of equal means keep the file's order. */
export function ensemblePicture(table: RecordTable): EnsemblePicture {
  const { columns } = table;
  const kept = new Uint32Array(table.count);
  let records = 0;
  let models = 0;
  let negative = 0;
  for (let index = 0; index < table.count; index++) {
    const mean = columns.mean.get(index);
    if (Number.isNaN(mean) || table.dropped(index)) continue;
    kept[records++] = index;
    models = Math.max(models, columns.models.get(index));
    if (mean < 0) negative++;
  }
  const means = Float64Array.from(kept.subarray(0, records), (index) => columns.mean.get(index));
  const sorted = ascending(means).map((place) => kept[place]!);
  const judge = [...columns.evaluation.judges].find(([, column]) => !column.empty);
  const verdict = (index: number) => judge?.[1].get(index) ?? NaN;
  const binSize = records >= BIN * FEWEST_BINS ? BIN : Math.max(1, Math.ceil(records / FEWEST_BINS));
  const bins: MeanBin[] = [];
  for (let from = 0; from < records; from += binSize) bins.push(binOf(table, sorted.subarray(from, from + binSize), verdict));
  const judged = bins.reduce((sum, bin) => sum + bin.judged, 0);
  const agreeing = bins.reduce((sum, bin) => sum + (bin.agreement ?? 0) * bin.judged, 0);
  return {
    models,
    records,
    negative,
    negativeShare: records === 0 ? null : negative / records,
    negativeInterval: wilson(negative, records),
    judge: judge?.[0] ?? null,
    judged,
    agreement: judged === 0 ? null : agreeing / judged,
    agreementInterval: wilson(Math.round(agreeing), judged),
    binSize: records === 0 ? 0 : binSize,
    bins,
    reason: records > 0 ? null : t('No record has both a preferred response and scores of it and of another one.'),
  };
}

function binOf({ columns }: RecordTable, members: Uint32Array, verdict: (index: number) => number): MeanBin {
  let mean = 0;
  let sd = 0;
  let spread = 0;
  let judged = 0;
  let agreeing = 0;
  for (const index of members) {
    mean += columns.mean.get(index);
    if (columns.models.get(index) > 1) {
      sd += columns.sd.get(index);
      spread++;
    }
    const agrees = verdict(index);
    if (Number.isNaN(agrees)) continue;
    judged++;
    agreeing += agrees;
  }
  return {
    count: members.length,
    low: columns.mean.get(members[0]!),
    high: columns.mean.get(members.at(-1)!),
    mean: mean / members.length,
    sd: spread === 0 ? null : sd / spread,
    judged,
    agreement: judged === 0 ? null : agreeing / judged,
    interval: wilson(agreeing, judged),
  };
}
