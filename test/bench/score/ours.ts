// Ours: node ours.js SCRIPT MODEL FILE COUNT DEVICE BUDGET. Answers every line on stdin, as a line of JSON: `run` is one run, nothing of it
// cached; `cpu` gives the rewards of the first texts on the CPU. BUDGET is 0 for what suits the device.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { DeviceWish } from '../../../src/core/scoring/deviceWish.js';
import { ScorerClient } from '../../../src/platform/node/scoring/client.js';
import { inputsOf, warmUp } from './inputs.js';

/** What the CPU scores too. */
const COMPARED = 400;

const [script, model, file, count, device, budget] = process.argv.slice(2) as [string, string, string, string, DeviceWish, string];
const inputs = inputsOf(file, Number(count));
const options = Number(budget) > 0 ? { tokenBudget: Number(budget) } : {};

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tiebreak-bench-score-'));
  let runs = 0;
  const client = new ScorerClient(script, () => join(folder, String(runs)));
  const { choice } = await client.load(model, device);
  const warm = warmUp(inputs, choice.device);
  if (choice.device === 'cpu') await client.score(model, inputs.slice(0, 4));
  // A second process would take memory of the card.
  else client.dispose();
  console.log(JSON.stringify({ ready: choice.adapter, device: choice.device, skipped: choice.skipped, inputs, warm }));
  for await (const line of createInterface({ input: process.stdin })) {
    if (line === 'end') break;
    runs += 1;
    const fresh = new ScorerClient(script, () => join(folder, String(runs)));
    const some = line === 'cpu' ? inputs.slice(0, COMPARED) : inputs;
    await fresh.load(model, line === 'cpu' ? 'cpu' : device);
    if (line === 'run') await fresh.score(model, warm, options);
    const rewards: (readonly number[])[] = [];
    const { seconds, tokens, padded, busySeconds, computed, cached, failed } = await fresh.score(model, some, {
      ...options,
      onScored: (position, score) => void (rewards[position] = score.rewards),
    });
    console.log(JSON.stringify({ seconds, tokens, padded, busySeconds, computed, cached, failed: failed.length, failure: failed[0]?.reason, rewards }));
    fresh.dispose();
  }
  client.dispose();
  rmSync(folder, { recursive: true });
}
void main();
