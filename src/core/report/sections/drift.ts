import { t } from '@vscode/l10n';
import { wilson } from '../../evaluate/wilson.js';
import type { Chart, Section } from '../blocks.js';
import { inSlice } from '../conditions.js';
import type { DatasetReport } from '../datasetReport.js';
import type { Slice } from '../drift.js';
import { count } from '../text.js';
import { titleOf } from './labels.js';

/** 97.5% quantile of the standard normal distribution. */
const Z = 1.959963984540054;

/** How labels, means and flags drift along the file. Null where there is nothing to follow. */
export function driftSection({ attributes, drift }: DatasetReport): Section | null {
  const blocks: Chart[] = attributes.map((each) => {
    const { edges } = each.labels.bins;
    return driftChart(`drift-${each.column}`, titleOf(each), t('Mean label'), each.drift, [edges[0]!, edges.at(-1)!]);
  });
  if (drift.second) blocks.push(shareChart('drift-second', t('Second response preferred'), drift.second));
  if (drift.mean) blocks.push(driftChart('drift-mean', t('Mean difference of the models'), t('Mean'), drift.mean, [-Infinity, Infinity]));
  if (drift.flagged?.some(({ mean }) => mean !== null && mean > 0)) blocks.push(shareChart('drift-flagged', t('Flagged'), drift.flagged));
  return blocks.length === 0 ? null : { id: 'drift', title: t('Along the file'), blocks };
}

/** Means with their 95% intervals, cut off at the ends of the scale. */
function driftChart(id: string, title: string, label: string, slices: readonly Slice[], [least, most]: readonly [number, number]): Chart {
  const kept = slices.filter(({ n }) => n > 0);
  const end = (sign: 1 | -1) => kept.map(({ mean, error }) => (mean === null || error === null ? null : Math.min(most, Math.max(least, mean + sign * Z * error))));
  return { ...along(id, title, slices, kept), y: { label }, series: [{ label, mark: 'line', values: kept.map(({ mean }) => mean), low: end(-1), high: end(1) }] };
}

/** Shares with Wilson's intervals. */
function shareChart(id: string, title: string, slices: readonly Slice[]): Chart {
  const kept = slices.filter(({ n }) => n > 0);
  const ends = kept.map(({ mean, n }) => wilson(Math.round((mean ?? 0) * n), n));
  const label = t('Share');
  return {
    ...along(id, title, slices, kept),
    y: { label, percent: true, min: 0 },
    series: [{ label, mark: 'line', values: kept.map(({ mean }) => mean), low: ends.map((end) => end?.[0] ?? null), high: ends.map((end) => end?.[1] ?? null) }],
  };
}

function along(id: string, title: string, slices: readonly Slice[], kept: readonly Slice[]): Omit<Chart, 'y' | 'series'> {
  return {
    kind: 'chart',
    id,
    title,
    note: null,
    x: { label: t('Record'), min: 0, max: slices.at(-1)?.to ?? 1 },
    places: kept.map(({ from, to }) => (from + to - 1) / 2),
    names: kept.map(({ from, to }) => `${count(from)} – ${count(to - 1)}`),
    where: kept.map(({ from, to }) => inSlice(from, to)),
  };
}
