import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readModelFolder } from '../../src/inference/modelFolder.js';
import { rulesOf } from '../../src/inference/modelRules.js';
import { plainReward, tinyReward } from '../support/models.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tiebreak-model-'));
  cpSync(tinyReward, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('readModelFolder', () => {
  it('reads reward.json', async () => {
    const { rules } = await readModelFolder(folder);
    expect(rules).toMatchObject({ members: 5, scale: 0.5, maxLength: 64, promptFloor: 16, calibration: { slope: 0.8, intercept: 0.1 }, outputs: { rewards: 'rewards', attributes: 'attributes' } });
    expect(rules.attributes[1]).toEqual({ name: 'correctness', sd: 0.6 });
  });

  it('takes a classifier of one label for a reward', async () => {
    const { rules } = await readModelFolder(plainReward);
    expect(rules).toMatchObject({ members: 1, scale: null, attributes: [], maxLength: 64, outputs: { rewards: 'logits', attributes: null } });
  });

  it('has one hash for one content, wherever it is, and another for another', async () => {
    const { hash } = await readModelFolder(folder);
    expect((await readModelFolder(tinyReward)).hash).toBe(hash);
    writeFileSync(join(folder, 'reward.json'), JSON.stringify({ members: 5, outputs: { rewards: 'rewards' } }));
    expect((await readModelFolder(folder)).hash).not.toBe(hash);
  });

  it('says what is missing or wrong', async () => {
    rmSync(join(folder, 'tokenizer.json'));
    await expect(readModelFolder(folder)).rejects.toThrow('is not a model folder: it has no tokenizer.json');
    writeFileSync(join(folder, 'config.json'), '{');
    await expect(readModelFolder(folder)).rejects.toThrow('config.json is not valid JSON');
    rmSync(join(folder, 'onnx'), { recursive: true });
    await expect(readModelFolder(folder)).rejects.toThrow('it has no onnx/model*.onnx');
  });
});

describe('rulesOf', () => {
  it('takes several labels for attributes', () => {
    const rules = rulesOf({ num_labels: 2, id2label: { 0: 'helpfulness', 1: 'toxicity' } }, { model_max_length: 1e30 }, null);
    expect(rules.members).toBe(0);
    expect(rules.attributes.map((attribute) => attribute.name)).toEqual(['helpfulness', 'toxicity']);
    expect(rules.maxLength).toBe(512);
  });

  it('refuses a model that says nothing of its outputs', () => {
    expect(() => rulesOf({}, {}, null)).toThrow('not a reward model');
  });
});
