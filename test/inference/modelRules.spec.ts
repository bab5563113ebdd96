import { describe, expect, it } from 'vitest';
import { rulesOf, type ModelFiles } from '../../src/inference/modelRules.js';

const rules = (config: object, rest: Partial<ModelFiles> = {}) =>
  rulesOf({ config: config as ModelFiles['config'], tokenizer: {}, tokenizerConfig: {}, reward: null, chatTemplate: null, ...rest });

describe('labels', () => {
  it('of which there are several are attributes', () => {
    const { members, attributes, maxLength } = rules({ num_labels: 2, id2label: { 0: 'helpfulness', 1: 'toxicity' } }, { tokenizerConfig: { model_max_length: 1e30 } });
    expect(members).toBe(0);
    expect(attributes.map((attribute) => attribute.name)).toEqual(['helpfulness', 'toxicity']);
    expect(maxLength).toBe(512);
  });

  it('are in the order of their numbers', () => {
    const id2label = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [String(11 - i), `n${11 - i}`]));
    expect(rules({ id2label }).attributes.map(({ name }) => name)).toEqual(Array.from({ length: 12 }, (_, i) => `n${i}`));
  });

  it('that Hugging Face leaves out of a config are two', () => {
    expect(rules({ architectures: ['BertForSequenceClassification'] }).attributes.map(({ name }) => name)).toEqual(['LABEL_0', 'LABEL_1']);
    expect(() => rules({})).toThrow('not a reward model');
  });

  it('are members of one reward where reward.json says so', () => {
    expect(rules({ num_labels: 3 }, { reward: { members: 3, scale: 2 } })).toMatchObject({ members: 3, scale: 2, attributes: [], outputs: { rewards: 'logits', attributes: null } });
  });
});

describe('lengths', () => {
  const one = { num_labels: 1 };
  it.each([
    [{ ...one, model_type: 'bert', max_position_embeddings: 512 }, {}, 512],
    // RoBERTa's positions begin after its padding's id.
    [{ ...one, model_type: 'roberta', max_position_embeddings: 514, pad_token_id: 1 }, { model_max_length: 1e30 }, 512],
    [{ ...one, model_type: 'gpt2', n_positions: 1024 }, { model_max_length: 1e30 }, 1024],
    [{ ...one, model_type: 'qwen2', max_position_embeddings: 32768 }, { model_max_length: 131072 }, 4096],
    [{ ...one, model_type: 'modernbert', max_position_embeddings: 8192 }, { model_max_length: 1024 }, 1024],
  ])('of %j with %j: %i', (config, tokenizerConfig, length) => {
    expect(rules(config, { tokenizerConfig }).maxLength).toBe(length);
  });

  it('may be longer where reward.json asks, within the positions', () => {
    const config = { ...one, model_type: 'llama', max_position_embeddings: 8192 };
    expect(rules(config, { reward: { maxLength: 6000 } }).maxLength).toBe(6000);
    expect(rules(config, { reward: { maxLength: 60000 } }).maxLength).toBe(8192);
  });
});

describe('padding', () => {
  const tokenizer = { added_tokens: [{ id: 7, content: '<pad>' }], model: { vocab: { '</s>': 2 } } };
  const one = { num_labels: 1, model_type: 'llama' };

  it('is what the config names, by which an exported decoder finds its last token', () => {
    expect(rules({ ...one, pad_token_id: 5 }, { tokenizer, tokenizerConfig: { pad_token: '<pad>' } })).toMatchObject({ padId: 5, paddingSide: 'right' });
    expect(rules({ ...one, pad_token_id: 5 }, { tokenizerConfig: { padding_side: 'left' } })).toMatchObject({ padId: 5, paddingSide: 'left' });
  });

  it("is the tokenizer's, else the end, where the config names none: then the last column is read", () => {
    expect(rules(one, { tokenizer, tokenizerConfig: { pad_token: { content: '<pad>' }, eos_token: '</s>' } })).toMatchObject({ padId: 7, paddingSide: 'left' });
    expect(rules(one, { tokenizer, tokenizerConfig: { eos_token: '</s>' } })).toMatchObject({ padId: 2, paddingSide: 'left' });
    expect(rules({ ...one, eos_token_id: [9, 4] })).toMatchObject({ padId: 9 });
  });

  it('of an encoder is on the right', () => {
    expect(rules({ num_labels: 1, model_type: 'bert' }, { tokenizerConfig: { padding_side: 'left' } }).paddingSide).toBe('right');
  });
});

describe('the form of inputs', () => {
  it('is a pair for encoders, a conversation for decoders with a template, else one text', () => {
    const form = (model_type: string, chatTemplate: string | null) => rules({ num_labels: 1, model_type }, { chatTemplate }).form;
    expect([form('bert', 'x'), form('modernbert', null), form('gemma2', 'x'), form('mistral', null), form('new-one', 'x'), form('new-one', null)]).toEqual(['pair', 'pair', 'chat', 'text', 'chat', 'pair']);
  });
});
