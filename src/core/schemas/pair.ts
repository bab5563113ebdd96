import type { AttributeLabel, FileScore, PreferenceRecord, Turn } from '../record.js';
import { flipEdit } from './chosenRejected.js';
import { kind, numberOrNull, others, textOrNull } from './fields.js';
import { RowError, type Row, type Schema } from './schema.js';

const SIDES = ['chosen', 'rejected'] as const;
/** Ratings that a judge gave each side (UltraFeedback), on a scale up to 10. */
const RATINGS = [
  ['score_chosen', 'score_rejected'],
  ['chosen_score', 'rejected_score'],
  ['chosen_rating', 'rejected_rating'],
] as const;
const RATING_MAX = 10;
/** A reward model's outputs for each side. */
const REWARDS = [
  ['chosen_reward', 'rejected_reward'],
  ['reward_chosen', 'reward_rejected'],
] as const;
const MODELS = ['chosen_model', 'rejected_model'] as const;
const USED = new Set<string>(['prompt', 'split', 'subset', ...SIDES, ...MODELS, ...RATINGS.flat(), ...REWARDS.flat()]);

/** prompt, chosen, rejected (TRL, UltraFeedback): strings or message lists, with any score columns beside them or in `metadata`. */
export const pair: Schema = {
  name: 'pair',
  chosenFirst: true,
  block: 1,

  detect(sample) {
    const fits = sample.filter((row) => 'prompt' in row && SIDES.every((side) => turnsOf(row[side]) !== null));
    if (fits.length === 0) return null;
    return {
      confidence: (0.9 * fits.length) / sample.length,
      reason: `prompt, chosen and rejected as text or messages in ${fits.length} of the first ${sample.length} rows`,
    };
  },

  check(row) {
    read(row);
  },

  record([row]): PreferenceRecord {
    const source = row as Row;
    const { prompt, responses } = read(source);
    const columns = { ...nested(source), ...source };
    return {
      prompt,
      responses: responses.map((text, i) => ({ text, model: textOrNull(source[MODELS[i as 0 | 1]]), labels: labels(columns, i as 0 | 1) })),
      preference: { chosen: 0, strength: null, votes: [] },
      scores: rewards(columns),
      judges: [],
      split: textOrNull(source['split']),
      subset: textOrNull(source['subset']),
      extra: others(source, USED),
    };
  },

  edit: ([row], operation) => flipEdit(row as Row, operation),
};

function read(row: Row): { prompt: Turn[]; responses: string[] } {
  const given = turnsOf(row['prompt'], 'user');
  if (!given) throw new RowError(`column prompt is ${kind(row['prompt'])}, not text or messages`);
  let before: Turn[] = [];
  const responses = SIDES.map((side) => {
    const turns = turnsOf(row[side]);
    const last = turns?.at(-1);
    if (!turns || !last) throw new RowError(`column ${side} is ${kind(row[side])}, not text or messages`);
    before = turns.slice(0, -1);
    return last.text;
  });
  // Message lists may hold the whole talk, the prompt included.
  return { prompt: before.length > 0 ? before : given, responses };
}

function turnsOf(value: unknown, role = 'assistant'): Turn[] | null {
  if (typeof value === 'string') return [{ role, text: value }];
  if (!Array.isArray(value) || value.length === 0) return null;
  const turns = value.map((item: unknown) => message(item));
  return turns.every((turn) => turn !== null) ? turns : null;
}

function message(item: unknown): Turn | null {
  if (item === null || typeof item !== 'object') return null;
  const { role, content } = item as Row;
  return typeof role === 'string' && typeof content === 'string' ? { role, text: content } : null;
}

function nested(row: Row): Row {
  const metadata = row['metadata'];
  return metadata !== null && typeof metadata === 'object' && !Array.isArray(metadata) ? (metadata as Row) : {};
}

function labels(columns: Row, side: 0 | 1): AttributeLabel[] {
  const rating = RATINGS.find((names) => names.every((name) => numberOrNull(columns[name]) !== null));
  if (!rating) return [];
  const value = columns[rating[side]] as number;
  const max = Math.max(RATING_MAX, value);
  return [{ attribute: 'score', min: Math.min(0, value), max, ratings: [{ annotator: 'judge', value }], consensus: value }];
}

function rewards(columns: Row): FileScore[] {
  return REWARDS.filter((names) => names.every((name) => numberOrNull(columns[name]) !== null)).map((names) => ({
    model: 'reward',
    rewards: names.map((name) => numberOrNull(columns[name])),
  }));
}
