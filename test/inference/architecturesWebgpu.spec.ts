import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ResponseScore } from '../../src/core/scoring/scores.js';
import { ScorerClient } from '../../src/platform/node/scoring/client.js';
import { architectureFolder, expectedOf } from '../support/architectures.js';
import { buildEntry } from '../support/build.js';

/** The software Vulkan device of Debian's chromium, and the loader beside it. */
const ICD = '/usr/lib/chromium/vk_swiftshader_icd.json';
const missing = existsSync(ICD) ? '' : ` (skipped: ${ICD} is missing)`;
const VARIABLES = { VK_ICD_FILENAMES: ICD, VK_DRIVER_FILES: ICD, LD_LIBRARY_PATH: dirname(ICD) };

let client: ScorerClient;
let cache: string;
const saved = { ...process.env };
beforeAll(async () => {
  if (missing) return;
  const script = await buildEntry('src/scorer.ts');
  Object.assign(process.env, VARIABLES);
  cache = mkdtempSync(join(tmpdir(), 'tiebreak-webgpu-'));
  client = new ScorerClient(script, (hash) => join(cache, hash));
}, 60_000);
afterAll(() => {
  if (missing) return;
  client.dispose();
  process.env = saved;
  rmSync(cache, { recursive: true });
});

/** Two encoders, a DeBERTa, decoders padded right and left, many labels, and a decoder with a cache; the software device has no 16-bit shaders. */
const seven = ['bert', 'roberta', 'deberta', 'llama', 'qwen2', 'modernbert-many', 'llama-past'];

describe('WebGPU on the software Vulkan device', () => {
  it.skipIf(missing).each(seven)(`gives %s Python's logits to 1e-2 for a batch of mixed lengths${missing}`, async (name) => {
    const folder = architectureFolder(name);
    const { choice } = await client.load(folder, 'webgpu');
    expect(choice.device).toBe('webgpu');
    const cases = expectedOf(name);
    const scores: ResponseScore[] = [];
    const summary = await client.score(folder, cases, { onScored: (position, one) => void (scores[position] = one), onProgress: () => undefined });
    expect(summary).toMatchObject({ computed: cases.length, failed: [] });
    cases.forEach(({ logits }, i) => {
      const found = [...scores[i]!.rewards, ...scores[i]!.attributes.map(({ mean }) => mean)];
      logits.forEach((value, k) => expect(Math.abs(value - found[k]!)).toBeLessThan(1e-2));
    });
  }, 180_000);
});
