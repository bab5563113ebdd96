/** Clean pairs of the shared data, of prompts that the bundled model was not trained on. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LocatedRecord, Turn } from '../../../src/core/record.js';
import { openDataset } from '../../../src/platform/node/files/openDataset.js';
import { Random } from '../../support/random.js';

/** A prompt with a better and a worse response; `votes` are annotators' (above 0 for the better one) where the file has them. */
export interface Pair {
  readonly prompt: readonly Turn[];
  readonly better: string;
  readonly worse: string;
  readonly votes: readonly number[];
}

const LABELS: Readonly<Record<string, string>> = { user: 'Human: ', assistant: 'Assistant: ', system: 'System: ' };

/** Digest of a prompt as `reward.json` lists those of its training. */
function digest(prompt: readonly Turn[]): string {
  const text = prompt.map((turn) => `${LABELS[turn.role.toLowerCase()] ?? ''}${turn.text.trim()}`).join('\n\n');
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** At most so many pairs of a file, in a fixed random order; prompts in the model's training are left out unless `all`. */
export async function readPairs(path: string, model: string, most: number, all = false): Promise<readonly Pair[]> {
  const listed = JSON.parse(readFileSync(join(model, 'reward.json'), 'utf8')) as { trainingPrompts?: { values: string[] } };
  const trained = new Set(all ? [] : (listed.trainingPrompts?.values ?? []));
  const opened = await openDataset(path);
  const found: Pair[] = [];
  for await (const { records } of opened.dataset.scan()) for (const record of records) found.push(...pairOf(record));
  for (const file of opened.files) await file.close();
  const random = new Random(1);
  const fresh = found.filter(({ prompt }) => !trained.has(digest(prompt)));
  return fresh.map((pair) => ({ pair, at: random.next() })).sort((a, b) => a.at - b.at).slice(0, most).map(({ pair }) => pair);
}

/** The stated choice over the other, or of ranked responses the first over the last. */
function pairOf({ prompt, responses, preference }: LocatedRecord): Pair[] {
  const chosen = preference?.chosen ?? null;
  if (chosen === null || responses.length < 2) return [];
  const other = responses.length === 2 ? 1 - chosen : responses.length - 1 === chosen ? 0 : responses.length - 1;
  const [better, worse] = [responses[chosen]!.text, responses[other]!.text];
  if (better === worse) return [];
  const votes = responses.length === 2 ? (preference?.votes ?? []).map(({ strength }) => (chosen === 0 ? -strength : strength)) : [];
  return [{ prompt, better, worse, votes }];
}
