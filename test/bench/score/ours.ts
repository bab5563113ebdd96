// Ours: node ours.js SCRIPT MODEL FILE COUNT. Answers every line on stdin with one run, nothing of it cached, as a line of JSON.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ScorerClient } from '../../../src/platform/node/scoring/client.js';
import { inputsOf } from './inputs.js';

const [script, model, file, count] = process.argv.slice(2) as [string, string, string, string];
const inputs = inputsOf(file, Number(count));

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tiebreak-bench-score-'));
  let runs = 0;
  const client = new ScorerClient(script, () => join(folder, String(runs)));
  const { choice } = await client.load(model, 'cpu');
  await client.score(model, inputs.slice(0, 4));
  console.log(JSON.stringify({ ready: choice.adapter, inputs }));
  for await (const line of createInterface({ input: process.stdin })) {
    if (line === 'end') break;
    runs += 1;
    const fresh = new ScorerClient(script, () => join(folder, String(runs)));
    await fresh.load(model, 'cpu');
    await fresh.score(model, inputs.slice(0, 4).map(({ prompt, response }) => ({ prompt, response: `${response} (warm)` })));
    const rewards: number[] = [];
    const { seconds, tokens, padded, busySeconds, computed, cached, failed } = await fresh.score(model, inputs, {
      onScored: (position, score) => void (rewards[position] = score.rewards[0]!),
    });
    console.log(JSON.stringify({ seconds, tokens, padded, busySeconds, computed, cached, failed: failed.length, rewards }));
    fresh.dispose();
  }
  client.dispose();
  rmSync(folder, { recursive: true });
}
void main();
