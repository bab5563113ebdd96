import { t } from '@vscode/l10n';
import { EditError, type CellPath, type LabelOperation, type RowPatch } from '../edits.js';
import type { PreferenceRecord } from '../record.js';
import { detection } from './detection.js';
import { kind, objectOrNull, others, text, textOrNull } from './fields.js';
import { rowRecord } from './rowRecord.js';
import { RowError, type Row, type Schema } from './schema.js';
import { ASPECTS, aspectLabels, aspectScale, OVERALL } from './ultrafeedbackAspects.js';

const USED: ReadonlySet<string> = new Set(['instruction', 'completions', 'models', 'source']);
const USED_COMPLETION: ReadonlySet<string> = new Set(['response', 'model', OVERALL]);

/** UltraFeedback (2310.01377): several completions of an instruction, each rated by GPT-4 on four aspects and as a whole; `source` is the subset. */
export const ultrafeedback: Schema = {
  name: 'ultrafeedback',
  chosenFirst: false,
  edits: ['set'],
  grouping: { kind: 'row' },

  detect: (sample) =>
    detection(sample, 0.97, t('instruction, and completions with model, response and annotations'), (row) => {
      const list = row['completions'];
      return typeof row['instruction'] === 'string' && Array.isArray(list) && list.length > 0 && list.every(isCompletion);
    }),

  check(row) {
    text(row, 'instruction');
    completions(row).forEach(read);
  },

  record([row]): PreferenceRecord {
    const source = row as Row;
    const list = completions(source);
    const record = rowRecord(source, USED, {
      prompt: [{ role: 'user', text: text(source, 'instruction') }],
      responses: list.map(read),
      subset: textOrNull(source['subset']) ?? textOrNull(source['source']),
    });
    // Rationales and critiques are in no other part of the record.
    return { ...record, extra: { ...record.extra, completions: list.map((completion) => others(completion, USED_COMPLETION)) } };
  },

  edit([row], operation: LabelOperation): RowPatch[] {
    if (operation.kind !== 'set') throw new EditError(t('this file holds ratings of each response, no stated preference: set an attribute of a response instead'));
    const { path, cell } = target(completions(row as Row), operation);
    // A rating stays what it was, text or a number.
    const value = typeof cell === 'string' ? String(operation.value) : operation.value;
    return cell === value ? [] : [{ row: 0, cells: [{ kind: 'set', path, value }] }];
  },
};

function isCompletion(item: unknown): boolean {
  const completion = objectOrNull(item);
  return completion !== null && typeof completion['response'] === 'string' && objectOrNull(completion['annotations']) !== null;
}

function completions(row: Row): Row[] {
  const list = row['completions'];
  if (!Array.isArray(list)) throw new RowError(t('column completions is {0}, not a list', kind(list)));
  if (list.length === 0) throw new RowError(t('column completions is an empty list'));
  return list.map((item: unknown, i) => {
    const completion = objectOrNull(item);
    if (!completion) throw new RowError(t('completions[{0}] is {1}, not an object', i, kind(item)));
    return completion;
  });
}

function read(completion: Row, i: number) {
  const { response } = completion;
  if (typeof response !== 'string') throw new RowError(t('completions[{0}].response is {1}, not text', i, kind(response)));
  return { text: response, model: textOrNull(completion['model']), labels: aspectLabels(completion, `completions[${i}]`) };
}

function target(list: readonly Row[], { response, attribute, value }: Extract<LabelOperation, { kind: 'set' }>): { path: CellPath; cell: unknown } {
  const completion = list[response - 1];
  if (!completion) throw new EditError(t('there is no response {0}; the record has {1}', response, list.length));
  if (attribute !== OVERALL && !(ASPECTS as readonly string[]).includes(attribute)) {
    throw new EditError(t('there is no attribute {0}; there are {1}', attribute, [...ASPECTS, OVERALL].join(', ')));
  }
  const { min, max, whole } = aspectScale(attribute);
  if (!(value >= min && value <= max) || (whole && !Number.isInteger(value))) {
    throw new EditError(whole ? t('{0} takes a whole number from {1} to {2}, not {3}', attribute, min, max, value) : t('{0} takes a number from {1} to {2}, not {3}', attribute, min, max, value));
  }
  if (attribute === OVERALL) return { path: ['completions', response - 1, OVERALL], cell: completion[OVERALL] };
  const annotations = objectOrNull(completion['annotations']);
  const said = annotations ? objectOrNull(annotations[attribute]) : null;
  if (!said || !Object.hasOwn(said, 'Rating')) throw new EditError(t('response {0} has no rating of {1} in this file', response, attribute));
  return { path: ['completions', response - 1, 'annotations', attribute, 'Rating'], cell: said['Rating'] };
}
