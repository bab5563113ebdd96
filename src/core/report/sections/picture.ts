import { t } from '@vscode/l10n';
import type { EnsemblePicture, MeanBin } from '../../evaluate/ensemblePicture.js';
import type { Block, Chart, Section } from '../blocks.js';
import { between } from '../conditions.js';
import { count, fixed, interval, percent } from '../text.js';

/** What the models' votes say of the labels, in bins by mean difference (2401.06080). */
export function pictureBlocks(picture: EnsemblePicture): readonly Block[] {
  const { negative, negativeShare, negativeInterval, records, agreement, agreementInterval, judge, judged, binSize, models } = picture;
  const blocks: Block[] = [{
    kind: 'figures',
    figures: [
      { label: t('Negative means'), text: percent(negativeShare), title: t('{0} of {1} records; 95% interval {2}', count(negative), count(records), interval(negativeInterval, percent)), ...(negative > 0 ? { where: 'mean < 0' } : {}) },
      { label: t('95% interval'), text: interval(negativeInterval, percent) },
      ...(judge === null ? [] : [{ label: t('Agreement with {0}', judge), text: percent(agreement), title: t('of {0} records that it has an opinion on; 95% interval {1}', count(judged), interval(agreementInterval, percent)) }]),
      { label: t('Voters'), text: count(models) },
      { label: t('Records a bin'), text: count(binSize) },
    ],
  }];
  if (judge !== null) blocks.push(agreementChart(picture, judge));
  if (models > 1) blocks.push(sdChart(picture));
  return blocks;
}

/** The section of the ensemble; null without scores. */
export function pictureSection(picture: EnsemblePicture | null): Section | null {
  return picture === null ? null : { id: 'ensemble', title: t('Mean and sd of the models'), blocks: pictureBlocks(picture) };
}

function agreementChart({ bins }: EnsemblePicture, judge: string): Chart {
  return {
    ...binned('agreement-by-mean', bins),
    title: t('Agreement with {0}, by mean', judge),
    note: null,
    y: { label: t('Agreement'), min: 0, max: 1, percent: true },
    series: [{ label: t('Agreement'), mark: 'points', values: bins.map((bin) => bin.agreement), low: bins.map((bin) => bin.interval?.[0] ?? null), high: bins.map((bin) => bin.interval?.[1] ?? null) }],
  };
}

function sdChart({ bins }: EnsemblePicture): Chart {
  return {
    ...binned('sd-by-mean', bins),
    title: t('Sd of the models, by mean'),
    note: t('A high sd alone does not mean a wrong label: it is high at both ends.'),
    y: { label: t('Mean sd'), min: 0 },
    series: [{ label: t('Mean sd'), mark: 'points', values: bins.map(({ sd }) => sd) }],
  };
}

function binned(id: string, bins: readonly MeanBin[]): Pick<Chart, 'kind' | 'id' | 'x' | 'places' | 'names' | 'where'> {
  return {
    kind: 'chart',
    id,
    x: { label: t('Mean difference') },
    places: bins.map(({ mean }) => mean),
    names: bins.map(({ low, high, count: found }) => t('{0} – {1} ({2} records)', fixed(low), fixed(high), count(found))),
    where: bins.map((bin, i) => between('mean', boundary(bins[i - 1], bin), boundary(bin, bins[i + 1]))),
  };
}

/** The shortest number that parts two neighbouring bins; infinite at the ends. Bins that share a mean part at it. */
function boundary(below: MeanBin | undefined, above: MeanBin | undefined): number {
  if (!below) return -Infinity;
  if (!above) return Infinity;
  for (let decimals = 0; decimals < 15; decimals++) {
    const found = Number((Math.floor(above.low * 10 ** decimals) / 10 ** decimals).toFixed(decimals));
    if (found > below.high && found <= above.low) return found;
  }
  return above.low;
}
