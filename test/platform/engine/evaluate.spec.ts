import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { evaluateFile } from '../../../src/platform/node/engine/evaluate.js';
import { OpenFile } from '../../../src/platform/node/engine/openFile.js';

it('evaluates an open file once it is read, and ends when asked to', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tiebreak-evaluate-'));
  const rows = Array.from({ length: 300 }, (_, i) => JSON.stringify({ prompt: `p${i}`, chosen: 'a', rejected: 'bb', chosen_reward: i % 3, rejected_reward: 0.5 }));
  writeFileSync(join(folder, 'pairs.jsonl'), `${rows.join('\n')}\n`);
  const file = await OpenFile.open(join(folder, 'pairs.jsonl'), { schema: null }, () => undefined);
  try {
    const report = evaluateFile(file, new AbortController().signal);
    file.reading.begin();
    expect(await report).toMatchObject({ records: 300, labelled: 300, models: [{ accuracy: { records: 300, value: 2 / 3 } }], longer: { value: 0 } });
    // Only what takes longer than one turn hears of it: each step does here.
    await expect(evaluateFile(file, AbortSignal.abort(), 0)).rejects.toThrow(/abort/i);
  } finally {
    await file.close();
    rmSync(folder, { recursive: true });
  }
});
