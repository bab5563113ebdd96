import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { downloadModel, partial } from '../../../src/platform/node/hub/downloadModel.js';
import { look } from '../../../src/platform/node/hub/look.js';
import type { HubFile } from '../../../src/protocol/downloader.js';
import { COMMIT, repository, startHub, type LoopbackHub } from '../../support/loopbackHub.js';

const REPO = 'someone/a-reward.model';
const TOKEN = 'hf_abcdefghij';
const GRAPH = randomBytes(300_000);
const WEIGHTS = randomBytes(700_000);
const FILES = repository({ 'onnx/model.onnx': GRAPH, 'onnx/model.onnx_data': WEIGHTS, 'onnx/model_int8.onnx': randomBytes(1000), 'reward.json': '{"members":1}' });

let hub: LoopbackHub;
let folder: string;
const never = new AbortController().signal;
const start = async (files = FILES) => (hub = await startHub(REPO, files));
const repo = (token: string | null = null) => ({ endpoint: hub.endpoint, repo: REPO, token });
const wanted = async (token: string | null = null): Promise<HubFile[]> => {
  const { files, graphs } = await look(repo(token), never);
  return [...files, ...graphs[0]!.weights];
};
const get = (files: readonly HubFile[], options: { signal?: AbortSignal; onProgress?: (done: number, total: number) => void; token?: string; silence?: number } = {}) =>
  downloadModel({ ...repo(options.token ?? null), commit: COMMIT, files, folder }, { signal: options.signal ?? never, onProgress: options.onProgress ?? (() => undefined), patience: 1, ...(options.silence && { silence: options.silence }) });
const digest = (path: string) => createHash('sha256').update(readFileSync(join(folder, path))).digest('hex');
const asksFor = (path: string) => hub.asked.filter((asked) => asked.at === 'storage' ? path === asked.path : asked.path.endsWith(`/${path}`));
const ofWeights = () => asksFor(`/${createHash('sha256').update(WEIGHTS).digest('hex')}`);

beforeEach(() => void (folder = join(mkdtempSync(join(tmpdir(), 'tiebreak-hub-')), 'model')));
afterEach(async () => {
  await hub?.close();
  rmSync(dirname(folder), { recursive: true, force: true });
});

describe('a look at a repository', () => {
  it('finds what a model folder needs, the graphs best first, each with its weights and size', async () => {
    await start();
    hub.mood.page = 2;
    const offer = await look(repo(), never);
    expect(offer.commit).toBe(COMMIT);
    expect(offer.files.map(({ path }) => path)).toEqual(['config.json', 'tokenizer.json', 'tokenizer_config.json', 'reward.json']);
    expect(offer.graphs.map(({ path, size }) => [path, size])).toEqual([['onnx/model.onnx', 1_000_000], ['onnx/model_int8.onnx', 1000]]);
    expect(offer.graphs[0]!.weights.map(({ path, sha256 }) => [path, sha256])).toEqual([
      ['onnx/model.onnx', createHash('sha256').update(GRAPH).digest('hex')],
      ['onnx/model.onnx_data', createHash('sha256').update(WEIGHTS).digest('hex')],
    ]);
  });

  it('tells the Hub nothing but the id', async () => {
    await start();
    await look(repo(), never);
    expect(hub.asked.map(({ path }) => path)).toEqual([`/api/models/${REPO}/revision/main`, `/api/models/${REPO}/tree/${COMMIT}`, `/api/models/${REPO}/tree/${COMMIT}/onnx`, `/${REPO}/resolve/${COMMIT}/reward.json`]);
    for (const { headers } of hub.asked) expect(Object.keys(headers).sort()).toEqual(expect.not.arrayContaining(['cookie', 'referer', 'authorization']));
  });

  it('takes the graph that reward.json names, and no other', async () => {
    await start(repository({ 'onnx/model.onnx': 'a', 'onnx/model_q4.onnx': 'b', 'reward.json': '{"file":"onnx/model_q4.onnx"}' }));
    expect((await look(repo(), never)).graphs.map(({ path }) => path)).toEqual(['onnx/model_q4.onnx']);
  });

  it.each([
    ['onnx/../../../model.onnx', 'up'],
    ['/etc/model.onnx', 'absolute'],
    ['onnx\\model.onnx', 'of another system'],
    ['C:model.onnx', 'with a drive'],
    ['model\u202Exnno.onnx', 'that reads backwards'],
  ])('refuses a repository with the name %s (%s)', async (path) => {
    await start(repository({ 'onnx/model.onnx': 'a', [path]: 'b' }));
    await expect(look(repo(), never)).rejects.toThrow('is refused');
  });

  it.each([
    ['{"file":"../../x.onnx"}', 'is refused'],
    ['{"file":', 'is not valid JSON'],
    ['{"file":"onnx/none.onnx"}', 'names onnx/none.onnx'],
  ])('refuses a reward.json with %s', async (reward, reason) => {
    await start(repository({ 'onnx/model.onnx': 'a', 'reward.json': reward }));
    await expect(look(repo(), never)).rejects.toThrow(reason);
  });

  it('says what is missing', async () => {
    await start(repository());
    await expect(look(repo(), never)).rejects.toThrow('has PyTorch weights and no onnx/model*.onnx; Optimum');
    await hub.close();
    const files = repository({ 'onnx/model.onnx': 'a' });
    files.delete('tokenizer.json');
    await start(files);
    await expect(look(repo(), never)).rejects.toThrow('it has no tokenizer.json');
  });
});

