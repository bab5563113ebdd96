import { t } from '@vscode/l10n';
import { EditError } from '../edits.js';
import type { AttributeLabel, PreferenceRecord } from '../record.js';
import { firstText, MODEL_COLUMNS, RESPONSE_COLUMNS, SUBSET_COLUMNS, textColumn } from './columnNames.js';
import { detection } from './detection.js';
import { level, others, text } from './fields.js';
import { rowRecord } from './rowRecord.js';
import { judgeTemplate } from './judgeTemplate.js';
import { meanMark } from './scales.js';
import { RowError, type Row, type Schema } from './schema.js';

const SCORE = /^(.{1,40})_scores?$/;
const INSTRUCTIONS = ['instruction', 'orig_instruction', 'prompt'];
const RESPONSES = [...RESPONSE_COLUMNS, 'orig_response'];
const MIN = 1;
const MAX = 5;

/** Marks 1-5 that a judge model gave one response, one or several times (Prometheus 2310.08491). */
export const judgeScores: Schema = {
  name: 'judge-scores',
  chosenFirst: false,
  edits: [],
  grouping: { kind: 'row' },

  detect(sample) {
    const judge = judgeOf(sample.find((row) => judgeOf(row) !== null) ?? {});
    return judge && detection(sample, 0.92, t('an instruction and response with {0} and {1}_feedback', judge.column, judge.name), readable);
  },

  check(row) {
    read(row);
  },

  record: ([row]) => read(row as Row),

  edit() {
    throw new EditError(t('the marks of this file are a judge’s, and it has no column for a label of your own: note it in a review, or drop the record'));
  },
};

interface Judge {
  readonly name: string;
  readonly column: string;
}

/** The judge whose marks stand beside its feedback. */
function judgeOf(row: Row): Judge | null {
  for (const column of Object.keys(row)) {
    const name = SCORE.exec(column)?.[1];
    if (name !== undefined && (Object.hasOwn(row, `${name}_feedback`) || Object.hasOwn(row, `${name}_feedbacks`))) return { name, column };
  }
  return null;
}

function readable(row: Row): boolean {
  try {
    read(row);
    return true;
  } catch {
    return false;
  }
}

function read(row: Row): PreferenceRecord {
  const judge = judgeOf(row);
  if (!judge) throw new RowError(t('there is no column like gpt4_score with a gpt4_feedback beside it'));
  const instruction = textColumn(row, INSTRUCTIONS) ?? 'instruction';
  const template = judgeTemplate(text(row, instruction));
  const column = textColumn(row, RESPONSES);
  const response = column === null ? template?.response : text(row, column);
  if (response === undefined) throw new RowError(t('there is no column response, and {0} holds no "###Response to evaluate:"', instruction));
  const subset = textColumn(row, SUBSET_COLUMNS);
  const used = new Set([instruction, column, judge.column, subset, 'split', ...MODEL_COLUMNS].filter((name) => name !== null));
  return rowRecord(row, used, {
    prompt: [{ role: 'user', text: template?.instruction ?? text(row, instruction) }],
    responses: [{ text: response, model: firstText(row, MODEL_COLUMNS), labels: [label(row, judge)] }],
    subset: subset === null ? null : text(row, subset),
    extra: { ...template?.more, ...others(row, used) },
  });
}

function label(row: Row, { name, column }: Judge): AttributeLabel {
  const value = row[column];
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const marks = list.flatMap((mark) => (mark === null || mark === undefined || Number.isNaN(mark) ? [] : [level(digit(mark), column, MIN, MAX)]));
  return { attribute: 'score', pool: null, min: MIN, max: MAX, ratings: marks.map((mark) => ({ annotator: name, value: mark })), consensus: meanMark(marks) };
}

/** Feedback Collection writes its marks as text. */
function digit(mark: unknown): unknown {
  return typeof mark === 'string' && /^\d$/.test(mark) ? Number(mark) : mark;
}
