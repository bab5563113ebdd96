import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readModelFolder } from '../../src/inference/modelFolder.js';
import { architectureFolder } from '../support/architectures.js';
import { plainReward, tinyReward } from '../support/models.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tiebreak-model-'));
  cpSync(tinyReward, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (file: string, value: unknown) => writeFileSync(join(folder, file), typeof value === 'string' ? value : JSON.stringify(value));

describe('readModelFolder', () => {
  it('reads reward.json', async () => {
    const { rules } = await readModelFolder(folder);
    expect(rules).toMatchObject({ members: 5, scale: 0.5, maxLength: 64, promptFloor: 16, calibration: { slope: 0.8, intercept: 0.1 }, outputs: { rewards: 'rewards', attributes: 'attributes' } });
    expect(rules.attributes[1]).toEqual({ name: 'correctness', sd: 0.6 });
  });

  it('takes its numbers for P(label wrong), those of evidence that is not known left out', async () => {
    write('reward.json', { members: 5, outputs: { rewards: 'rewards', attributes: 'attributes' }, pWrong: { prior: 0.25, coefficients: { difference: -0.5, logLength: 0.1, charm: 3 }, features: {} } });
    expect((await readModelFolder(folder)).rules.wrong).toEqual({ prior: 0.25, coefficients: { difference: -0.5, logLength: 0.1 } });
    write('reward.json', { members: 5, outputs: { rewards: 'rewards', attributes: 'attributes' } });
    expect((await readModelFolder(folder)).rules.wrong).toBeNull();
  });

  it('takes a classifier of one label for a reward', async () => {
    const { rules } = await readModelFolder(plainReward);
    expect(rules).toMatchObject({ members: 1, scale: null, attributes: [], maxLength: 64, outputs: { rewards: 'logits', attributes: null } });
  });

  it('has one hash for one content, wherever it is, and another for another', async () => {
    const { hash } = await readModelFolder(folder);
    expect((await readModelFolder(tinyReward)).hash).toBe(hash);
    write('reward.json', { members: 5, outputs: { rewards: 'rewards' } });
    expect((await readModelFolder(folder)).hash).not.toBe(hash);
  });

  it('hashes weights that are kept beside the graph', async () => {
    const { hash } = await readModelFolder(folder);
    write('onnx/model_fp16.onnx_data', 'of another graph');
    expect((await readModelFolder(folder)).hash).toBe(hash);
    write('onnx/model.onnx_data', 'a');
    const one = (await readModelFolder(folder)).hash;
    write('onnx/model.onnx_data', 'b');
    expect(new Set([hash, one, (await readModelFolder(folder)).hash]).size).toBe(3);
  });

  it('says what is missing or wrong', async () => {
    await expect(readModelFolder(join(folder, 'nowhere'))).rejects.toThrow('nowhere is not a model folder: it has no config.json');
    rmSync(join(folder, 'onnx'), { recursive: true });
    await expect(readModelFolder(folder)).rejects.toThrow('it has no onnx/model*.onnx');
    write('model.safetensors', '');
    await expect(readModelFolder(folder)).rejects.toThrow('it has no onnx/model*.onnx; it has PyTorch weights, of which Optimum');
    rmSync(join(folder, 'tokenizer.json'));
    await expect(readModelFolder(folder)).rejects.toThrow(`${folder} is not a model folder: it has no tokenizer.json`);
    write('config.json', '[]');
    await expect(readModelFolder(folder)).rejects.toThrow('config.json holds no JSON object');
    write('config.json', '{');
    await expect(readModelFolder(folder)).rejects.toThrow('config.json is not valid JSON');
  });

  it('refuses what cannot score, with the folder and the reason', async () => {
    write('config.json', { model_type: 't5', is_encoder_decoder: true, architectures: ['T5ForSequenceClassification'], num_labels: 1 });
    await expect(readModelFolder(folder)).rejects.toThrow(`${folder}: config.json: T5ForSequenceClassification is an encoder-decoder, which is not supported`);
    write('config.json', { model_type: 'llama', architectures: ['LlamaForCausalLM'] });
    await expect(readModelFolder(folder)).rejects.toThrow('LlamaForCausalLM does not score whole texts; a model exported as llama …ForSequenceClassification does');
  });

  it.each([
    [{ members: -1 }, 'members must be a whole number above 0'],
    [{ outputs: { rewards: 'r' } }, 'it needs members'],
    [{ scale: 0 }, 'scale must be a number above 0'],
    [{ attributes: [{ sd: 1 }] }, 'attributes[0] needs a name'],
    [{ calibration: { slope: 'x' } }, 'slope must be a number'],
    [{ pWrong: { prior: 1 } }, 'pWrong.prior must be a number between 0 and 1'],
    [{ pWrong: { coefficients: {} } }, 'pWrong needs prior'],
    [{ pWrong: { prior: 0.2, coefficients: { difference: 'x' } } }, 'difference must be a number'],
    [{ file: '../other/model.onnx' }, 'file must be the path of an .onnx file in the folder'],
    [{ file: 'onnx/model_q4.onnx' }, 'reward.json names the file onnx/model_q4.onnx, which is not there'],
  ])('refuses the reward.json %j', async (reward, reason) => {
    write('reward.json', reward);
    await expect(readModelFolder(folder)).rejects.toThrow(reason);
  });
});

describe('the graph', () => {
  const taken = async () => {
    const { graph } = await readModelFolder(folder);
    return graph.slice(folder.length + 1);
  };

  it('is the one of the most bits, in onnx/ before the folder itself, unless reward.json names another', async () => {
    for (const name of ['model_q4', 'model_fp16', 'model_int8', 'model_custom']) cpSync(join(folder, 'onnx/model.onnx'), join(folder, `onnx/${name}.onnx`));
    cpSync(join(folder, 'onnx/model.onnx'), join(folder, 'model.onnx'));
    expect(await taken()).toBe('onnx/model.onnx');
    rmSync(join(folder, 'onnx/model.onnx'));
    expect(await taken()).toBe('onnx/model_fp16.onnx');
    rmSync(join(folder, 'onnx/model_fp16.onnx'));
    expect(await taken()).toBe('onnx/model_int8.onnx');
    rmSync(join(folder, 'onnx/model_int8.onnx'));
    expect(await taken()).toBe('onnx/model_q4.onnx');
    rmSync(join(folder, 'onnx/model_q4.onnx'));
    expect(await taken()).toBe('onnx/model_custom.onnx');
    write('reward.json', { file: 'model.onnx' });
    expect(await taken()).toBe('model.onnx');
    rmSync(join(folder, 'onnx'), { recursive: true });
    write('reward.json', {});
    expect(await taken()).toBe('model.onnx');
  });
});

describe('the chat template', () => {
  const decoder = architectureFolder('llama');
  const source = async () => (await readModelFolder(folder)).rules.chat?.source;
  beforeEach(() => {
    rmSync(folder, { recursive: true });
    mkdirSync(folder);
    cpSync(decoder, folder, { recursive: true });
  });

  it('comes from its own file, else from the tokenizer, where the one named default is taken', async () => {
    expect(await source()).toContain('<|start_header_id|>');
    renameSync(join(folder, 'chat_template.jinja'), join(folder, 'other'));
    expect(await source()).toBeUndefined();
    expect((await readModelFolder(folder)).rules.form).toBe('text');
    write('tokenizer_config.json', { chat_template: [{ name: 'tool_use', template: 'T' }, { name: 'default', template: 'D' }] });
    expect(await source()).toBe('D');
    write('tokenizer_config.json', { chat_template: 'S' });
    expect(await source()).toBe('S');
    write('chat_template.json', { chat_template: 'J' });
    expect(await source()).toBe('J');
  });

  it('stands back behind labels of turns in reward.json', async () => {
    write('reward.json', { template: { labels: { user: 'Q: ', assistant: 'A: ' } } });
    const { rules, name } = await readModelFolder(folder);
    expect(rules).toMatchObject({ form: 'text', chat: null, members: 1, template: { labels: { user: 'Q: ', assistant: 'A: ' }, separator: '\n\n' } });
    expect(name).toBe(basename(folder));
  });
});
