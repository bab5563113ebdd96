import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { root } from '../support/build.js';
import { COMMIT, repository, startHub, type LoopbackHub } from '../support/loopbackHub.js';

let hub: LoopbackHub;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tiebreak-cli-download-'));
  hub = await startHub('a/b', repository({ 'onnx/model.onnx': 'whole', 'onnx/model_q4.onnx': 'small' }));
});
afterAll(async () => {
  await hub.close();
  rmSync(folder, { recursive: true });
});

// Not spawnSync: the Hub is in this process.
async function tiebreak(...args: string[]): Promise<{ status: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [join(root, 'dist/cli.js'), 'download', ...args], { env: { ...process.env, HF_TOKEN: 'hf_of_a_user' } });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (text: Buffer) => void (said.stdout += text.toString()));
  child.stderr.on('data', (text: Buffer) => void (said.stderr += text.toString()));
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { status, ...said };
}

it('downloads the best graph, or the one that is named, each into a folder of its own', async () => {
  const { status, stdout, stderr } = await tiebreak('a/b', '--to', folder, '--endpoint', hub.endpoint, '--json');
  expect([status, stderr]).toEqual([0, '']);
  expect(JSON.parse(stdout)).toMatchObject({ repo: 'a/b', commit: COMMIT, folder: join(folder, 'a', 'b'), files: ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model.onnx'] });
  expect(readFileSync(join(folder, 'a', 'b', 'onnx', 'model.onnx'), 'utf8')).toBe('whole');
  expect((await tiebreak('a/b', '--to', folder, '--endpoint', hub.endpoint, '--graph', 'onnx/model_q4.onnx')).status).toBe(0);
  expect(readFileSync(join(folder, 'a', 'b-q4', 'onnx', 'model_q4.onnx'), 'utf8')).toBe('small');
  expect(hub.asked.some(({ at, headers }) => at === 'hub' && headers.authorization === 'Bearer hf_of_a_user')).toBe(true);
}, 60_000);

it.each([
  [['a/b'], 2, '--to names the folder'],
  [['../b', '--to', 'x'], 2, 'is not the id of a model'],
  [['a/b', '--to', 'x', '--endpoint', 'http://far.example'], 2, 'is not the address of a Hub'],
  [['a/none', '--to', 'x'], 1, 'has no model a/none that this token may see'],
  [['a/b', '--to', 'x', '--graph', 'onnx/none.onnx'], 1, 'it has onnx/model.onnx, onnx/model_q4.onnx'],
])('%j ends with %i', async (args, code, reason) => {
  const { status, stderr } = await tiebreak(...args, ...(code === 1 ? ['--endpoint', hub.endpoint] : []));
  expect(stderr).toContain(reason);
  expect(status).toBe(code);
}, 60_000);
