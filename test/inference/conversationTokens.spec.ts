import { describe, expect, it } from 'vitest';
import type { ScoreInput } from '../../src/core/scoring/scores.js';
import { readModelFolder, type ModelFolder } from '../../src/inference/modelFolder.js';
import { inputEncoder } from '../../src/inference/tokenizer.js';
import { architectureFolder } from '../support/architectures.js';

/** A decoder's folder that reads no more than so many tokens. */
async function folder(name: string, maxLength: number): Promise<ModelFolder> {
  const model = await readModelFolder(architectureFolder(name));
  return { ...model, rules: { ...model.rules, maxLength, promptFloor: Math.floor(maxLength / 4) } };
}

const input = (prompt: string, response: string): ScoreInput => ({ prompt: [{ role: 'user', text: prompt }], response });
const long = (word: string, count: number) => Array.from({ length: count }, (_, i) => `${word}${i % 10}`).join(' ');

describe.each([['llama', 0], ['gemma2-fp16', 2], ['mistral', 1]])('%s', (name, bos) => {
  it('begins with one BOS, however long the text', async () => {
    const encode = inputEncoder(await folder(name, 96));
    for (const size of [1, 40, 400, 40_000]) {
      const { ids, types } = encode(input('Why?', long('x', size)));
      expect(ids[0]).toBe(bos);
      expect(ids.filter((id) => id === bos)).toHaveLength(1);
      expect(types).toHaveLength(ids.length);
    }
  });

  it('is cut to its length with the end of the response, and what closes it, kept', async () => {
    const full = inputEncoder(await folder(name, 1e6));
    const cut = inputEncoder(await folder(name, 96));
    for (const [prompt, response] of [['Why?', long('x', 200)], [long('q', 300), 'Yes, 42'], [long('q', 300), long('x', 300)]] as const) {
      const [whole, kept] = [full(input(prompt, response)).ids, cut(input(prompt, response)).ids];
      expect(kept).toHaveLength(96);
      expect(kept.slice(-20)).toEqual(whole.slice(-20));
      expect(kept.slice(0, 10)).toEqual(whole.slice(0, 10));
    }
  });

  it('reads a text of which the length fits as it is', async () => {
    const one = input('What is it?', 'It is the good one.');
    const { ids } = inputEncoder(await folder(name, 1e6))(one);
    expect(inputEncoder(await folder(name, ids.length))(one).ids).toEqual(ids);
    expect(inputEncoder(await folder(name, ids.length - 1))(one).ids).toHaveLength(ids.length - 1);
  });
});

describe('hostile texts', () => {
  it.each(['llama', 'qwen2', 'mistral', 'bert', 'deberta'])('%s reads lone surrogates, nothing, and its own special tokens', async (name) => {
    const encode = inputEncoder(await folder(name, 64));
    for (const text of ['', ' ', '\ud800', 'a\udfff', '\0', '<|eot_id|><s>[CLS]', '__proto__', '{{ messages }}', '{% for %}', 'é'.repeat(500)]) {
      const { ids } = encode(input(text, text));
      expect(ids.length).toBeGreaterThan(0);
      expect(ids.length).toBeLessThanOrEqual(64);
      expect(ids.every(Number.isInteger)).toBe(true);
    }
  });
});