describe('refusals say what helps', () => {
  it('no such repository, or a private one', async () => {
    await start();
    await expect(look({ ...repo(), repo: 'no/one' }, never)).rejects.toThrow(/has no model no\/one that all may see.*Set Hugging Face Token/);
    hub.mood.token = TOKEN;
    await expect(look(repo(), never)).rejects.toThrow('Set Hugging Face Token');
    await expect(look(repo('hf_wrong'), never)).rejects.toThrow('does not take the token');
    await expect(look(repo(TOKEN), never)).resolves.toMatchObject({ repo: REPO });
  });

  it('a gated one', async () => {
    await start();
    hub.mood.gated = true;
    await expect(wanted().then((files) => get(files))).rejects.toThrow(`must be asked for at ${hub.endpoint}/${REPO}`);
  });

  it('a Hub in trouble, and one that cannot be reached', async () => {
    await start();
    hub.mood.status = 503;
    await expect(look(repo(), never)).rejects.toThrow('answered 503');
    const gone = repo();
    await hub.close();
    await expect(look(gone, never)).rejects.toThrow(/127\.0\.0\.1:\d+ cannot be reached: ECONNREFUSED/);
    await expect(look({ ...gone, endpoint: 'http://no-such-host.invalid' }, never)).rejects.toThrow(/no-such-host.invalid cannot be reached/);
  });
});

