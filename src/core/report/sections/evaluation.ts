import { t } from '@vscode/l10n';
import type { EvaluateReport, ModelEvaluation } from '../../evaluate/report.js';
import type { Block, Cell, Column, Section, Table } from '../blocks.js';
import { equals } from '../conditions.js';
import { count, fixed, interval, NONE, percent } from '../text.js';
import { bestOfChart, generatorTables } from './generators.js';
import { reliabilityChart, reliabilityTable } from './reliability.js';

/** What the models' scores are worth against the labels. Null where nothing is scored. */
export function evaluationSection(report: EvaluateReport): Section | null {
  if (report.scored === 0) return null;
  const { models } = report;
  const blocks: Block[] = [];
  if (report.reason !== null) blocks.push({ kind: 'note', text: report.reason });
  if (models.some(({ accuracy }) => accuracy.value !== null)) {
    blocks.push(accuracyTable(report));
    const subsets = subsetTable(models);
    if (subsets) blocks.push(subsets);
    blocks.push(...rewardBenchTables(models));
    if (report.differences.length > 0) blocks.push(differenceTable(report));
    blocks.push(reliabilityTable(models));
    const chart = reliabilityChart(models);
    if (chart) blocks.push(chart);
  }
  const attributes = attributeTable(models);
  if (attributes) blocks.push(attributes);
  blocks.push(lengthTable(report));
  if (report.correlation.voters.length > 1) blocks.push(correlationTable(report));
  const best = bestOfChart(models);
  if (best) blocks.push(best);
  blocks.push(...generatorTables(report));
  return { id: 'evaluation', title: t('Models'), blocks };
}

const left = (label: string): Column => ({ label, numeric: false });
const right = (label: string): Column => ({ label, numeric: true });

/** A model's name in a table. */
function nameCell({ name, kind, source }: ModelEvaluation): Cell {
  return { text: kind === 'ensemble' ? t('All together') : name, title: source === 'file' ? t('scores in the file') : t('scored here') };
}

function accuracyTable({ models, longer, labelled }: EvaluateReport): Table {
  const members = models.flatMap((model) => model.members.map((member) => ({ ...member, of: model.name })));
  const several = models.some(({ macro, subsets }) => macro !== null && subsets.length > 1);
  const cells = (name: Cell, { value, interval: ends, records, ties }: ModelEvaluation['accuracy'], macro: number | null): Cell[] => [
    name, { text: percent(value) }, { text: interval(ends, percent) }, ...(several ? [{ text: percent(macro) }] : []), { text: count(records) }, { text: count(ties) },
  ];
  return {
    kind: 'table',
    id: 'accuracy',
    title: t('Accuracy against the labels'),
    note: t('{0} labelled records; a pair that is scored alike counts half; 95% intervals by Wilson.', count(labelled)),
    columns: [left(t('Model')), right(t('Accuracy')), right(t('95% interval')), ...(several ? [right(t('Mean of subsets'))] : []), right(t('Records')), right(t('Ties'))],
    rows: [
      ...models.map((model) => cells(nameCell(model), model.accuracy, model.macro)),
      ...members.map(({ name, of, accuracy }) => cells({ text: name, title: t('a member of {0}', of) }, accuracy, null)),
      cells({ text: t('Longer is better') , title: t('the baseline that takes the longer response') }, longer, null),
    ],
  };
}

function subsetTable(models: readonly ModelEvaluation[]): Table | null {
  const subsets = [...new Set(models.flatMap((model) => model.subsets.map(({ subset }) => subset)))];
  if (subsets.length < 2) return null;
  return {
    kind: 'table',
    id: 'subsets',
    title: t('Accuracy by subset'),
    note: null,
    columns: [left(t('Subset')), right(t('Records')), ...models.map(({ name }) => right(name))],
    rows: subsets.map((subset): Cell[] => {
      const found = models.map((model) => model.subsets.find((each) => each.subset === subset));
      return [
        { text: subset ?? t('no subset'), where: subset === null ? 'subset IS NULL' : equals('subset', subset) },
        { text: count(Math.max(0, ...found.map((each) => each?.records ?? 0))) },
        ...found.map((each): Cell => (each?.value == null ? { text: NONE } : { text: percent(each.value), title: interval(each.interval, percent), share: each.value })),
      ];
    }),
  };
}

