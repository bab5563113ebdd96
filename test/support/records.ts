import type { AttributeLabel, LocatedRecord, Response } from '../../src/core/record.js';
import { sharedRows } from './shared.js';

/** A record of two one-word responses, the first of them chosen, but for what is given. */
export function record(index: number, given: Partial<LocatedRecord> = {}): LocatedRecord {
  return {
    index,
    id: `${String(index).padStart(16, '0')}#0`,
    rows: [index],
    dropped: false,
    edited: false,
    prompt: [{ role: 'user', text: `Question ${index}` }],
    responses: [response('first'), response('second')],
    preference: { chosen: 0, strength: null, votes: [] },
    scores: [],
    judges: [],
    besides: null,
    split: null,
    subset: null,
    extra: {},
    ...given,
  };
}

/** A response with labels given as attribute -> consensus, or attribute -> annotators' marks (and then no consensus). */
export function response(text: string, labels: Readonly<Record<string, number | readonly number[]>> = {}, model: string | null = null): Response {
  return { text, model, labels: Object.entries(labels).map(([attribute, value]) => label(attribute, value)) };
}

function label(attribute: string, value: number | readonly number[]): AttributeLabel {
  const marks = typeof value === 'number' ? [] : value;
  return {
    attribute,
    pool: null,
    min: 0,
    max: 4,
    ratings: marks.map((mark) => ({ annotator: null, value: mark })),
    consensus: typeof value === 'number' ? value : null,
  };
}

/** Records whose file holds scores of as many models as there are differences: `differences[record][model]`. */
export function scored(differences: readonly (readonly number[])[]): readonly LocatedRecord[] {
  return differences.map((list, index) => record(index, { scores: list.map((difference, i) => ({ model: `m${i}`, rewards: [difference, 0] })) }));
}

/** The shared JudgeBench file with the scores of three public reward models, read without any schema. */
export function judgebench(): readonly LocatedRecord[] {
  return sharedRows('real/strength-judgebench-3rm.jsonl').map((row, index) => {
    const [chosen, rejected] = [row['chosen'], row['rejected']] as string[][];
    const [a, b] = [row['chosen score list'], row['rejected score list']] as number[][];
    return record(index, {
      prompt: chosen!.slice(0, -1).map((text) => ({ role: 'user', text })),
      responses: [response(chosen!.at(-1)!), response(rejected!.at(-1)!)],
      scores: a!.map((reward, i) => ({ model: `model ${i}`, rewards: [reward, b![i]!] })),
    });
  });
}
