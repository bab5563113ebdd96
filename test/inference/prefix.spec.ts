import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { samePrompt } from '../../src/core/scoring/samePrompt.js';
import type { ScoreInput } from '../../src/core/scoring/scores.js';
import { Gate } from '../../src/inference/gate.js';
import { readModelFolder, type ModelFolder } from '../../src/inference/modelFolder.js';
import { scoreOf } from '../../src/inference/outputs.js';
import { shared, SHARED_TEXTS, sharingOf, type Sharing } from '../../src/inference/padding.js';
import { scoreAll } from '../../src/inference/pipeline.js';
import { REUSE_TEXTS, reuseOf } from '../../src/inference/reuse.js';
import { openSession, type Session } from '../../src/inference/session.js';
import { inputEncoder, type Encoded } from '../../src/inference/tokenizer.js';
import { architectureFolder, architectures, expectedOf } from '../support/architectures.js';

const WORDS = ['the', 'answer', 'is', 'good', 'bad', 'question', '日本', 'why?', '42', '\n\n', 'and'];
/** Responses of one word to many, all different. */
const responses = (count: number, most: number) => Array.from({ length: count }, (_, i) => `${i} ${Array.from({ length: 1 + ((i * 37) % most) }, (__, k) => WORDS[(i * 7 + k * 3) % WORDS.length]).join(' ')}`);
const question = (text: string): ScoreInput['prompt'] => [{ role: 'user', text }];
const to = (prompt: ScoreInput['prompt'], answers: readonly string[]): ScoreInput[] => answers.map((response) => ({ prompt, response }));
const PROMPT = question('What is the question, and is the answer good? '.repeat(3));
const worst = (a: readonly number[], b: readonly number[]) => Math.max(...a.map((value, i) => Math.abs(value - (b[i] ?? NaN))));

const pasts = architectures.filter((name) => name.includes('-past'));
it('the fixtures hold decoders that give their cache: with rotated positions, with learned ones, in half precision', () => {
  expect(pasts).toEqual(['gpt2-past', 'llama-past', 'qwen2-past-fp16']);
});

