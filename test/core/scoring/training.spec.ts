import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { TrainingCount } from '../../../src/core/scoring/training.js';
import { sha256Hex16 } from '../../../src/platform/node/hash.js';
import { trainingPrompts } from '../../../src/platform/node/scoring/trainingPrompts.js';

const digest = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 16);
const user = (text: string) => [{ role: 'user', text }];

async function listOf(reward: object | null, model = 'm') {
  const folder = mkdtempSync(join(tmpdir(), 'tiebreak-training-'));
  if (reward) writeFileSync(join(folder, 'reward.json'), JSON.stringify(reward));
  const list = await trainingPrompts(folder, model);
  rmSync(folder, { recursive: true });
  return list;
}

it('counts the records whose prompt, by the template, is listed', async () => {
  const template = { labels: { user: 'Human: ', assistant: 'Assistant: ' }, separator: '\n\n' };
  const list = await listOf({ template, trainingPrompts: { values: [digest('Human: Why is the sky blue?'), digest('Human: Hi\n\nAssistant: Hello\n\nHuman: ünï 🙂')] } });
  const count = new TrainingCount([list!], sha256Hex16);
  count.take(user('  Why is the sky blue?\n'));
  count.take(user('Why is the sky green?'));
  count.take([...user('Hi'), { role: 'assistant', text: 'Hello' }, ...user('ünï 🙂')]);
  count.take([{ role: 'constructor', text: 'Why is the sky blue?' }]);
  expect(count.share).toEqual({ prompts: 3, of: 4, models: ['m'] });
});

it('takes bare turns where the model has no template, and counts a record once for several models', async () => {
  const a = await listOf({ trainingPrompts: { values: [digest('one'), digest('two')] } }, 'a');
  const b = await listOf({ trainingPrompts: { values: [digest('two'), 'no hash', 7] } }, 'b');
  const count = new TrainingCount([a!, b!], sha256Hex16);
  for (const text of ['two', 'three']) count.take(user(text));
  expect(count.share).toEqual({ prompts: 1, of: 2, models: ['a', 'b'] });
});

it.each([[null], [{}], [{ trainingPrompts: { values: [] } }], [{ trainingPrompts: [] }], [{ trainingPrompts: { values: 'x' } }]])('says nothing of a model with %j', async (reward) => {
  expect(await listOf(reward)).toBeNull();
  expect(new TrainingCount([], sha256Hex16).share).toBeNull();
});
