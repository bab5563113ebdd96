import { beforeAll, describe, expect, it } from 'vitest';
import { readModelFolder, type ModelFolder } from '../../src/inference/modelFolder.js';
import { encodeEnds } from '../../src/inference/ends.js';
import { inputEncoder } from '../../src/inference/tokenizer.js';
import { plainReward, tinyReward } from '../support/models.js';

let model: ModelFolder;
let idOf: (token: string) => number;

beforeAll(async () => {
  model = await readModelFolder(tinyReward);
  const { vocab } = (model.tokenizer as { model: { vocab: Record<string, number> } }).model;
  idOf = (token) => vocab[token]!;
});

describe('inputEncoder', () => {
  it('reads [CLS] prompt [SEP] response [SEP], every turn behind its label', () => {
    const prompt = [{ role: 'user', text: '  is the answer good? ' }, { role: 'assistant', text: 'the bad' }];
    const { ids, types } = inputEncoder(model)({ prompt, response: '\n the answer is a ' });
    const first = ['[CLS]', 'human', ':', 'is', 'the', 'answer', 'good', '?', 'assistant', ':', 'the', 'bad', '[SEP]'];
    const second = ['the', 'answer', 'is', 'a', '[SEP]'];
    expect(ids).toEqual([...first, ...second].map(idOf));
    expect(types).toEqual([...first.map(() => 0), ...second.map(() => 1)]);
  });

  it('cuts to the length of the model and keeps the end of the response', () => {
    const response = `good ${'bad '.repeat(500)}answer`;
    const { ids, types } = inputEncoder(model)({ prompt: [{ role: 'user', text: 'question '.repeat(100) }], response });
    expect(ids.length).toBe(model.rules.maxLength);
    expect(types.filter((type) => type === 0).length).toBe(model.rules.promptFloor + 2);
    const second = ids.slice(model.rules.promptFloor + 2);
    expect([second[0], second.at(-2), second.at(-1)]).toEqual(['good', 'answer', '[SEP]'].map(idOf));
  });

  it('reads an empty response and an empty prompt', () => {
    expect(inputEncoder(model)({ prompt: [], response: '' }).ids).toEqual(['[CLS]', '[SEP]', '[SEP]'].map(idOf));
  });

  it('gives a role it does not know the label of the user', () => {
    const encode = inputEncoder(model);
    const of = (role: string) => encode({ prompt: [{ role, text: 'good' }], response: 'a' }).ids;
    expect(of('prompter')).toEqual(of('user'));
  });

  it('puts no label before the turns of a model that names none', async () => {
    const { ids } = inputEncoder(await readModelFolder(plainReward))({ prompt: [{ role: 'user', text: 'good' }], response: 'bad' });
    expect(ids).toEqual(['[CLS]', 'good', '[SEP]', 'bad', '[SEP]'].map(idOf));
  });
});

describe('encodeEnds', () => {
  const encode = (text: string) => text.split(/\s+/).filter(Boolean).map((word) => word.length);

  it('gives the ends of a very long text the tokens that the whole has there', () => {
    const text = Array.from({ length: 40_000 }, (_, i) => 'x'.repeat(1 + (i % 17))).join(' ');
    const all = encode(text);
    const ends = encodeEnds(text, 509, encode);
    expect(ends.length).toBeLessThan(all.length);
    expect(ends.slice(0, 509)).toEqual(all.slice(0, 509));
    expect(ends.slice(-509)).toEqual(all.slice(-509));
  });

  it('reads all of a long text that has few tokens at its ends', () => {
    const text = `${'x'.repeat(50_000)} a b c ${'y'.repeat(50_000)}`;
    expect(encodeEnds(text, 509, encode)).toEqual([50_000, 1, 1, 1, 50_000]);
  });
});