describe.each(pasts)('%s', (name) => {
  let model: ModelFolder;
  let plain: Session;
  let sharing: Sharing;
  let reuse: Sharing;
  let encode: (input: ScoreInput) => Encoded;
  beforeAll(async () => {
    model = await readModelFolder(architectureFolder(name));
    plain = await openSession(model, 'cpu', 1);
    encode = inputEncoder(model);
    sharing = await sharingOf(plain, SHARED_TEXTS.map(encode), model.rules.paddingSide);
    reuse = await reuseOf(plain, REUSE_TEXTS.map(encode));
  });
  afterAll(() => plain.close());
  const tolerance = name.endsWith('fp16') ? 1e-2 : 1e-4;

  /** Rewards by position, prefixes read, and tokens. */
  async function score(inputs: readonly ScoreInput[], way: Sharing, budget = 512) {
    const session = shared(plain, sharing, way);
    const reads: number[] = [];
    const watched: Session = {
      ...session,
      close: () => session.close(),
      run: (batch, side, prefix) => session.run(batch, side, prefix && { length: prefix.length, onRead: () => (reads.push(prefix.length), prefix.onRead?.()) }),
    };
    const rewards: number[] = [];
    let tokens = 0;
    const gate = new Gate();
    await scoreAll(
      { session: watched, rules: model.rules, memory: { limit: Infinity }, most: () => Infinity, encode: async (some) => some.map(encode) },
      inputs,
      budget,
      {
        turn: (work) => gate.turn(work),
        before: async () => undefined,
        after: async (outcomes, count) => {
          tokens += count;
          for (const { position, result } of outcomes) rewards[position] = 'failed' in result ? NaN : result.rewards[0]!;
        },
      },
      new AbortController().signal,
    );
    return { rewards, reads, tokens };
  }

  it('takes and gives its cache, of which no score is read', () => {
    expect(plain.reuses).toBe(true);
    expect(plain.outputs).toEqual(['logits']);
    expect(reuse).toBe('right');
  });

  it("gives Python's logits behind a prefix that was read once", async () => {
    const cases = expectedOf(name);
    const [group] = samePrompt(cases).map((positions) => positions.map((position) => cases[position]!));
    expect(group!.length).toBeGreaterThanOrEqual(5);
    const length = group![0]!.ids.findIndex((id, i) => group!.some(({ ids }) => ids[i] !== id));
    expect(length).toBeGreaterThan(20);
    const batch = group!.map(encode);
    // A text that ends where the others go on has no token left to read.
    const prefix = Math.min(length, ...batch.map(({ ids }) => ids.length - 1));
    let reads = 0;
    const use = { length: prefix, onRead: () => (reads += 1) };
    for (let time = 0; time < 2; time++) {
      const outputs = await plain.run(batch, 'right', use);
      const unit = name.endsWith('fp16') ? Math.max(1, ...group!.map(({ logits }) => Math.abs(logits[0]!))) : 1;
      expect(worst(group!.map(({ logits }) => logits[0]!), batch.map((_, row) => scoreOf(outputs, row, model.rules).rewards[0]!))).toBeLessThan(tolerance * unit);
    }
    expect(reads).toBe(1);
  });

  it('gives the scores of the plain way, for responses of mixed lengths, with fewer tokens', async () => {
    const inputs = to(question('Is it the question, or the answer, that is not good? '.repeat(3)), responses(100, 20));
    const usual = await score(inputs, 'none');
    const reused = await score(inputs, reuse);
    expect(usual.reads).toEqual([]);
    expect(reused.reads).toHaveLength(1);
    expect(worst(usual.rewards, reused.rewards)).toBeLessThan(tolerance);
    expect(new Set(usual.rewards.map((reward) => reward.toFixed(2))).size).toBeGreaterThan(20);
    const tails = inputs.reduce((sum, input) => sum + encode(input).ids.length - reused.reads[0]!, 0);
    expect(reused.tokens).toBe(reused.reads[0]! + tails);
    expect(usual.tokens / reused.tokens).toBeGreaterThan(1.5);
  });

  it('gives them for several prompts, for pairs, and for texts that are cut to the length of the model', async () => {
    const long = 'the question is the one that is not bad and '.repeat(60);
    const inputs = [
      ...to(PROMPT, [...responses(12, 15), long, `${long}good`, '']),
      ...to(question('Hi'), ['a', 'b']),
      ...to([{ role: 'user', text: 'Who? '.repeat(30) }, { role: 'assistant', text: 'They. ' }, { role: 'user', text: 'Why? '.repeat(10) }], responses(9, 12)),
      ...to(question(`${long} ?`), ['yes', 'no', 'the one', long]),
    ].map((input, i) => ({ input, key: (i * 17) % 101 })).sort((a, b) => a.key - b.key).map(({ input }) => input);
    expect(Math.max(...inputs.map((input) => encode(input).ids.length))).toBe(model.rules.maxLength);
    for (const budget of [512, 64, 16_384]) {
      const usual = await score(inputs, 'none', budget);
      const reused = await score(inputs, reuse, budget);
      expect(worst(usual.rewards, reused.rewards)).toBeLessThan(tolerance);
      if (budget === 512) expect(reused.reads.length).toBeGreaterThanOrEqual(2);
    }
  });

  it('reads a short prompt with every response', async () => {
    const { reads } = await score(to(question('Hi'), ['a', 'b']), reuse);
    expect(reads).toEqual([]);
  });

  it('gives the same behind a prefix on the other side, and one by one', async () => {
    const batch = to(PROMPT, responses(5, 9)).map(encode);
    const length = Math.min(...batch.map(({ ids }) => ids.length)) - 12;
    const alone = [];
    for (const input of batch) alone.push((await plain.run([input], 'right', { length })).get('logits')![0]![0]!);
    const together = (await plain.run(batch, 'right', { length })).get('logits')!.map(([value]) => value!);
    expect(worst(alone, together)).toBeLessThan(tolerance);
  });
});

describe('a decoder without a cache', () => {
  it('reads every text whole', async () => {
    const model = await readModelFolder(architectureFolder('llama'));
    const session = await openSession(model, 'cpu', 1);
    expect(session.reuses).toBe(false);
    expect(await reuseOf(session, REUSE_TEXTS.map(inputEncoder(model)))).toBe('none');
    await session.close();
  });
});
