import type { RecordTable } from '../query/table.js';
import type { Outcomes } from './accuracy.js';
import type { LabelledPairs } from './labelledPairs.js';
import { numbered, pairedDifference, type Draws } from './pairedBootstrap.js';
import type { ModelEvaluation, PairedDifference } from './report.js';

/** With more models than this each is compared with the most accurate one alone. */
const ALL_PAIRS = 6;

/** Differences of accuracy between models, in steps; `outcomes` are theirs in the same order. */
export function* modelDifferences({ columns }: RecordTable, { records }: LabelledPairs, evaluations: readonly ModelEvaluation[], outcomes: readonly Outcomes[], draws: Draws): Generator<void, PairedDifference[]> {
  const drawn = numbered(Float64Array.from(records, (index) => columns.evaluation.prompt.get(index)));
  const found: PairedDifference[] = [];
  const value = (place: number) => evaluations[place]!.accuracy.value ?? -1;
  const best = evaluations.reduce((top, _, place) => (value(place) > value(top) ? place : top), 0);
  for (let a = 0; a < evaluations.length; a++) {
    for (let b = a + 1; b < evaluations.length; b++) {
      if (evaluations.length > ALL_PAIRS && a !== best && b !== best) continue;
      found.push({ a: evaluations[a]!.name, b: evaluations[b]!.name, ...pairedDifference(outcomes[a]!.shares, outcomes[b]!.shares, drawn, draws) });
      yield;
    }
  }
  return found;
}
