import { DEFAULT_CALIBRATION } from '../agreement/wrong.js';
import { appendTo } from '../multimap.js';
import type { RecordTable } from '../query/table.js';
import type { VoterScores } from '../query/voters.js';
import { modelOf } from '../scoring/scoreRecords.js';
import type { LabelledPairs } from './labelledPairs.js';
import type { Reliability } from './report.js';

/** One voter: a set of scores, and its place there. */
export interface OneVoter {
  readonly name: string;
  readonly set: VoterScores;
  readonly place: number;
}

/** What is evaluated as one: a model, all of whose members speak together, or everybody who votes. */
export interface ModelScores {
  readonly name: string;
  readonly kind: 'model' | 'ensemble';
  readonly source: 'file' | 'scored';
  readonly voters: readonly OneVoter[];
  /** P(preferred is better) = sigmoid(slope * difference). */
  readonly slope: number;
  readonly probability: Reliability['probability'];
}

/** Name of the vote of all models. */
export const ENSEMBLE = 'ensemble';

/** Everybody who scored the table: the vote first where several models vote, then each model, those of the file last. Names are made different. */
export function modelScores(table: RecordTable): readonly ModelScores[] {
  const taken = new Set([ENSEMBLE]);
  const models = table.scoreSets.flatMap((set) => modelsOf(table, set)).map((model) => {
    let name = model.name;
    for (let n = 2; taken.has(name); n++) name = `${model.name} (${n})`;
    taken.add(name);
    return { ...model, name };
  });
  const voting = table.scoreSets[0];
  const votes = models.filter(({ voters }) => voters[0]!.set === voting);
  if (votes.length < 2) return models;
  const { slope } = table.voteCalibration;
  return [{ name: ENSEMBLE, kind: 'ensemble', source: votes[0]!.source, voters: votes.flatMap(({ voters }) => voters), slope, probability: 'default' }, ...models];
}

/** Scaled reward of a response, the mean over the voters that scored it; NaN where none did. */
export function rewardBy({ voters }: ModelScores, index: number, responses: number, response: number): number {
  let sum = 0;
  let count = 0;
  for (const { set, place } of voters) {
    const value = set.reward(index, responses, place, response);
    if (!Number.isFinite(value)) continue;
    sum += value;
    count++;
  }
  return sum / count;
}

/** One voter's scaled differences, better minus worse, one a pair; NaN where it scored not both. */
export function differencesBy({ set, place }: OneVoter, table: RecordTable, pairs: LabelledPairs): Float64Array {
  const differences = new Float64Array(pairs.better.length);
  for (let i = 0; i < pairs.records.length; i++) {
    const index = pairs.records[i]!;
    const responses = table.columns.responses.get(index);
    for (let pair = pairs.starts[i]!; pair < pairs.starts[i + 1]!; pair++) {
      const difference = set.reward(index, responses, place, pairs.better[pair]!) - set.reward(index, responses, place, pairs.worse[pair]!);
      differences[pair] = Number.isFinite(difference) ? difference : NaN;
    }
  }
  return differences;
}

/** Mean of several voters' differences, pair by pair, over those that have one; NaN where none has. */
export function meanDifferences(lists: readonly Float64Array[]): Float64Array {
  if (lists.length === 1) return lists[0]!;
  const sums = new Float64Array(lists[0]!.length);
  const counts = new Uint32Array(sums.length);
  for (const list of lists) {
    for (let pair = 0; pair < list.length; pair++) {
      const difference = list[pair]!;
      if (Number.isNaN(difference)) continue;
      sums[pair]! += difference;
      counts[pair]!++;
    }
  }
  for (let pair = 0; pair < sums.length; pair++) sums[pair]! /= counts[pair]!;
  return sums;
}

function modelsOf(table: RecordTable, set: VoterScores): ModelScores[] {
  const byModel = new Map<string, OneVoter[]>();
  set.voters.forEach((voter, place) => appendTo(byModel, modelOf(voter), { name: voter.name, set, place }));
  const calibrated = byModel.size === 1 && set === table.scoreSets[0] && table.voteCalibration !== DEFAULT_CALIBRATION;
  return [...byModel].map(([name, voters]): ModelScores => ({
    name,
    kind: 'model',
    source: table.isFileScores(set) ? 'file' : 'scored',
    voters,
    // All members of a model have one scale: with it as slope the difference is raw again.
    slope: calibrated ? table.voteCalibration.slope : set.voters[voters[0]!.place]!.scale,
    probability: calibrated ? 'calibrated' : 'bradley-terry',
  }));
}
