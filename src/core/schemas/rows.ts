import { t } from '@vscode/l10n';
import { EditError } from '../edits.js';
import type { PreferenceRecord, Turn } from '../record.js';
import { others, textOrNull } from './fields.js';
import type { Row, Schema } from './schema.js';

/** A text shorter than this that has no space in it is an id or a code, not something to read. */
const READABLE = 40;
/** Columns shown as text; a hostile row may have any number. */
const MOST = 20;
const MOST_KEYS = 1_000;
/** Rows that are looked at for columns to show. */
const SAMPLE = 100;

/** Any file: each row a record whose texts are read and searched, without responses or labels. The last resort; it never fails. */
export const rows: Schema = schemaOf(new Set());

function schemaOf(fitted: ReadonlySet<string>): Schema {
  return {
    name: 'rows',
    chosenFirst: false,
    edits: [],
    grouping: { kind: 'row' },
    fit: (sample) => schemaOf(new Set(sample.slice(0, SAMPLE).flatMap((row) => Object.keys(row).slice(0, MOST_KEYS).filter((column) => isReadable(row[column]))))),

    detect(sample) {
      return { confidence: 0.1, reason: t('no other schema fits its columns ({0}): rows are shown as they are', columnsOf(sample)) };
    },

    check() {},

    record([row]): PreferenceRecord {
      const source = row ?? {};
      const shown = shownColumns(source, fitted);
      return {
        prompt: shown.length > 0 ? shown.map((column): Turn => ({ role: column, text: source[column] as string })) : [{ role: 'row', text: json(source) }],
        responses: [],
        preference: null,
        scores: [],
        judges: [],
        besides: null,
        split: textOrNull(source['split']),
        subset: null,
        extra: others(source, new Set(typeof source['split'] === 'string' ? [...shown, 'split'] : shown)),
      };
    },

    edit() {
      throw new EditError(t('no schema fits this file, so its labels cannot be told from other columns: map its columns, or name a schema'));
    },
  };
}

function columnsOf(sample: readonly Row[]): string {
  const columns = [...new Set(sample.slice(0, SAMPLE).flatMap((row) => Object.keys(row).slice(0, MOST).map((column) => column.slice(0, 60))))];
  if (columns.length === 0) return t('there are none');
  return columns.length <= MOST ? columns.join(', ') : `${columns.slice(0, MOST).join(', ')} …`;
}

/** Columns whose texts are to be read in some row of the sample, or in this one; where there are none, all texts. */
function shownColumns(row: Row, fitted: ReadonlySet<string>): string[] {
  const texts = Object.keys(row).filter((column) => typeof row[column] === 'string' && column !== 'split');
  const long = texts.filter((column) => fitted.has(column) || isReadable(row[column]));
  return (long.length > 0 ? long : texts).slice(0, MOST);
}

function isReadable(value: unknown): boolean {
  return typeof value === 'string' && (value.length >= READABLE || /\S\s+\S/.test(value));
}

/** The row as JSON, so that rows that differ have different records; of one nested too deeply to be written the columns. */
function json(row: Row): string {
  try {
    return JSON.stringify(row, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
  } catch {
    return Object.keys(row).join(', ');
  }
}
