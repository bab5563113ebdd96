/** Several models that score the same records, each a voter or several. */
import type { LoadedModel } from './loadedModel.js';
import type { PredictedAttribute, RecordScores } from './scores.js';

/** A loaded model and its folder, by which the scorer knows it. */
export interface ScoringModel {
  readonly folder: string;
  readonly model: LoadedModel;
}

/** The models with names of their own: a second of one name becomes `name (2)`. */
export function withOwnNames(models: readonly ScoringModel[]): ScoringModel[] {
  const taken = new Set<string>();
  return models.map(({ folder, model }) => {
    let name = model.name;
    for (let n = 2; taken.has(name); n++) name = `${model.name} (${n})`;
    taken.add(name);
    return { folder, model: name === model.name ? model : { ...model, name } };
  });
}

/** One record's scores by all models, in the voters' order; a model that has not scored it yet has none. `found` has the models' places. */
export function together(models: readonly ScoringModel[], found: readonly (RecordScores | undefined)[], responses: number): RecordScores {
  const nothing = Array.from({ length: responses }, () => null);
  return {
    rewards: models.flatMap(({ model }, place) => found[place]?.rewards ?? Array.from({ length: model.members }, () => nothing)),
    attributes: nothing.map((_, response) => averaged(found.flatMap((scores) => scores?.attributes[response] ?? []))),
  };
}

/** An attribute that several models predict: the mean of their means, with an error as large as theirs is on average, for they may all be wrong alike. */
function averaged(predictions: readonly PredictedAttribute[]): PredictedAttribute[] {
  const names = [...new Set(predictions.map(({ attribute }) => attribute))];
  return names.map((attribute) => {
    const own = predictions.filter((one) => one.attribute === attribute);
    const mean = (value: (one: PredictedAttribute) => number) => own.reduce((sum, one) => sum + value(one), 0) / own.length;
    return { attribute, mean: mean((one) => one.mean), sd: own.length === 1 ? own[0]!.sd : Math.sqrt(mean((one) => one.sd ** 2)) };
  });
}

/** The model whose calibration holds for the vote: the only one that gives rewards; null where several vote. */
export function calibrating(models: readonly ScoringModel[]): LoadedModel | null {
  const voting = models.filter(({ model }) => model.members > 0);
  return voting.length === 1 ? voting[0]!.model : null;
}
