/** A model's outputs as scores. */
import type { ResponseScore } from '../core/scoring/scores.js';
import type { ModelRules } from './modelRules.js';
import type { Outputs } from './session.js';

/** Score of one row of a batch; throws where the model gave no finite number or too few. */
export function scoreOf(outputs: Outputs, row: number, rules: ModelRules): ResponseScore {
  const values = (name: string | null, count: number) => {
    if (name === null) return [];
    const found = [...(outputs.get(name)?.[row] ?? [])];
    if (found.length !== count) throw new Error(`the model's output ${name} has ${found.length} numbers a text, not ${count}`);
    if (!found.every(Number.isFinite)) throw new Error('the model gave no finite number');
    return found;
  };
  const means = values(rules.outputs.attributes, rules.attributes.length);
  return {
    rewards: values(rules.outputs.rewards, rules.members),
    attributes: rules.attributes.map(({ name, sd }, i) => ({ attribute: name, mean: means[i]!, sd })),
  };
}

/** Why scores cannot be read from a graph with these outputs; null where they can. */
export function whyNotRead({ outputs }: Pick<ModelRules, 'outputs'>, names: readonly string[]): string | null {
  const absent = Object.entries(outputs).find(([, name]) => name !== null && !names.includes(name));
  if (absent === undefined) return null;
  const some = names.slice(0, 5).join(', ') + (names.length > 5 ? ', …' : '');
  return `the graph has no output ${absent[1]}, but ${some}; reward.json names another, as in {"outputs": {"${absent[0]}": "${names[0] ?? ''}"}}`;
}
