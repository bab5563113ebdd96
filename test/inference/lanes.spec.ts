import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphOf, type GraphFiles } from '../../src/inference/graphFile.js';
import { plan } from '../../src/inference/lanes.js';

let folder: string;
let graph: GraphFiles;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tiebreak-lanes-'));
  for (const [name, bytes] of [['model.onnx', 1000], ['model.onnx_data', 4000], ['model.data', 5000], ['model.onnx.old', 7000], ['other.onnx', 50_000]] as const) {
    writeFileSync(join(folder, name), Buffer.alloc(bytes));
  }
  graph = await graphOf(folder, null);
});
afterAll(() => rmSync(folder, { recursive: true }));

// 10,000 bytes of 8-bit weights are 40,000 unfolded; an eighth of the memory is for them.
describe('plan', () => {
  it('runs a batch a core where the weights can be held as often', () => {
    expect(plan(graph, 'cpu', 4, 8 * 160_000)).toEqual({ runners: 4, threads: 1, encoders: 1 });
  });

  it('gives fewer batches more threads each where they cannot, external data counted', () => {
    expect(plan(graph, 'cpu', 4, 8 * 159_999)).toEqual({ runners: 2, threads: 2, encoders: 1 });
    expect(plan(graph, 'cpu', 6, 8 * 200_000)).toEqual({ runners: 3, threads: 2, encoders: 1 });
    expect(plan(graph, 'cpu', 4, 1000)).toEqual({ runners: 1, threads: 4, encoders: 1 });
  });

  it('runs one batch at a time on a card, with more threads to make its tokens', () => {
    expect(plan(graph, 'webgpu', 16, 1e12)).toEqual({ runners: 1, threads: 16, encoders: 4 });
    expect(plan(graph, 'cuda', 1, 1e12)).toEqual({ runners: 1, threads: 1, encoders: 1 });
  });
});
