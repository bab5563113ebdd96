/** Files whose every text is a payload of the corpus: one each, or many a record. */
import { keyed, payloads } from './corpus.js';

/** A payload in every place of a pair that holds text. */
export const pairs = payloads.map((text, i) => keyed([
  ['prompt', [{ role: text, content: `${text}\n\n${text}` }]],
  ['chosen', [{ role: 'assistant', content: text }]],
  ['rejected', [{ role: 'assistant', content: `${text} ${i}` }]],
  ['chosen_model', text], ['rejected_model', text], ['subset', text], ['source', text], [`${text} ${i}`, text],
]));

/** Annotators, models and words of the annotators. */
export const votes = payloads.map((text, i) => ({
  domain: text, language: text, context: [{ role: 'user', content: text }], response1: text, response2: `${text} ${i}`, overall_preference: 1,
  individual_preference: [{ score: 1, annotator: text, reasoning: text, feedback1: text, feedback2: text }],
}));

/** One annotator's mark of a response each. */
export const ratings = payloads.flatMap((text, i) => [0, 1].map((a) => ({ prompt: `${text} ${i}`, response: text, model: text, annotator_id: `${text} ${a}`, overall: 1 + ((i + a) % 5) })));

/** So many attributes a list of annotations may have, and so many are shown of a record here. */
const ATTRIBUTES = 40;

/** Attributes, in lists that are named by payloads too; a record's columns are its own. */
export const attributes = parts(payloads, ATTRIBUTES).map((names, i) => keyed([
  ['id', `s${i}`], ['text', 'source'], ['decoded', `summary ${i}`], ['model_id', 'm'],
  [`${payloads[i]} annotations`, [1, 2].map((mark) => keyed(names.map((name) => [name, mark])))],
]));

/** Lists of annotations, each named by a payload, with one attribute of that name, marked by two annotators of such names. */
export function annotated(texts: readonly string[]): readonly unknown[] {
  const who = (i: number): string => texts[i % texts.length]!;
  return [0, 1, 2].map((row) => keyed([
    ['id', `s${row}`], ['text', 'source'], ['decoded', `summary ${row}`], ['model_id', who(row)], ['domain', who(row)],
    ...texts.map((text, i) => [`${text} annotations`, [0, 1].map((a) => ({ worker: who(2 * i + a), ...keyed([[text, 1 + ((row + i + a) % 4)]]) }))] as const),
  ]));
}

/** Pairs of generators, in subsets, with scores of reward models; all of them named by payloads. */
export function scored(texts: readonly string[]): readonly unknown[] {
  return texts.map((text, i) => keyed([
    ['prompt', text], ['chosen', `${text} ${i}`], ['rejected', text], ['subset', text], ['chosen_model', text], ['rejected_model', texts[(i + 1) % texts.length]],
    ...texts.flatMap((model, m) => [[`chosen ${model} reward`, Math.sin(7 * i + m) + 0.3], [`rejected ${model} reward`, Math.cos(5 * i - m)]] as const),
  ]));
}

/** Runs of so many, the last one shorter. */
export function parts<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(size * i, size * (i + 1)));
}

/** The longest run of a payload that is shown as it is anywhere: its plain letters and signs, and of those the first. */
export function plain(payload: string): string {
  const [longest = ''] = payload.split(/[^\x21-\x7e ]+/).sort((a, b) => b.length - a.length);
  return longest.slice(0, 80).replace(/ +/g, ' ').trim();
}

/** Payloads that a text does not hold. */
export function missing(all: readonly string[], text: string): readonly string[] {
  const said = text.replace(/\s+/g, ' ');
  return all.filter((payload) => !said.includes(plain(payload)));
}
