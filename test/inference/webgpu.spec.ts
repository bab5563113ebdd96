import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Device, ResponseScore } from '../../src/core/scoring/scores.js';
import { ScorerClient } from '../../src/platform/node/scoring/client.js';
import { buildEntry } from '../support/build.js';
import { someInputs } from '../support/inputs.js';
import { tinyReward } from '../support/models.js';

/** The software Vulkan device of Debian's chromium, and the loader beside it. */
const ICD = '/usr/lib/chromium/vk_swiftshader_icd.json';
const missing = existsSync(ICD) ? '' : ` (skipped: ${ICD} is missing)`;
const elsewhere = process.platform === 'linux' ? '' : ' (skipped: adapters can be taken away on Linux only)';
const VARIABLES = { VK_ICD_FILENAMES: ICD, VK_DRIVER_FILES: ICD, LD_LIBRARY_PATH: dirname(ICD) };

let script: string;
let folder: string;
beforeAll(async () => {
  script = await buildEntry('src/scorer.ts');
  folder = mkdtempSync(join(tmpdir(), 'tiebreak-webgpu-'));
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** Scores with a cache of its own, with other environment variables for the scorer. */
async function score(device: 'auto' | Device, variables: Record<string, string>) {
  const saved = { ...process.env };
  Object.assign(process.env, variables);
  const cache = mkdtempSync(join(folder, device));
  const client = new ScorerClient(script, (hash) => join(cache, hash));
  try {
    const { choice } = await client.load(tinyReward, device);
    const scores: ResponseScore[] = [];
    const inputs = someInputs(12);
    const summary = await client.score(tinyReward, inputs, { onScored: (position, one) => void (scores[position] = one), tokenBudget: 128 });
    expect(summary).toMatchObject({ computed: 12, failed: [] });
    return { choice, scores };
  } finally {
    client.dispose();
    process.env = saved;
  }
}

describe('WebGPU', () => {
  it.skipIf(missing)(`on the software Vulkan device gives the numbers of the CPU${missing}`, async () => {
    const cpu = await score('cpu', {});
    const webgpu = await score('webgpu', VARIABLES);
    expect(webgpu.choice).toEqual({ device: 'webgpu', adapter: 'WebGPU adapter', skipped: [] });
    webgpu.scores.forEach(({ rewards, attributes }, i) => {
      const expected = cpu.scores[i]!;
      rewards.forEach((reward, member) => expect(Math.abs(reward - expected.rewards[member]!)).toBeLessThan(1e-2));
      attributes.forEach(({ mean }, k) => expect(Math.abs(mean - expected.attributes[k]!.mean)).toBeLessThan(1e-2));
    });
  }, 180_000);

  it.skipIf(missing)(`on a software device is passed over by auto, which is slower than the CPU${missing}`, async () => {
    const { choice } = await score('auto', VARIABLES);
    expect(choice.device).toBe('cpu');
    expect(choice.skipped.find(({ device }) => device === 'webgpu')!.reason).toMatch(/^slower than the CPU on the probe \(x[\d.]+\)$/);
  }, 180_000);

  it.skipIf(elsewhere)(`without any adapter is passed over by auto, and refused when it is asked for${elsewhere}`, async () => {
    const none = { VK_ICD_FILENAMES: '/nowhere.json', VK_DRIVER_FILES: '/nowhere.json' };
    const { choice } = await score('auto', none);
    const reason = choice.skipped.find(({ device }) => device === 'webgpu')!.reason;
    expect(reason).toMatch(/^no WebGPU adapter: |is built without WebGPU$/);
    await expect(score('webgpu', none)).rejects.toThrow(`webgpu cannot run this model: ${reason}`);
  }, 180_000);
});
