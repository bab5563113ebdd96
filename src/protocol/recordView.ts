import { t } from '@vscode/l10n';
import type { LocatedRecord, Preference, Response } from '../core/record.js';
import { isSplit } from '../core/agreement/spread.js';
import { predictionSd } from '../core/query/columns/predicted.js';
import { queueReasons } from '../core/query/reasons.js';
import { ensembleOf, flagsOf, rewardOf } from '../core/query/summaries.js';
import { strengthsOf } from '../core/query/strengths.js';
import type { RecordTable } from '../core/query/table.js';
import { HELPSTEER_MAX, HELPSTEER_MIN } from '../core/schemas/helpsteerRatings.js';
import type { Schema } from '../core/schemas/schema.js';
import type { AttributeView, EnsembleView, RecordView, ResponseView } from './views/record.js';

/** Most characters of another column that are shown. */
const EXTRA_CHARACTERS = 2000;
/** The scale of attributes that only a model speaks of: HelpSteer's. */
const MODEL_SCALE = { min: HELPSTEER_MIN, max: HELPSTEER_MAX };

const STRENGTH_MAX = 3;

/** A record and its numbers as the page shows them; `edits` says what the file can take. */
export function recordView(record: LocatedRecord, table: RecordTable, { edits: all }: Pick<Schema, 'edits'>): RecordView {
  // Without a preference, and without a pair apart, there is nothing to flip.
  const edits = record.preference === null && record.besides === null ? all.filter((kind) => kind !== 'flip') : all;
  const { index, preference } = record;
  const preferred = table.pair(index)?.[0] ?? null;
  const stated = preference !== null;
  const chosen = stated ? preference.chosen : preferred;
  return {
    index,
    id: record.id,
    rows: record.rows.map((row) => row + 1),
    prompt: record.prompt,
    responses: record.responses.map((response, k) => responseView(response, k, index, table, chosen === k, edits.includes('set'))),
    preference: {
      chosen: chosen === null ? null : chosen + 1,
      strength: preference?.strength ?? null,
      strengthMax: strengthMax(preference),
      votes: preference?.votes ?? [],
      judges: record.judges,
      derived: !stated,
      edits,
    },
    ensemble: ensembleView(table, index),
    pWrong: numberOrNull(table.columns.pWrong.get(index)),
    queue: queueReasons(table, index),
    flags: flagsOf(table, index),
    besides: record.besides && {
      chosen: besideView(record.besides.chosen, 1),
      rejected: besideView(record.besides.rejected, 2),
    },
    split: record.split,
    subset: record.subset,
    extra: Object.entries(record.extra).map(([name, value]) => ({ name, text: shown(value) })),
    edited: record.edited,
    dropped: record.dropped,
    state: table.reviews.state(index),
    note: table.reviews.note(index),
  };
}

/** The models' verdict, as strengths too where the file has them. */
function ensembleView(table: RecordTable, index: number): EnsembleView | null {
  const ensemble = ensembleOf(table, index);
  const strengths = ensemble && strengthsOf(table, ensemble);
  return strengths ? { ...ensemble, strengths } : ensemble;
}

/** HelpSteer's scale ends at 3; a file that goes further has another. */
function strengthMax(preference: Preference | null): number {
  const seen = [preference?.strength ?? 0, ...(preference?.votes ?? []).map(({ strength }) => strength)];
  return Math.ceil(seen.reduce((most, value) => Math.max(most, Math.abs(value)), STRENGTH_MAX));
}

function responseView(
  { text, model, labels }: Response,
  k: number,
  index: number,
  table: RecordTable,
  preferred: boolean,
  editable: boolean,
): ResponseView {
  const reward = rewardOf(table, index, k);
  const predictions = predictionsOf(table, index, k);
  const labelled = labels.map((label, i): AttributeView => ({
    name: label.attribute,
    pool: label.pool,
    min: label.min,
    max: label.max,
    marks: label.ratings,
    label: label.consensus,
    predicted: predictions.get(label.attribute) ?? null,
    split: isSplit(label, table.judging.thresholds.spreadShare),
    // Where pools keep marks apart, an edit goes to the first that has the attribute.
    editable: editable && labels.findIndex(({ attribute }) => attribute === label.attribute) === i,
  }));
  for (const { attribute } of labels) predictions.delete(attribute);
  const predictedOnly = [...predictions].map(([name, predicted]): AttributeView => {
    return { name, pool: null, ...MODEL_SCALE, marks: [], label: null, predicted, split: false, editable: false };
  });
  return { number: k + 1, text, model, preferred, words: wordsIn(text), reward, attributes: [...labelled, ...predictedOnly] };
}

/** A response that nothing is known of but its text and model. */
function besideView({ text, model }: Response, number: number): ResponseView {
  return { number, text, model, preferred: number === 1, words: wordsIn(text), reward: null, attributes: [] };
}

function wordsIn(text: string): number {
  return text.split(/\s+/).filter(Boolean).length;
}

/** The model's predictions of one response (k from 0; the table keeps those of the first two). */
function predictionsOf(table: RecordTable, index: number, k: number): Map<string, { mean: number; sd: number }> {
  const found = new Map<string, { mean: number; sd: number }>();
  for (const columns of k < 2 ? table.attributes.all : []) {
    const mean = columns.predicted[k as 0 | 1].get(index);
    if (!Number.isNaN(mean)) found.set(columns.attribute, { mean, sd: predictionSd(columns, index, k as 0 | 1, table.attributes.predictedOnFileScale) });
  }
  return found;
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : jsonText(value);
  return text.length > EXTRA_CHARACTERS ? t('{0}… ({1} characters)', text.slice(0, EXTRA_CHARACTERS), text.length) : text;
}

function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return t('(nested too deeply to be shown)');
  }
}

function numberOrNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
