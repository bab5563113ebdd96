import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ScoreInput } from '../../src/core/scoring/scores.js';
import { readModelFolder } from '../../src/inference/modelFolder.js';
import { rememberingHead } from '../../src/inference/sharedHead.js';
import { inputEncoder } from '../../src/inference/tokenizer.js';
import { architectureFolder, architectures } from '../support/architectures.js';

const tokens = (...contents: (string | object)[]) => ({ added_tokens: contents.map((one) => (typeof one === 'string' ? { content: one, normalized: false } : one)), normalizer: null });
/** A tokenizer of characters, that keeps whole what `added` names; counts what it reads. */
function characters(added: readonly string[], odd = false) {
  const read: number[] = [];
  const encode = (text: string) => {
    read.push(text.length);
    const ids: number[] = [];
    for (let i = 0; i < text.length; ) {
      const token = added.find((one) => text.startsWith(one, i));
      ids.push(token ? -1 - added.indexOf(token) : text.charCodeAt(i) + (odd && i === 0 ? 1000 : 0));
      i += token?.length ?? 1;
    }
    return ids;
  };
  return { read, encode };
}

describe('rememberingHead', () => {
  const head = `<u>${'a question '.repeat(50)}`;
  const texts = Array.from({ length: 20 }, (_, i) => `${head}<a>answer ${i}<e>`);

  it('reads what texts begin with once it has come a few times, and gives the same ids', () => {
    const { read, encode } = characters(['<u>', '<a>', '<e>']);
    const remembering = rememberingHead(tokens('<u>', '<a>', '<e>'), encode);
    const expected = texts.map(characters(['<u>', '<a>', '<e>']).encode);
    expect(texts.map((text) => remembering(text, head.length + 3))).toEqual(expected);
    // Three whole texts, one of them again in two parts; then what follows alone.
    expect(read.reduce((sum, length) => sum + length, 0)).toBeLessThan(4 * texts[0]!.length + 17 * 20);
  });

  it('costs pairs nothing', () => {
    const { read, encode } = characters(['<a>']);
    const remembering = rememberingHead(tokens('<a>'), encode);
    for (let i = 0; i < 10; i++) for (const answer of ['x', 'y']) remembering(`question ${i}<a>${answer}`, 13);
    expect(read).toHaveLength(20);
  });

  it('reads every text whole where the two sides touch', () => {
    const { read, encode } = characters(['<a>'], true);
    const remembering = rememberingHead(tokens('<a>'), (text) => (text.startsWith('<a>') ? [7, ...encode(text)] : encode(text)));
    const plain = characters(['<a>'], true).encode;
    for (const text of texts) expect(remembering(text, head.length + 3)).toEqual(plain(text));
    expect(read.filter((length) => length > head.length).length).toBe(20);
  });

  it('cuts at no token that takes something of its neighbours, and at none in the answer', () => {
    const { read, encode } = characters([]);
    const remembering = rememberingHead({ ...tokens({ content: '<a>', lstrip: true, normalized: false }, { content: '<u>', rstrip: true, normalized: false }, { content: 'question' }, { content: '' }, {}, '<e>'), normalizer: {} }, encode);
    for (const text of texts) remembering(text, head.length + 3);
    expect(read).toEqual(texts.map(({ length }) => length));
    expect(rememberingHead({}, encode)('abc', 2)).toEqual([97, 98, 99]);
  });
});

describe.each(architectures.filter((name) => !/bert|deberta/.test(name)))('%s', (name) => {
  it('has the same ids for a prompt with many responses as for each alone', async () => {
    const model = await readModelFolder(architectureFolder(name));
    const added = (JSON.parse(readFileSync(join(architectureFolder(name), 'tokenizer.json'), 'utf8')) as { added_tokens: { content: string }[] }).added_tokens.map(({ content }) => content);
    const answers = ['', ' ', 'yes', '\n\nno', '  the question ', 'the'.repeat(300), ...added, ...added.map((token) => `a${token} b`), ...added.map((token) => token.slice(0, -1)), '\ud800', 'e\u0301'];
    const prompts: ScoreInput['prompt'][] = [
      [{ role: 'user', text: 'What is the question? ' }],
      [{ role: 'user', text: `a ${added[0]} b` }, { role: 'assistant', text: 'the' }, { role: 'user', text: '' }],
    ];
    const one = inputEncoder(model);
    const other = inputEncoder(model);
    // Another prompt between any two: nothing is remembered.
    const alone = (input: ScoreInput) => (other({ prompt: [{ role: 'user', text: 'x' }], response: 'x' }), other(input));
    for (const prompt of prompts) for (const response of [...answers, ...answers]) expect(one({ prompt, response }).ids).toEqual(alone({ prompt, response }).ids);
  });
});
