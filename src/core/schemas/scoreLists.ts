import { t } from '@vscode/l10n';
import type { FileScore, JudgeLabel } from '../record.js';
import { kind, named, numberOrNull } from './fields.js';
import { RowError, type Row } from './schema.js';

/** Rewards of M models for each side, as two lists under the first of the names that the row fills. Throws `RowError`. */
export function listedScores(row: Row, chosenNames: readonly string[], rejectedNames: readonly string[]): FileScore[] {
  const [chosen, rejected] = bothLists(row, chosenNames, rejectedNames);
  return chosen.map((value, i) => ({ model: nameOf(i), rewards: [numberOrNull(value), numberOrNull(rejected[i])] }));
}

/** Throws `RowError` where `listedScores` does. */
export function checkListedScores(row: Row, chosenNames: readonly string[], rejectedNames: readonly string[]): void {
  bothLists(row, chosenNames, rejectedNames);
}

function bothLists(row: Row, chosenNames: readonly string[], rejectedNames: readonly string[]): readonly [chosen: readonly unknown[], rejected: readonly unknown[]] {
  const chosen = scoreList(row, chosenNames);
  const rejected = scoreList(row, rejectedNames);
  if (chosen.length !== rejected.length) {
    throw new RowError(t('{0} scores of the chosen response but {1} of the rejected one', chosen.length, rejected.length));
  }
  return [chosen, rejected];
}

/** A judge's 1 (agrees with the label), 0 (does not) or -1 (abstains); none where the column is missing. Throws `RowError`. */
export function judgeLabels(row: Row, judge: string, names: readonly string[]): JudgeLabel[] {
  const name = named(row, names);
  if (name === undefined) return [];
  const value = row[name];
  if (value !== 0 && value !== 1 && value !== -1) {
    throw new RowError(t('{0} is {1}, not 1 (agrees with the label), 0 (does not) or -1 (abstains)', name, typeof value === 'number' ? value : kind(value)));
  }
  return [{ judge, agrees: value === -1 ? null : value === 1 }];
}

/** The first names, made once: each is looked up for every record of a file, and a new string would be hashed each time. */
const NAMES: readonly string[] = Array.from({ length: 100 }, (_, i) => `model ${i + 1}`);

function nameOf(model: number): string {
  return NAMES[model] ?? `model ${model + 1}`;
}

/** The scores as they are: numbers and nulls. */
function scoreList(row: Row, names: readonly string[]): readonly unknown[] {
  const name = named(row, names);
  if (name === undefined) return [];
  const list = row[name];
  if (!Array.isArray(list)) throw new RowError(t('column {0} is {1}, not a list of scores', name, kind(list)));
  for (let i = 0; i < list.length; i++) {
    const value: unknown = list[i];
    if (value !== null && typeof value !== 'number') throw new RowError(t('score {0} of {1} is {2}, not a number', i + 1, name, kind(value)));
  }
  return list;
}
