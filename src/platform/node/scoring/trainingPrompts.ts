import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TrainingCount, type TrainingPrompts } from '../../../core/scoring/training.js';
import type { ScoringModel } from '../../../core/scoring/scoringModels.js';
import { sha256Hex16 } from '../hash.js';

type Fields = Readonly<Record<string, unknown>>;

/** A count of the records whose prompts the models were trained on, for those that list them in `reward.json`. */
export async function trainingCount(models: readonly ScoringModel[]): Promise<TrainingCount> {
  const lists = await Promise.all(models.map(({ folder, model }) => trainingPrompts(folder, model.name)));
  return new TrainingCount(lists.filter((list) => list !== null), sha256Hex16);
}

/** The training prompts that the folder's `reward.json` lists (`trainingPrompts.values`), by its template; without one turns stand bare, two line ends between them. Null where it lists none. */
export async function trainingPrompts(folder: string, model: string): Promise<TrainingPrompts | null> {
  const text = await readFile(join(folder, 'reward.json'), 'utf8').catch(() => null);
  if (text === null) return null;
  // The scorer has read the file before, and said what is wrong with it.
  const { trainingPrompts, template } = JSON.parse(text) as Fields;
  const values = isFields(trainingPrompts) ? trainingPrompts['values'] : null;
  const hashes = Array.isArray(values) ? values.filter((value): value is string => typeof value === 'string' && /^[0-9a-f]{16}$/.test(value)) : [];
  if (hashes.length === 0) return null;
  const { labels, separator } = isFields(template) ? template : ({} as Fields);
  const texts = Object.entries(isFields(labels) ? labels : {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return { model, template: { labels: Object.fromEntries(texts), separator: typeof separator === 'string' ? separator : '\n\n' }, hashes: new Set(hashes) };
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
