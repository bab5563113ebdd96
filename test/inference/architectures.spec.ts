import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ResponseScore } from '../../src/core/scoring/scores.js';
import { readModelFolder, type ModelFolder } from '../../src/inference/modelFolder.js';
import { scoreOf } from '../../src/inference/outputs.js';
import { shared, SHARED_TEXTS, sharingOf } from '../../src/inference/padding.js';
import { openSession, type Session } from '../../src/inference/session.js';
import { inputEncoder } from '../../src/inference/tokenizer.js';
import { architectureFolder, architectures, expectedOf, type Expected } from '../support/architectures.js';

const numbers = ({ rewards, attributes }: ResponseScore) => [...rewards, ...attributes.map(({ mean }) => mean)];
const worst = (a: readonly (readonly number[])[], b: readonly (readonly number[])[]) =>
  Math.max(...a.map((row, i) => Math.max(...row.map((value, k) => Math.abs(value - b[i]![k]!)))));

it('the fixtures hold two encoders with absolute positions, a DeBERTa, decoders padded left and right, and one with many labels', () => {
  expect(architectures).toEqual(expect.arrayContaining(['bert', 'roberta', 'deberta', 'llama', 'qwen2', 'modernbert-many']));
});

describe.each(architectures)('%s', (name) => {
  let model: ModelFolder;
  let session: Session;
  let cases: readonly Expected[];
  let sharing: string;
  beforeAll(async () => {
    model = await readModelFolder(architectureFolder(name));
    cases = expectedOf(name);
    const plain = await openSession(model, 'cpu', 1);
    const found = await sharingOf(plain, SHARED_TEXTS.map(inputEncoder(model)), model.rules.paddingSide);
    sharing = found;
    session = shared(plain, found);
  });
  afterAll(() => session.close());

  it("reads transformers' tokens", () => {
    const encode = inputEncoder(model);
    for (const { ids, ...input } of cases) expect(encode(input).ids).toEqual(ids);
  });

  // Half precision is compared with itself, whose last digit is a thousandth.
  const tolerance = name.endsWith('fp16') ? 5e-3 : 1e-4;

  it(`gives Python's logits to ${tolerance} for a batch of mixed lengths, and a response's score is the same alone`, async () => {
    const batch = cases.map(inputEncoder(model));
    const outputs = await session.run(batch);
    const together = batch.map((_, row) => numbers(scoreOf(outputs, row, model.rules)));
    // Half precision has a number of digits, not of decimals.
    const unit = name.endsWith('fp16') ? Math.max(1, ...cases.flatMap(({ logits }) => logits.map(Math.abs))) : 1;
    expect(worst(together, cases.map(({ logits }) => logits))).toBeLessThan(tolerance * unit);
    const alone: number[][] = [];
    for (const input of batch) alone.push(numbers(scoreOf(await session.run([input]), 0, model.rules)));
    expect(worst(together, alone)).toBeLessThan(tolerance * unit);
    // Different texts have different scores: a graph that read none of them would pass the rest.
    expect(new Set(together.map((row) => row[0]!.toFixed(3))).size).toBe(cases.length);
  });

  it('fills the short inputs of a batch where the model allows', () => {
    // GPT-2's file says left, but its positions count from the left: only right padding keeps them. Dynamic quantisation has one scale a batch.
    expect(sharing).toBe({ qwen2: 'left', 'qwen2-int8': 'none' }[name] ?? 'right');
  });
});

describe('many labels', () => {
  it('are attributes by the names of id2label', async () => {
    const { rules } = await readModelFolder(architectureFolder('modernbert-many'));
    expect(rules.attributes.map((attribute) => attribute.name)).toEqual(['helpfulness', 'correctness', 'coherence', 'complexity', 'verbosity', 'safety', 'style']);
    expect(rules).toMatchObject({ members: 0, outputs: { rewards: null, attributes: 'logits' } });
  });
});
