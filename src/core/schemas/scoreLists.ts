import { t } from '@vscode/l10n';
import type { FileScore, JudgeLabel } from '../record.js';
import { kind, named, numberOrNull } from './fields.js';
import { RowError, type Row } from './schema.js';

/** Rewards of M models for each side, as two lists under the first of the names that the row fills. Throws `RowError`. */
export function listedScores(row: Row, chosenNames: readonly string[], rejectedNames: readonly string[]): FileScore[] {
  const chosen = scoreList(row, chosenNames);
  const rejected = scoreList(row, rejectedNames);
  if (chosen.length !== rejected.length) {
    throw new RowError(t('{0} scores of the chosen response but {1} of the rejected one', chosen.length, rejected.length));
  }
  return chosen.map((value, i) => ({ model: `model ${i + 1}`, rewards: [value, rejected[i] ?? null] }));
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

function scoreList(row: Row, names: readonly string[]): readonly (number | null)[] {
  const name = named(row, names);
  if (name === undefined) return [];
  const list = row[name];
  if (!Array.isArray(list)) throw new RowError(t('column {0} is {1}, not a list of scores', name, kind(list)));
  return list.map((value: unknown, i) => {
    if (value !== null && typeof value !== 'number') throw new RowError(t('score {0} of {1} is {2}, not a number', i + 1, name, kind(value)));
    return numberOrNull(value);
  });
}
