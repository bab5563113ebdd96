import { t } from '@vscode/l10n';
import type { CellPatch, LabelOperation, RowPatch } from '../edits.js';
import type { PreferenceRecord, Turn } from '../record.js';
import { flipEdit } from './chosenRejected.js';
import { detection } from './detection.js';
import { kind, named } from './fields.js';
import { rowRecord } from './rowRecord.js';
import { RowError, type Row, type Schema } from './schema.js';
import { checkListedScores, judgeLabels, listedScores } from './scoreLists.js';
import { listedTurn, splitShared } from './transcript.js';

const SIDES = ['chosen', 'rejected'] as const;
/** Names of the columns, with spaces and with underscores. */
const CHOSEN_SCORES = ['chosen score list', 'chosen_score_list'];
const REJECTED_SCORES = ['rejected score list', 'rejected_score_list'];
const MEAN = ['mean preference difference', 'mean_preference_difference'];
const JUDGE = ['GPT4 label', 'GPT4_label', 'gpt4_label'];
const USED: ReadonlySet<string> = new Set([...SIDES, ...CHOSEN_SCORES, ...REJECTED_SCORES, ...JUDGE]);

/** hh-rlhf-strength-cleaned (2401.06080): lists of turns, a reward of each of M models for each side, a judge's label. */
export const hhRlhfStrength: Schema = {
  name: 'hh-rlhf-strength',
  chosenFirst: true,
  edits: ['flip', 'choose'],
  grouping: { kind: 'row' },

  detect: (sample) =>
    detection(sample, 0.98, t('chosen and rejected are lists of turns, with score lists,'), (row) => SIDES.every((side) => isTurns(row[side])) && named(row, CHOSEN_SCORES) !== undefined),

  check(row) {
    for (const side of SIDES) listOf(row, side);
    checkListedScores(row, CHOSEN_SCORES, REJECTED_SCORES);
    judgeLabels(row, 'GPT-4', JUDGE);
  },

  record([row]): PreferenceRecord {
    const source = row as Row;
    const { prompt, responses } = splitShared(SIDES.map((side) => turns(source, side)));
    return rowRecord(source, USED, {
      prompt,
      responses: responses.map((response) => ({ text: response, model: null, labels: [] })),
      preference: { chosen: 0, strength: null, votes: [] },
      scores: listedScores(source, CHOSEN_SCORES, REJECTED_SCORES),
      judges: judgeLabels(source, 'GPT-4', JUDGE),
    });
  },

  edit([row], operation: LabelOperation): RowPatch[] {
    const source = row as Row;
    const mean = named(source, MEAN);
    const judge = named(source, JUDGE);
    const more: CellPatch[] = [];
    if (mean !== undefined && typeof source[mean] === 'number' && source[mean] !== 0) more.push({ kind: 'negate', path: [mean] });
    if (judge !== undefined && (source[judge] === 0 || source[judge] === 1)) {
      more.push({ kind: 'set', path: [judge], value: 1 - source[judge] });
    }
    return flipEdit(source, operation, more);
  },
};

function isTurns(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string');
}

function turns(row: Row, name: string): Turn[] {
  return listOf(row, name).map((item, i, { length }) => listedTurn(item) ?? { role: i === length - 1 ? 'assistant' : 'user', text: item });
}

function listOf(row: Row, name: string): string[] {
  const list = row[name];
  if (!Array.isArray(list) || list.length === 0) {
    throw new RowError(t('column {0} is {1}, not a list of turns', name, Array.isArray(list) ? t('an empty list') : kind(list)));
  }
  list.forEach((item: unknown, i) => {
    if (typeof item !== 'string') throw new RowError(t('turn {0} of {1} is {2}, not text', i + 1, name, kind(item)));
  });
  return list as string[];
}
