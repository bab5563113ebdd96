import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { forkScript } from '../../../src/platform/node/fork.js';
import { withDownloader } from '../../../src/platform/node/hub/client.js';
import { partial } from '../../../src/platform/node/hub/downloadModel.js';
import { connect } from '../../../src/platform/node/rpc.js';
import type { DownloaderEvents, DownloaderMethods } from '../../../src/protocol/downloader.js';
import { buildEntry } from '../../support/build.js';
import { repository, startHub, type LoopbackHub } from '../../support/loopbackHub.js';

const WEIGHTS = randomBytes(3_000_000);
let hub: LoopbackHub;
let script: string;
let folder: string;
beforeAll(async () => {
  script = await buildEntry('src/downloader.ts');
  hub = await startHub('a/b', repository({ 'onnx/model.onnx': WEIGHTS }));
  folder = mkdtempSync(join(tmpdir(), 'tiebreak-downloader-'));
}, 60_000);
afterAll(async () => {
  await hub.close();
  rmSync(folder, { recursive: true });
});

it('goes on after a kill with what the dead process had written, and asks for the rest alone', async () => {
  const at = { endpoint: hub.endpoint, repo: 'a/b', token: null };
  hub.mood.slow = 15;
  const { child } = forkScript(script);
  const wire = connect<DownloaderMethods, DownloaderEvents>(child);
  const { commit, files, graphs } = await wire.request('look', at);
  const graph = graphs[0]!.weights[0]!;
  const wish = { ...at, commit, files: [...files, graph], folder };
  wire.on('progress', ({ done }) => void (done > 1_000_000 && child.kill('SIGKILL')));
  await expect(wire.request('download', wish)).rejects.toMatchObject({ name: 'ConnectionClosed' });
  const had = statSync(partial(folder, graph)).size;
  expect(had).toBeGreaterThan(900_000);
  expect(had).toBeLessThan(WEIGHTS.length);

  hub.mood.slow = 0;
  hub.asked.length = 0;
  await withDownloader(script, {}, (downloader) => downloader.request('download', wish));
  expect(readFileSync(join(folder, 'onnx/model.onnx')).equals(WEIGHTS)).toBe(true);
  const asked = hub.asked.filter(({ path }) => path.endsWith('/model.onnx') || path.endsWith(createHash('sha256').update(WEIGHTS).digest('hex')));
  expect(asked.map(({ headers }) => headers.range)).toEqual([`bytes=${had}-2999999`, `bytes=${had}-2999999`]);
}, 60_000);

it('ends its work when it is told to', async () => {
  hub.mood.slow = 50;
  const stop = new AbortController();
  const before = Date.now();
  await withDownloader(script, {}, async (downloader) => {
    const at = { endpoint: hub.endpoint, repo: 'a/b', token: null };
    const { commit, graphs } = await downloader.request('look', at);
    downloader.on('progress', () => stop.abort(new Error('enough')));
    await expect(downloader.request('download', { ...at, commit, files: graphs[0]!.weights, folder: join(folder, 'other') }, stop.signal)).rejects.toThrow('enough');
  });
  hub.mood.slow = 0;
  expect(Date.now() - before).toBeLessThan(30_000);
}, 60_000);
