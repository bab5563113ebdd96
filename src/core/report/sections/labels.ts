import { t } from '@vscode/l10n';
import type { AttributeReport } from '../attributeReport.js';
import { binMiddle, type Bins } from '../bins.js';
import type { Block, Chart, Section } from '../blocks.js';
import { anyOf, between } from '../conditions.js';
import type { DatasetReport } from '../datasetReport.js';
import type { Histogram } from '../histogram.js';
import { count, fixed, short } from '../text.js';

/** How labels, strengths and means are spread. Null where nothing is labelled or scored. */
export function labelsSection({ overview, attributes, preference, mean }: DatasetReport): Section | null {
  const blocks: Block[] = [];
  const { strengths } = preference;
  if (strengths) blocks.push(histogramChart('strength', t('Preference strength'), t('Strength: negative for response 1'), strengths, ['strength']));
  for (const each of attributes) blocks.push(histogramChart(`label-${each.column}`, titleOf(each), t('Label'), each.labels, columnsOf(each)));
  if (mean) blocks.push(histogramChart('mean', t('Mean difference of the models'), t('Mean: preferred minus other'), mean, ['mean']));
  if (blocks.length === 0) return null;
  if (attributes.length > 0 && overview.responses > 2 * overview.records) blocks.unshift({ kind: 'note', text: t('Labels and predictions are those of responses 1 and 2 of each record.') });
  return { id: 'labels', title: t('Labels'), blocks };
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