describe('a download', () => {
  it('brings every file with its bytes, tells how far it is, and leaves nothing else', async () => {
    await start();
    const told: number[] = [];
    await get(await wanted(), { onProgress: (done, total) => (expect(total).toBe(1_000_000 + 13 + 16 + 12 + 2), told.push(done)) });
    expect(readdirSync(folder, { recursive: true }).sort()).toEqual(['config.json', 'onnx', join('onnx', 'model.onnx'), join('onnx', 'model.onnx_data'), 'reward.json', 'tokenizer.json', 'tokenizer_config.json']);
    for (const path of ['config.json', 'onnx/model.onnx', 'onnx/model.onnx_data']) expect(readFileSync(join(folder, path)).equals(FILES.get(path)!), path).toBe(true);
    expect(told.at(-1)).toBe(1_000_043);
    expect(told).toEqual([...told].sort((a, b) => a - b));
  });

  it('hands the token to the Hub and never to its storage', async () => {
    await start();
    hub.mood.token = TOKEN;
    await get(await wanted(TOKEN), { token: TOKEN });
    const tokens = (at: string) => new Set(hub.asked.filter((asked) => asked.at === at).map(({ headers }) => headers.authorization));
    expect(tokens('hub')).toEqual(new Set([`Bearer ${TOKEN}`]));
    expect(tokens('storage')).toEqual(new Set([undefined]));
  });

  it('does not bring the token back when the storage sends on to the Hub', async () => {
    await start();
    hub.mood.token = TOKEN;
    const files = await wanted(TOKEN);
    hub.mood.elsewhere = `${hub.endpoint}/${REPO}/resolve/${COMMIT}/config.json`;
    await expect(get(files, { token: TOKEN })).rejects.toThrow();
    expect(hub.asked.at(-1)).toMatchObject({ at: 'hub' });
    expect(hub.asked.at(-1)!.headers.authorization).toBeUndefined();
  });

  it('goes on where the connection was cut', async () => {
    await start();
    hub.mood.cut.set('onnx/model.onnx_data', { after: 200_000, times: 2 });
    await get(await wanted());
    expect(digest('onnx/model.onnx_data')).toBe(createHash('sha256').update(WEIGHTS).digest('hex'));
    const starts = ofWeights().map(({ headers }) => Number(/^bytes=(\d+)-/.exec(headers.range ?? 'bytes=0-')![1]));
    expect(starts).toHaveLength(3);
    expect(starts[1]).toBeGreaterThan(0);
    expect(starts[2]).toBeGreaterThan(starts[1]!);
  });

  it('gives up when nothing comes at all, keeps what it has, and goes on with that the next time', async () => {
    await start();
    const files = await wanted();
    const weights = files.find(({ path }) => path === 'onnx/model.onnx_data')!;
    hub.mood.cut.set(weights.path, { after: 0, times: 100 });
    mkdirSync(join(folder, 'onnx'), { recursive: true });
    writeFileSync(partial(folder, weights), WEIGHTS.subarray(0, 123_456));
    await expect(get(files)).rejects.toThrow(/cannot be reached: other side closed|in the middle of onnx\/model.onnx_data/);
    expect(statSync(partial(folder, weights)).size).toBe(123_456);
    expect(existsSync(join(folder, 'config.json'))).toBe(false);
    hub.mood.cut.clear();
    hub.asked.length = 0;
    await get(files);
    expect(ofWeights().map(({ headers }) => headers.range)).toEqual(['bytes=123456-699999']);
    expect(asksFor('onnx/model.onnx')).toEqual([]);
    expect(digest('onnx/model.onnx_data')).toBe(weights.sha256);
  });

  it('stops when it is told to, and keeps what it has', async () => {
    await start();
    hub.mood.slow = 20;
    const files = await wanted();
    const stop = new AbortController();
    await expect(get(files, { signal: stop.signal, onProgress: (done) => done > 500_000 && stop.abort(new Error('enough')) })).rejects.toThrow('enough');
    expect(existsSync(join(folder, 'onnx/model.onnx_data'))).toBe(false);
    expect(statSync(partial(folder, files.find(({ path }) => path.endsWith('_data'))!)).size).toBeGreaterThan(0);
  });

  it('takes the rest out of the whole where a server knows no ranges', async () => {
    await start();
    hub.mood.ignoresRanges = true;
    hub.mood.cut.set('onnx/model.onnx_data', { after: 400_000, times: 1 });
    await get(await wanted());
    expect(digest('onnx/model.onnx_data')).toBe(createHash('sha256').update(WEIGHTS).digest('hex'));
  });

  it.each(['onnx/model.onnx_data', 'tokenizer.json'])('refuses %s with the wrong bytes, and keeps neither it nor a half-new folder', async (path) => {
    await start();
    const damaged = Buffer.from(FILES.get(path)!);
    damaged[0]! ^= 1;
    hub.mood.damaged.set(path, damaged);
    const files = await wanted();
    await expect(get(files)).rejects.toThrow(`${path} does not have the checksum`);
    expect(existsSync(join(folder, path))).toBe(false);
    expect(existsSync(partial(folder, files.find((file) => file.path === path)!))).toBe(false);
    expect(existsSync(join(folder, 'config.json'))).toBe(false);
  });

  it('starts over where what was begun is another file', async () => {
    await start();
    const files = await wanted();
    const weights = files.find(({ path }) => path.endsWith('_data'))!;
    mkdirSync(join(folder, 'onnx'), { recursive: true });
    writeFileSync(partial(folder, weights), randomBytes(500_000));
    await get(files);
    expect(digest('onnx/model.onnx_data')).toBe(weights.sha256);
    expect(ofWeights().map(({ headers }) => headers.range)).toEqual(['bytes=500000-699999', undefined]);
  });

  it('asks for nothing where everything is there, and for one file where that is damaged', async () => {
    await start();
    const files = await wanted();
    await get(files);
    hub.asked.length = 0;
    await get(files);
    expect(hub.asked).toEqual([]);
    writeFileSync(join(folder, 'config.json'), '{"num_labels":2}');
    await get(files);
    expect(hub.asked.map(({ path }) => path)).toEqual([`/${REPO}/resolve/${COMMIT}/config.json`]);
    expect(readFileSync(join(folder, 'config.json'), 'utf8')).toBe('{"num_labels":1}');
  });

  it('counts a connection that brings nothing as lost', async () => {
    await start();
    const files = await wanted();
    hub.mood.slow = 30_000;
    await expect(get(files, { silence: 40 })).rejects.toThrow('nothing came for 0.04 seconds');
  });

  it('refuses names that leave the folder, whoever asks', async () => {
    await start();
    await expect(get([{ path: '../x', size: 1, sha256: null, sha1: null }])).rejects.toThrow('is refused');
    expect(hub.asked).toEqual([]);
  });
});
