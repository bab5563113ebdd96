import type { RecordTable } from '../query/table.js';
import { generatorsOf } from './generatorNames.js';
import { generatorsByLabels, generatorsByScores } from './generators.js';
import type { LabelledPairs } from './labelledPairs.js';
import type { ModelScores } from './modelScores.js';
import type { GeneratorComparison } from './report.js';

/** Generator models by the labels (where there are any) and by every model, in steps; none where no response names its generator. */
export function* generatorComparisons(table: RecordTable, pairs: LabelledPairs, models: readonly ModelScores[]): Generator<void, GeneratorComparison[]> {
  const generators = generatorsOf(table);
  if (generators.names.length === 0) return [];
  const found = pairs.records.length > 0 ? [generatorsByLabels(table, generators, pairs)] : [];
  for (const scores of models) {
    found.push(generatorsByScores(table, generators, scores));
    yield;
  }
  return found;
}
