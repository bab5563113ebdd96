import type { Census } from '../census.js';
import { ensemblePicture, type EnsemblePicture } from '../evaluate/ensemblePicture.js';
import type { RecordTable } from '../query/table.js';
import { attributeReport, type AttributeReport } from './attributeReport.js';
import { densityGrid, type DensityGrid } from './densityGrid.js';
import { drift, type Slice } from './drift.js';
import { histogram, labelHistogram, type Histogram } from './histogram.js';
import { OverviewCounter, type FileFacts, type Overview } from './overview.js';
import { preferenceConfusion, type PreferenceConfusion } from './preferenceConfusion.js';
import { scatterOf } from './scatter.js';

/** The report's own numbers: all that can be told from the table of records alone. Plain JSON. */
export interface DatasetReport {
  readonly overview: Overview;
  readonly attributes: readonly AttributeReport[];
  readonly preference: {
    /** Signed strengths; null where the file has none. */
    readonly strengths: Histogram | null;
    readonly confusion: PreferenceConfusion | null;
  };
  /** The models' mean difference, preferred minus other; null without scores. */
  readonly mean: Histogram | null;
  readonly drift: {
    /** Share of decided records whose preferred response is the second; null where the chosen one always stands first. */
    readonly second: readonly Slice[] | null;
    readonly mean: readonly Slice[] | null;
    /** Share of records that bear a flag. */
    readonly flagged: readonly Slice[] | null;
  };
  /** The models' votes in bins by mean (2401.06080); null without scores. */
  readonly picture: EnsemblePicture | null;
  /** Mean against sd of all records, counted on a grid; null for fewer than two voters. */
  readonly scatter: DensityGrid | null;
}

/** Records between two steps. */
const STEP = 20_000;
const MEAN_BINS = 80;
/** Cells of the still picture of the scatter. */
const GRID = { columns: 120, rows: 60 } as const;

/** Makes the report in steps of some milliseconds, between which others may have their turn. */
export function* datasetReport(table: RecordTable, census: Census, file: FileFacts): Generator<void, DatasetReport> {
  const { columns } = table;
  const counter = new OverviewCounter(table);
  for (let index = 0; index < table.count; index++) {
    counter.count(index);
    if (index % STEP === STEP - 1) yield;
  }
  const attributes: AttributeReport[] = [];
  for (const each of table.attributes.all) {
    const found = attributeReport(table, each);
    if (found !== null) attributes.push(found);
    yield;
  }
  const kept = (index: number, value: number) => (table.dropped(index) ? NaN : value);
  const each = function* (get: (index: number) => number): Generator<number> {
    for (let index = 0; index < table.count; index++) yield kept(index, get(index));
  };
  const strengths = labelHistogram(each((index) => columns.strength.get(index)));
  const confusion = preferenceConfusion(table);
  yield;
  const mean = histogram(each((index) => columns.mean.get(index)), MEAN_BINS);
  const second = drift(table.count, (index) => [kept(index, second01(columns.preferred.get(index)))]);
  yield;
  const means = drift(table.count, (index) => [kept(index, columns.mean.get(index))]);
  const flagged = drift(table.count, (index) => [kept(index, columns.flags.get(index) > 0 ? 1 : 0)]);
  yield;
  const picture = ensemblePicture(table);
  yield;
  const points = scatterOf(table);
  const scatter = densityGrid(points.mean, points.sd, GRID.columns, GRID.rows);
  return {
    overview: counter.overview(file, census),
    attributes,
    preference: { strengths, confusion },
    mean,
    drift: { second: second?.some((slice) => slice.mean !== null && slice.mean > 0) ? second : null, mean: means, flagged },
    picture: picture.records > 0 ? picture : null,
    scatter,
  };
}

/** 1 where the second response is preferred, 0 where the first or a later one is. */
function second01(preferred: number): number {
  return Number.isNaN(preferred) ? NaN : preferred === 1 ? 1 : 0;
}
