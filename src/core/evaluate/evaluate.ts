import { t } from '@vscode/l10n';
import type { RecordTable } from '../query/table.js';
import { outcomesOf, type Outcomes } from './accuracy.js';
import { ensemblePicture } from './ensemblePicture.js';
import { generatorComparisons } from './generatorComparisons.js';
import { labelledPairs, type LabelledPairs } from './labelledPairs.js';
import { longerIsBetter, pairLengths } from './lengthBias.js';
import { modelDifferences } from './modelDifferences.js';
import { modelEvaluation } from './modelEvaluation.js';
import { differencesBy, meanDifferences, modelScores, type OneVoter } from './modelScores.js';
import type { Draws } from './pairedBootstrap.js';
import type { EvaluateReport, ModelEvaluation } from './report.js';
import { scoredResponses, type ScoredResponses } from './scoredResponses.js';
import { subsetsOf } from './subsets.js';
import { voterCorrelation } from './voterCorrelation.js';

/** Draws of the paired bootstrap. */
export const DEFAULT_DRAWS: Draws = { draws: 1000, seed: 1 };

/** What the scores of a finished table are worth against its labels, in steps of some milliseconds. */
export function* evaluating(table: RecordTable, draws: Draws = DEFAULT_DRAWS): Generator<void, EvaluateReport> {
  const pairs = labelledPairs(table);
  const lengths = pairLengths(table, pairs);
  const models = modelScores(table);
  const voters = models.filter(({ kind }) => kind === 'model').flatMap(({ voters: list }) => list);
  const byVoter = new Map<OneVoter, Float64Array>();
  for (const voter of voters) {
    byVoter.set(voter, differencesBy(voter, table, pairs));
    yield;
  }
  const evaluations: ModelEvaluation[] = [];
  const outcomes: Outcomes[] = [];
  const subsets = subsetsOf(table, pairs);
  let responses: ScoredResponses | null = null;
  for (const scores of models) {
    yield;
    responses = scoredResponses(table, scores, responses);
    const differences = meanDifferences(scores.voters.map((voter) => byVoter.get(voter)!));
    const outcome = outcomesOf(pairs, differences);
    outcomes.push(outcome);
    evaluations.push(yield* modelEvaluation(table, scores, { pairs, lengths, subsets, responses, byVoter, differences, outcome }));
  }
  const { records, scored } = counted(table);
  return {
    records,
    labelled: pairs.records.length,
    pairs: pairs.better.length,
    scored,
    reason: reasonOf(pairs, scored, evaluations),
    models: evaluations,
    differences: yield* modelDifferences(table, pairs, evaluations, outcomes, draws),
    bootstrap: draws,
    longer: longerIsBetter(pairs, lengths),
    correlation: yield* voterCorrelation(voters.map(({ name }) => name), [...byVoter.values()]),
    generators: yield* generatorComparisons(table, pairs, models),
    ensemble: ensemblePicture(table),
  };
}

/** The same at once. */
export function evaluate(table: RecordTable, draws: Draws = DEFAULT_DRAWS): EvaluateReport {
  const steps = evaluating(table, draws);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

function counted(table: RecordTable): { records: number; scored: number } {
  const found = { records: 0, scored: 0 };
  const voters = table.scoreSets.flatMap((set) => set.voters.map((_, place) => ({ set, place })));
  for (let index = 0; index < table.count; index++) {
    if (table.dropped(index)) continue;
    found.records++;
    const n = table.columns.responses.get(index);
    const any = voters.some(({ set, place }) => {
      for (let k = 0; k < n; k++) if (Number.isFinite(set.reward(index, n, place, k))) return true;
      return false;
    });
    if (any) found.scored++;
  }
  return found;
}

function reasonOf({ records }: LabelledPairs, scored: number, evaluations: readonly ModelEvaluation[]): string | null {
  if (scored === 0) return t('No response has a score: score the file with a model.');
  if (records.length === 0) return t('No label puts one response of a record above another.');
  return evaluations.every(({ accuracy }) => accuracy.records === 0) ? t('No record that is labelled has scores of both responses.') : null;
}
