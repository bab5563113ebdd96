import type { RecordTable } from '../query/table.js';
import { accuracyOf, outcomesOf, type Outcomes } from './accuracy.js';
import { attributeCorrelation } from './attributeCorrelation.js';
import { bestOfK } from './bestOfK.js';
import type { LabelledPairs } from './labelledPairs.js';
import { lengthBias, type PairLengths } from './lengthBias.js';
import type { ModelScores, OneVoter } from './modelScores.js';
import { reliabilityOf } from './reliability.js';
import type { ModelEvaluation } from './report.js';
import { labelledAttributes } from './responses.js';
import { rewardBench } from './rewardBench.js';
import type { ScoredResponses } from './scoredResponses.js';
import { macroMean, subsetAccuracies } from './subsets.js';

/** What one model's evaluation is made of. */
export interface Material {
  readonly pairs: LabelledPairs;
  readonly lengths: PairLengths;
  /** Places of each subset's records among the labelled ones. */
  readonly subsets: ReadonlyMap<string | null, readonly number[]>;
  /** The responses that the model scored. */
  readonly responses: ScoredResponses;
  /** Each voter's differences, one a labelled pair. */
  readonly byVoter: ReadonlyMap<OneVoter, Float64Array>;
  /** The model's own, and what they make of each record. */
  readonly differences: Float64Array;
  readonly outcome: Outcomes;
}

/** Everything that is told of one model, in steps. */
export function* modelEvaluation(table: RecordTable, scores: ModelScores, { pairs, lengths, subsets: places, responses, byVoter, differences, outcome }: Material): Generator<void, ModelEvaluation> {
  const { name, kind, source, voters, slope, probability } = scores;
  const subsets = subsetAccuracies(places, outcome);
  const attributes = [];
  for (const attribute of labelledAttributes(table)) {
    attributes.push(attributeCorrelation(responses, attribute));
    yield;
  }
  const length = lengthBias(responses, pairs, differences, lengths);
  yield;
  const members = [];
  for (const voter of kind === 'model' && voters.length > 1 ? voters : []) {
    members.push({ name: voter.name, accuracy: accuracyOf(outcomesOf(pairs, byVoter.get(voter)!)) });
    yield;
  }
  return {
    name,
    kind,
    source,
    accuracy: accuracyOf(outcome),
    subsets,
    macro: macroMean(subsets),
    rewardBench: rewardBench(subsets),
    reliability: { probability, ...reliabilityOf(differences, slope) },
    attributes,
    length,
    bestOf: bestOfK(table, scores),
    members,
  };
}
