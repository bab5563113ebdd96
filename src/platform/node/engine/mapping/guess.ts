import { guessScale } from '../../../../core/schemas/scales.js';
import type { Row } from '../../../../core/schemas/schema.js';

const PROMPT = /^(prompt|question|instruction|query|user_query|input|post|context|conversation|problem|text)$/i;
const RESPONSE = /^(response|completion|output|answer|generation|continuation|summary|reply|chatgpt_response|decoded|candidate)$/i;
const NUMBERED = /^(.*(?:response|completion|output|answer|generation|continuation|summary|candidate|text)[_ -]?)([0-9]{1,3}|[a-zA-Z])$/i;
const LISTED = /^(responses|completions|outputs|answers|generations|candidates|summaries)$/i;
const LABEL = /^(label|preference|preferred|winner|choice|better|best|human_preference|overall_preference)$/i;
const SUBSET = /^(subset|source|category|domain|task|dataset)$/i;
/** What files write for the first response, for the second, and for neither. */
const MEANINGS: readonly (readonly [RegExp, 0 | 1 | 2])[] = [
  [/^(1|a|first|model_a|response_?1|response_?a|a>+b|left)$/i, 1],
  [/^(2|b|second|model_b|response_?2|response_?b|b>+a|a<+b|right)$/i, 2],
  [/^(0|tie|both|same|equal|draw|a=+b|neither|tie \(both ?bad\))$/i, 0],
];

type Guess = Record<string, unknown>;

/** A first guess at a mapping, from the names and values of a sample's columns; every guess is a path that the sample has. */
export function guessMapping(sample: readonly Row[]): string {
  const names = [...new Set(sample.flatMap((row) => Object.keys(row)))];
  const guess: Guess = {};
  const prompt = names.find((name) => PROMPT.test(name) && textual(sample, name)) ?? names.find((name) => textual(sample, name));
  if (prompt !== undefined) guess['prompt'] = pointer(prompt);
  Object.assign(guess, responsesIn(names, sample, prompt));
  const several = Array.isArray(guess['responses']) || /\*/.test(String(guess['responses'] ?? ''));
  const label = several ? preferenceIn(names, sample) : null;
  if (label) guess['preference'] = label;
  const labels = several || guess['chosen'] !== undefined ? {} : labelsIn(names, sample);
  if (Object.keys(labels).length > 0) guess['labels'] = labels;
  const model = names.find((name) => /^(model|response_model|model_id|generator)$/i.test(name) && textual(sample, name));
  if (model !== undefined && model !== prompt) guess['models'] = pointer(model);
  for (const [key, pattern] of [['subset', SUBSET], ['split', /^split$/i]] as const) {
    const name = names.find((each) => pattern.test(each) && each !== prompt && textual(sample, each));
    if (name !== undefined) guess[key] = pointer(name);
  }
  return `${JSON.stringify(guess, null, 2)}\n`;
}

function responsesIn(names: readonly string[], sample: readonly Row[], prompt: string | undefined): Guess {
  const side = (name: string) => names.find((each) => each.toLowerCase() === name);
  const [chosen, rejected] = [side('chosen'), side('rejected')];
  if (chosen !== undefined && rejected !== undefined) return { chosen: elements(chosen, sample), rejected: elements(rejected, sample) };
  const listed = names.find((name) => LISTED.test(name) && sample.some((row) => Array.isArray(row[name])));
  if (listed !== undefined) return { responses: elements(listed, sample) };
  const numbered = names.filter((name) => NUMBERED.test(name) && name !== prompt && textual(sample, name));
  const stem = NUMBERED.exec(numbered[0] ?? '')?.[1] ?? '';
  const alike = numbered.filter((name) => NUMBERED.exec(name)?.[1] === stem);
  if (alike.length >= 2) return { responses: `${pointer(stem)}*` };
  const one = names.find((name) => RESPONSE.test(name) && name !== prompt && textual(sample, name)) ?? names.find((name) => name !== prompt && textual(sample, name));
  return { responses: one === undefined ? '/response' : pointer(one) };
}

/** A list's items: texts, or the texts of its objects. Lists of messages are one response. */
function elements(name: string, sample: readonly Row[]): string {
  const list = sample.map((row) => row[name]).find((value) => Array.isArray(value) && value.length > 0) as unknown[] | undefined;
  const item = list?.[0];
  if (list === undefined || (item !== null && typeof item === 'object' && 'role' in item)) return pointer(name);
  if (item === null || typeof item !== 'object') return `${pointer(name)}/*`;
  const text = Object.entries(item).find(([key, value]) => typeof value === 'string' && /text|response|content|output|answer/i.test(key)) ?? Object.entries(item).find(([, value]) => typeof value === 'string');
  return text ? `${pointer(name)}/*${pointer(text[0])}` : pointer(name);
}

function preferenceIn(names: readonly string[], sample: readonly Row[]): Guess | null {
  for (const name of names.filter((each) => LABEL.test(each))) {
    const seen = [...new Set(sample.map((row) => row[name]).filter((value) => value !== null && value !== undefined).map(String))];
    const values = seen.map((value) => [value, MEANINGS.find(([pattern]) => pattern.test(value))?.[1]] as const);
    if (seen.length > 0 && values.every(([, meaning]) => meaning !== undefined)) return { path: pointer(name), values: Object.fromEntries(values) };
  }
  return null;
}

function labelsIn(names: readonly string[], sample: readonly Row[]): Guess {
  const found = names.flatMap((name): [string, unknown][] => {
    const values = sample.map((row) => row[name]).filter((value) => value !== null && value !== undefined);
    if (/(^|_)(id|index|idx|length|words|tokens|count|time|seed)$/i.test(name) || values.length === 0 || !values.every((value) => typeof value === 'number')) return [];
    const scale = guessScale(values as number[]);
    return scale ? [[name, { path: pointer(name), scale: `${scale.min}..${scale.max}` }]] : [];
  });
  return Object.fromEntries(found.slice(0, 20));
}

function textual(sample: readonly Row[], name: string): boolean {
  const values = sample.map((row) => row[name]).filter((value) => value !== null && value !== undefined);
  return values.length > 0 && values.every((value) => typeof value === 'string' || (Array.isArray(value) && value.every((each) => each !== null && typeof each === 'object' && ('role' in each || 'from' in each))));
}

function pointer(name: string): string {
  return `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