function rewardBenchTables(models: readonly ModelEvaluation[]): readonly Table[] {
  const scored = models.filter(({ rewardBench }) => rewardBench !== null);
  if (scored.length === 0) return [];
  const sections = [...new Set(scored.flatMap(({ rewardBench }) => rewardBench!.sections.map(({ section }) => section)))];
  const complete = scored.every(({ rewardBench }) => rewardBench!.complete);
  return [{
    kind: 'table',
    id: 'rewardbench',
    title: t('As RewardBench sums its sections'),
    note: complete ? null : t('Subsets are missing: these numbers cannot be compared with published ones.'),
    columns: [left(t('Model')), ...sections.map((section) => right(section)), right(t('Mean of sections'))],
    rows: scored.map((model): Cell[] => [
      nameCell(model),
      ...sections.map((section): Cell => {
        const found = model.rewardBench!.sections.find((each) => each.section === section);
        return found ? { text: percent(found.value), title: found.missing.length > 0 ? t('without {0}', found.missing.join(', ')) : found.subsets.join(', ') } : { text: NONE };
      }),
      { text: percent(model.rewardBench!.value) },
    ]),
  }];
}

function differenceTable({ differences, bootstrap }: EvaluateReport): Table {
  return {
    kind: 'table',
    id: 'differences',
    title: t('Differences of accuracy between models'),
    note: t('On records that both scored; intervals by {0} bootstrap draws of prompts.', count(bootstrap.draws)),
    columns: [left(t('Models')), right(t('Difference')), right(t('95% interval')), right(t('Records'))],
    rows: differences.map(({ a, b, difference, interval: ends, records }): Cell[] => [
      { text: t('{0} minus {1}', a, b) }, { text: percent(difference, 2) }, { text: interval(ends, (end) => percent(end, 2)) }, { text: count(records) },
    ]),
  };
}

function attributeTable(models: readonly ModelEvaluation[]): Table | null {
  const rows = models.flatMap((model) => model.attributes.map(({ attribute, pool, responses, pearson, spearman, partial, reason }): Cell[] => [
    nameCell(model),
    { text: pool === null ? attribute : `${attribute} (${pool})` },
    { text: count(responses) },
    ...[pearson, spearman, partial].map((value): Cell => (value === null && reason !== null ? { text: NONE, title: reason } : { text: fixed(value) })),
  ]));
  if (rows.length === 0) return null;
  return {
    kind: 'table',
    id: 'attribute-correlation',
    title: t('Scores and attributes’ labels'),
    note: t('Correlation over responses; the last column holds the logarithm of length fixed.'),
    columns: [left(t('Model')), left(t('Attribute')), right(t('Responses')), right(t('Pearson')), right(t('Spearman')), right(t('Pearson given length'))],
    rows,
  };
}

function lengthTable({ models }: EvaluateReport): Table {
  return {
    kind: 'table',
    id: 'length',
    title: t('Scores and length'),
    note: t('Length in characters. Matched pairs differ in length by at most a tenth.'),
    columns: [
      left(t('Model')), right(t('Responses')), right(t('Pearson')), right(t('Spearman')), right(t('Within a record')),
      right(t('Accuracy, matched')), right(t('Labelled longer')), right(t('Labelled shorter')),
    ],
    rows: models.map((model): Cell[] => {
      const { responses, pearson, spearman, withinRecord, reason, matched, preferredLonger, preferredShorter } = model.length;
      const correlations = [pearson, spearman, withinRecord].map((value): Cell => (value === null && reason !== null ? { text: NONE, title: reason } : { text: fixed(value) }));
      const accuracies = [matched, preferredLonger, preferredShorter].map(({ value, interval: ends, records }): Cell => ({ text: percent(value), title: t('{0} records, 95% interval {1}', count(records), interval(ends, percent)) }));
      return [nameCell(model), { text: count(responses) }, ...correlations, ...accuracies];
    }),
  };
}

function correlationTable({ correlation: { voters, matrix } }: EvaluateReport): Table {
  return {
    kind: 'table',
    id: 'model-correlation',
    title: t('Correlation between models'),
    note: t('Pearson correlation of the scaled differences, over records that both scored.'),
    columns: [left(t('Model')), ...voters.map((voter) => right(voter))],
    rows: voters.map((voter, row): Cell[] => [
      { text: voter },
      ...voters.map((_, column): Cell => {
        const value = matrix[row]?.[column] ?? null;
        return value === null ? { text: NONE } : { text: fixed(value, 2), share: Math.max(0, value) };
      }),
    ]),
  };
}
