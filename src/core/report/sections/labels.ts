import { t } from '@vscode/l10n';
import type { AttributeReport } from '../attributeReport.js';
import { binMiddle, type Bins } from '../bins.js';
import type { Block, Chart, Section } from '../blocks.js';
import { anyOf, between, inSlice } from '../conditions.js';
import type { DatasetReport } from '../datasetReport.js';
import type { Slice } from '../drift.js';
import type { Histogram } from '../histogram.js';
import { count, fixed, short } from '../text.js';

/** How labels are spread, and how they drift along the file. Null where nothing is labelled or scored. */
export function labelsSection({ attributes, preference, mean, drift }: DatasetReport): Section | null {
  const blocks: Block[] = [];
  const { strengths } = preference;
  if (strengths) blocks.push(histogramChart('strength', t('Preference strength'), t('Strength: negative for response 1'), strengths, ['strength']));
  for (const each of attributes) blocks.push(histogramChart(`label-${each.column}`, titleOf(each), t('Label'), each.labels, columnsOf(each)));
  if (mean) blocks.push(histogramChart('mean', t('Mean difference of the models'), t('Mean: preferred minus other'), mean, ['mean']));
  for (const each of attributes) blocks.push(driftChart(`drift-${each.column}`, t('{0} along the file', titleOf(each)), t('Mean label'), each.drift));
  if (drift.second) blocks.push(driftChart('drift-second', t('Second response preferred, along the file'), t('Share'), drift.second, true));
  if (drift.mean) blocks.push(driftChart('drift-mean', t('Mean difference along the file'), t('Mean'), drift.mean));
  if (drift.flagged?.some((slice) => (slice.mean ?? 0) > 0)) blocks.push(driftChart('drift-flagged', t('Flagged, along the file'), t('Share'), drift.flagged, true));
  return blocks.length === 0 ? null : { id: 'labels', title: t('Labels'), blocks };
}

/** An attribute's name, with its group of annotators where there are several. */
export function titleOf({ attribute, pool }: AttributeReport): string {
  return pool === null ? attribute : `${attribute} (${pool})`;
}

function columnsOf({ column }: AttributeReport): string[] {
  return [`label_${column}_1`, `label_${column}_2`];
}

function histogramChart(id: string, title: string, label: string, { bins, counts, n, mean, sd }: Histogram, columns: readonly string[]): Chart {
  return {
    kind: 'chart',
    id,
    title,
    note: t('{0} values, mean {1}, sd {2}', count(n), fixed(mean), fixed(sd)),
    x: { label, min: bins.edges[0]!, max: bins.edges.at(-1)! },
    y: { label: t('Count'), min: 0 },
    places: counts.map((_, i) => binMiddle(bins, i)),
    names: counts.map((_, i) => binName(bins, i)),
    series: [{ label: t('Count'), mark: 'bars', values: counts }],
    where: counts.map((found, i) => (found === 0 ? null : anyOf(columns.map((column) => binCondition(bins, i, column))))),
  };
}

/** What a bin is called: its step, or its ends. */
export function binName(bins: Bins, i: number): string {
  return bins.steps ? short(binMiddle(bins, i)) : `${short(bins.edges[i]!, 3)} – ${short(bins.edges[i + 1]!, 3)}`;
}

/** The SQL condition of a bin; the outermost bins are open outwards, as every value lies in one. */
export function binCondition({ edges }: Bins, i: number, column: string): string {
  const first = i === 0 ? -Infinity : edges[i]!;
  return between(column, first, i === edges.length - 2 ? Infinity : edges[i + 1]!);
}

function driftChart(id: string, title: string, label: string, slices: readonly Slice[], share = false): Chart {
  const kept = slices.filter(({ n }) => n > 0);
  const ends = (sign: 1 | -1) => kept.map(({ mean, error }) => (mean === null || error === null ? null : mean + sign * 1.96 * error));
  return {
    kind: 'chart',
    id,
    title,
    note: null,
    x: { label: t('Record'), min: 0, max: slices.at(-1)?.to ?? 1 },
    y: share ? { label, percent: true } : { label },
    places: kept.map(({ from, to }) => (from + to - 1) / 2),
    names: kept.map(({ from, to }) => `${count(from)} – ${count(to - 1)}`),
    series: [{ label, mark: 'line', values: kept.map(({ mean }) => mean), low: ends(-1), high: ends(1) }],
    where: kept.map(({ from, to }) => inSlice(from, to)),
  };
}
