import { t } from '@vscode/l10n';
import { EditError, type LabelOperation, type RowPatch } from '../edits.js';
import type { AttributeLabel, PreferenceRecord, Rating } from '../record.js';
import { annotationPools, marksIn, type Pool } from './annotationPools.js';
import { firstText, MODEL_COLUMNS, PROMPT_COLUMNS, RESPONSE_COLUMNS, SUBSET_COLUMNS, textColumn } from './columnNames.js';
import { detection } from './detection.js';
import { text } from './fields.js';
import { rowRecord } from './rowRecord.js';
import { meanMark } from './scales.js';
import type { Row, Schema } from './schema.js';

/** SummEval's `text` is the article that is summed up. */
const PROMPTS = [...PROMPT_COLUMNS, 'text'];

/** One response a row, with lists of annotations that each mark several attributes; every list is a pool of its own (SummEval 2007.12626). */
export const annotationLists: Schema = schemaOf(null);

function schemaOf(fitted: readonly Pool[] | null): Schema {
  const poolsOf = (row: Row): readonly Pool[] => fitted ?? annotationPools([row]);
  return {
    name: 'annotation-lists',
    chosenFirst: false,
    edits: ['set'],
    grouping: { kind: 'row' },
    fit: (sample) => schemaOf(sample.length > 0 ? annotationPools(sample) : null),

    detect(sample) {
      const pools = annotationPools(sample);
      if (pools.length === 0) return null;
      const what = t('a response with lists of annotations in {0}', pools.map(({ column }) => column).join(', '));
      return detection(sample, 0.9, what, (row) => textColumn(row, RESPONSE_COLUMNS) !== null && pools.some(({ column }) => Array.isArray(row[column])));
    },

    check(row) {
      responseColumn(row);
      for (const pool of poolsOf(row)) marksIn(row, pool);
    },

    record([row]): PreferenceRecord {
      const source = row as Row;
      const pools = poolsOf(source);
      const response = responseColumn(source);
      const prompt = textColumn(source, PROMPTS.filter((name) => name !== response));
      const subset = textColumn(source, SUBSET_COLUMNS);
      const used = new Set([response, prompt, subset, ...MODEL_COLUMNS, ...pools.map(({ column }) => column)].filter((column) => column !== null));
      return rowRecord(source, used, {
        prompt: prompt === null ? [] : [{ role: 'user', text: text(source, prompt) }],
        responses: [{ text: text(source, response), model: firstText(source, MODEL_COLUMNS), labels: pools.flatMap((pool) => labels(source, pool)) }],
        subset: subset === null ? null : text(source, subset),
      });
    },

    edit([row], operation, [saved]): RowPatch[] {
      return ownMark(row as Row, operation, saved as Row, poolsOf(row as Row));
    },
  };
}

function responseColumn(row: Row): string {
  return textColumn(row, RESPONSE_COLUMNS) ?? 'response';
}

function labels(row: Row, pool: Pool): AttributeLabel[] {
  const annotations = marksIn(row, pool);
  return pool.attributes.map(({ name, min, max }) => {
    const ratings = annotations.flatMap(({ annotator, marks }): Rating[] => {
      const value = marks.get(name);
      return value === undefined ? [] : [{ annotator, value }];
    });
    return { attribute: name, pool: pool.name, min, max, ratings, consensus: meanMark(ratings.map(({ value }) => value)) };
  });
}

/** The curator is one more annotator of the first list that has the attribute; a mark not saved yet is replaced, nobody else's is. */
function ownMark(row: Row, operation: LabelOperation, saved: Row, pools: readonly Pool[]): RowPatch[] {
  if (operation.kind !== 'set') throw new EditError(t('this file holds ratings of one response, no preference: set an attribute of the response instead'));
  const { response, attribute, value } = operation;
  if (response !== 1) throw new EditError(t('there is no response {0}; the record has 1', response));
  const pool = pools.find(({ attributes }) => attributes.some(({ name }) => name === attribute));
  const scale = pool?.attributes.find(({ name }) => name === attribute);
  if (!pool || !scale) {
    const names = [...new Set(pools.flatMap(({ attributes }) => attributes.map(({ name }) => name)))];
    throw new EditError(t('there is no attribute {0}; there are {1}', attribute, names.join(', ')));
  }
  if (!Number.isInteger(value) || value < scale.min || value > scale.max) {
    throw new EditError(t('{0} takes a whole number from {1} to {2}, not {3}', attribute, scale.min, scale.max, value));
  }
  const list = row[pool.column];
  if (!Array.isArray(list)) throw new EditError(t('this row has no list in {0} to add a mark to', pool.column));
  const before = saved[pool.column];
  if (list.length > (Array.isArray(before) ? before.length : 0)) {
    return [{ row: 0, cells: [{ kind: 'set', path: [pool.column, list.length - 1, attribute], value }] }];
  }
  // Every attribute has its key, so that a later mark of another one finds its place, and tables keep their columns.
  const mark = Object.fromEntries(pool.attributes.map(({ name }) => [name, name === attribute ? value : null]));
  return [{ row: 0, cells: [{ kind: 'append', path: [pool.column], value: mark }] }];
}
