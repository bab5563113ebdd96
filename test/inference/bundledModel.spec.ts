import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ScoreInput } from '../../src/core/scoring/scores.js';
import { readModelFolder, type ModelFolder } from '../../src/inference/modelFolder.js';
import { scoreOf } from '../../src/inference/outputs.js';
import { openSession } from '../../src/inference/session.js';
import { inputEncoder } from '../../src/inference/tokenizer.js';
import { root } from '../support/build.js';
import { someInputs } from '../support/inputs.js';
import { bundled } from '../support/models.js';

type Case = ScoreInput & { readonly ids: number[]; readonly firstSegment: number };
const cases = JSON.parse(readFileSync(join(root, 'test/fixtures/models/bundled-tokens.json'), 'utf8')) as Case[];

describe('the bundled model', () => {
  let model: ModelFolder;
  beforeAll(async () => void (model = await readModelFolder(bundled)), 60_000);

  it.each(cases.map((one, i) => [i, one] as const))('reads the tokens it was trained on: case %i', (_, { ids, firstSegment, ...input }) => {
    const encoded = inputEncoder(model)(input);
    expect(encoded.ids).toEqual(ids);
    expect(encoded.types.indexOf(1)).toBe(firstSegment);
  });

  it('scores a response the same alone and in any batch', async () => {
    const session = await openSession(model, 'cpu', 2);
    const batch = someInputs(6).map(inputEncoder(model));
    const together = await session.run(batch);
    for (const [row, input] of batch.entries()) {
      const [a, b] = [scoreOf(together, row, model.rules), scoreOf(await session.run([input]), 0, model.rules)];
      expect(a.rewards).toHaveLength(model.rules.members);
      a.rewards.forEach((reward, member) => expect(Math.abs(reward - b.rewards[member]!)).toBeLessThan(1e-4));
      a.attributes.forEach(({ mean }, k) => expect(Math.abs(mean - b.attributes[k]!.mean)).toBeLessThan(1e-4));
    }
    await session.close();
  });
});
