import type { EvaluateReport, GeneratorComparison, ModelEvaluation } from '../core/evaluate/report.js';
import { decimal, percent, textTable } from './textTable.js';

/** Points of a best-of-k curve that are printed. */
const POINTS = [1, 2, 4, 8, 16, 32, 64, 128];

/** An evaluation as people read it. */
export function evaluateText(report: EvaluateReport): string[] {
  const { records, labelled, pairs, scored, reason, models } = report;
  return [
    `${records} records, ${labelled} of them with ${pairs} labelled pairs, ${scored} with scores`,
    ...(reason === null ? [] : [reason]),
    ...section('Accuracy: share of labelled pairs that the scores order as the labels do (ties count half; 95% intervals)', accuracyTable(report)),
    ...models.flatMap(subsetTable),
    ...section('Differences of accuracy (95% intervals, bootstrap over prompts)', differenceTable(report)),
    ...section('Correlation with labels', attributeTable(models)),
    ...section('Length', lengthTable(report)),
    ...section('Correlation of the models’ differences', correlationTable(report)),
    ...models.flatMap(bestTable),
    ...report.generators.flatMap(generatorTable),
    ...section('Ensemble', ensembleLines(report)),
  ];
}

function accuracyTable({ models }: EvaluateReport): string[] {
  const rows = models.flatMap(({ name, accuracy, reliability: { brier, logLoss, ece, adaptiveEce }, members }) => [
    [name, String(accuracy.records), percent(accuracy.value, accuracy.interval), decimal(brier), decimal(logLoss), decimal(ece), decimal(adaptiveEce)],
    ...members.map((member) => [`  ${member.name}`, String(member.accuracy.records), percent(member.accuracy.value, member.accuracy.interval), '', '', '', '']),
  ]);
  return rows.length === 0 ? [] : textTable(['model', 'records', 'accuracy', 'Brier', 'log loss', 'ECE', 'ECE (equal counts)'], rows);
}

function subsetTable({ name, subsets, macro, rewardBench }: ModelEvaluation): string[] {
  if (subsets.length === 0) return [];
  const rows = subsets.map(({ subset, records, value, interval }) => [subset ?? '(none)', String(records), percent(value, interval)]);
  const sections = (rewardBench?.sections ?? []).map(({ section: title, value, missing }) => [`RewardBench ${title}${missing.length > 0 ? ` (${missing.length} subsets missing)` : ''}`, '', percent(value)]);
  const total = rewardBench === null ? [] : [['RewardBench, mean of the sections', '', percent(rewardBench.value)]];
  return section(`${name} by subset`, textTable(['subset', 'records', 'accuracy'], [...rows, ['mean of the subsets', '', percent(macro)], ...sections, ...total]));
}

function differenceTable({ differences }: EvaluateReport): string[] {
  if (differences.length === 0) return [];
  return textTable(['models', 'records', 'difference'], differences.map(({ a, b, records, difference, interval }) => [`${a} - ${b}`, String(records), percent(difference, interval)]));
}

function attributeTable(models: readonly ModelEvaluation[]): string[] {
  const rows = models.flatMap(({ name, attributes }) =>
    attributes.map(({ attribute, pool, responses, pearson, spearman, partial }) => [`${name}: ${pool === null ? '' : `${pool} `}${attribute}`, String(responses), decimal(pearson), decimal(spearman), decimal(partial)]),
  );
  return rows.length === 0 ? [] : textTable(['attribute', 'responses', 'Pearson', 'Spearman', 'given length'], rows);
}

function lengthTable({ models, longer }: EvaluateReport): string[] {
  const rows = models.map(({ name, length }) => [
    name,
    decimal(length.pearson),
    decimal(length.withinRecord),
    percent(length.matched.value, length.matched.interval),
    percent(length.preferredLonger.value),
    percent(length.preferredShorter.value),
  ]);
  const table = rows.length === 0 ? [] : textTable(['model', 'with length', 'within records', 'accuracy at like lengths', 'preferred is longer', 'is shorter'], rows);
  return longer.value === null ? table : [...table, `the longer response is the preferred one: ${percent(longer.value, longer.interval)}`];
}

function correlationTable({ correlation: { voters, matrix } }: EvaluateReport): string[] {
  if (voters.length < 2) return [];
  return textTable(['', ...voters.map((_, i) => String(i + 1))], voters.map((name, i) => [`${i + 1} ${name}`, ...matrix[i]!.map(decimal)]));
}

function bestTable({ name, bestOf: { records, responses, curve } }: ModelEvaluation): string[] {
  const shown = curve.filter(({ k }) => POINTS.includes(k) || k === responses);
  if (shown.length === 0) return [];
  return section(
    `${name}: best of k, over ${records} records of ${responses} responses or more`,
    textTable(['k', 'reward', 'label', 'KL (nats)'], shown.map(({ k, reward, label, kl }) => [String(k), decimal(reward), decimal(label), decimal(kl)])),
  );
}

function generatorTable({ by, models, leftOut, reason }: GeneratorComparison): string[] {
  const rows = models.map(({ model, responses, mean, wins, losses, ties, winRate, interval, strength }) => [
    model,
    String(responses),
    decimal(mean),
    `${wins}/${losses}/${ties}`,
    percent(winRate, interval),
    decimal(strength),
  ]);
  const notes = [...(reason === null ? [] : [reason]), ...(leftOut > 0 ? [`${leftOut} rarer generator models are left out`] : [])];
  return section(`Generator models by ${by ?? 'the labels'}`, [...textTable(['model', 'responses', 'mean', 'won/lost/tied', 'win rate', 'Bradley-Terry'], rows), ...notes]);
}

function ensembleLines({ ensemble: { models, records, negativeShare, negativeInterval, judge, agreement, agreementInterval, bins } }: EvaluateReport): string[] {
  if (records === 0) return [];
  const share = `${percent(negativeShare, negativeInterval)} of ${records} mean differences of ${models} models are below 0`;
  if (judge === null || agreement === null) return [share];
  const ends = [bins[0], bins.at(-1)].map((bin) => percent(bin?.agreement ?? null));
  return [share, `${judge} agrees with ${percent(agreement, agreementInterval)} of the labels, with ${ends[0]} in the lowest bin of ${bins.length} and ${ends[1]} in the highest`];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines];
}
