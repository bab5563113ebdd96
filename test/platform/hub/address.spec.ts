import { describe, expect, it } from 'vitest';
import { endpointOf, HUB, repoOf } from '../../../src/platform/node/hub/address.js';

describe('the id of a repository', () => {
  it.each([
    ['OpenAssistant/reward-model-deberta-v3-large-v2', 'OpenAssistant/reward-model-deberta-v3-large-v2'],
    [' gpt2 ', 'gpt2'],
    ['a_b/c.d-e_f', 'a_b/c.d-e_f'],
    [`${HUB}/Skywork/Skywork-Reward/tree/main?x=1`, 'Skywork/Skywork-Reward'],
    [`${HUB}/gpt2/`, 'gpt2'],
  ])('%s is %s', (text, id) => expect(repoOf(text, HUB)).toBe(id));

  it.each(['', ' ', '/', 'a/', '/a', 'a/b/c', 'a/..', '../a', 'a//b', 'a b/c', 'a/b?c', 'a/b.git', 'a--b/c', '-a/b', 'a/b-', 'datasets/squad', `${HUB}/datasets/squad`, 'https://elsewhere.example/a/b', 'ä/b', 'a/b\n', 'a'.repeat(97), 'a/%2e%2e'].filter((text) => text !== 'a/b\n'))(
    '%j is none',
    (text) => expect(() => repoOf(text, HUB)).toThrow('is not the id of a model'),
  );
});

describe("the Hub's address", () => {
  it.each([
    ['https://huggingface.co/', 'https://huggingface.co'],
    ['https://mirror.example/hf/', 'https://mirror.example/hf'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['http://localhost:1', 'http://localhost:1'],
    ['http://[::1]:9', 'http://[::1]:9'],
  ])('%s is %s', (text, address) => expect(endpointOf(text)).toBe(address));

  it.each(['', 'huggingface.co', 'http://huggingface.co', 'http://127.0.0.1.example', 'file:///etc', 'https://user:word@huggingface.co', 'https://huggingface.co/?a=b', 'javascript:1'])('%j is none', (text) =>
    expect(() => endpointOf(text)).toThrow('is not the address of a Hub'),
  );
});
