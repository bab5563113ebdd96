import type { CellPatch } from '../edits.js';
import type { FileScore, JudgeLabel, PreferenceRecord, Turn } from '../record.js';
import { flipEdit } from './chosenRejected.js';
import { kind, numberOrNull, others, textOrNull } from './fields.js';
import { RowError, type Row, type Schema } from './schema.js';
import { listedTurn, splitShared } from './transcript.js';

/** Names of the columns; the last two are seen with spaces and with underscores. */
const CHOSEN_SCORES = ['chosen score list', 'chosen_score_list'];
const REJECTED_SCORES = ['rejected score list', 'rejected_score_list'];
const MEAN = ['mean preference difference', 'mean_preference_difference'];
const JUDGE = ['GPT4 label', 'GPT4_label'];
const USED = new Set(['chosen', 'rejected', 'split', 'subset', ...CHOSEN_SCORES, ...REJECTED_SCORES, ...JUDGE]);

/** hh-rlhf-strength-cleaned (2401.06080): lists of turns, a reward of each of M models for each side, a judge's label. */
export const hhRlhfStrength: Schema = {
  name: 'hh-rlhf-strength',
  chosenFirst: true,
  block: 1,

  detect(sample) {
    const fits = sample.filter((row) => Array.isArray(row['chosen']) && Array.isArray(row['rejected']) && column(row, CHOSEN_SCORES));
    if (fits.length === 0) return null;
    return {
      confidence: (0.98 * fits.length) / sample.length,
      reason: `chosen and rejected are lists of turns, with score lists, in ${fits.length} of the first ${sample.length} rows`,
    };
  },

  check(row) {
    turns(row, 'chosen');
    turns(row, 'rejected');
    scores(row);
  },

  record([row]): PreferenceRecord {
    const source = row as Row;
    const { prompt, responses } = splitShared(turns(source, 'chosen'), turns(source, 'rejected'));
    return {
      prompt,
      responses: responses.map((response) => ({ text: response, model: null, labels: [] })),
      preference: { chosen: 0, strength: null, votes: [] },
      scores: scores(source),
      judges: judges(source),
      split: textOrNull(source['split']),
      subset: textOrNull(source['subset']),
      extra: others(source, USED),
    };
  },

  edit([row], operation) {
    const source = row as Row;
    const mean = column(source, MEAN);
    const judge = column(source, JUDGE);
    const more: CellPatch[] = [];
    if (mean && typeof source[mean] === 'number') more.push({ kind: 'negate', path: [mean] });
    if (judge && (source[judge] === 0 || source[judge] === 1)) {
      more.push({ kind: 'set', path: [judge], value: 1 - (source[judge] as number) });
    }
    return flipEdit(source, operation, more);
  },
};

function column(row: Row, names: readonly string[]): string | undefined {
  return names.find((name) => name in row);
}

function turns(row: Row, name: string): Turn[] {
  const list = row[name];
  if (!Array.isArray(list) || list.length === 0) throw new RowError(`column ${name} is ${kind(list)}, not a list of turns`);
  return list.map((item: unknown, i) => {
    if (typeof item !== 'string') throw new RowError(`turn ${i + 1} of ${name} is ${kind(item)}, not text`);
    return listedTurn(item) ?? { role: i === list.length - 1 ? 'assistant' : 'user', text: item };
  });
}

function scores(row: Row): FileScore[] {
  const chosen = list(row, column(row, CHOSEN_SCORES));
  const rejected = list(row, column(row, REJECTED_SCORES));
  if (chosen.length !== rejected.length) {
    throw new RowError(`${chosen.length} scores of the chosen response but ${rejected.length} of the rejected one`);
  }
  return chosen.map((value, i) => ({ model: `model ${i + 1}`, rewards: [numberOrNull(value), numberOrNull(rejected[i])] }));
}

function list(row: Row, name: string | undefined): readonly unknown[] {
  const value = name === undefined ? [] : row[name];
  if (value === null) return [];
  if (!Array.isArray(value)) throw new RowError(`column ${name} is ${kind(value)}, not a list of scores`);
  return value;
}

function judges(row: Row): JudgeLabel[] {
  const name = column(row, JUDGE);
  const value = name === undefined ? undefined : row[name];
  return value === undefined ? [] : [{ judge: 'GPT-4', agrees: value === 1 ? true : value === 0 ? false : null }];
}
