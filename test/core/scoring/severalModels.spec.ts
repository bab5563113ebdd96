import { describe, expect, it } from 'vitest';
import { ensembleOf } from '../../../src/core/query/summaries.js';
import type { TableStore } from '../../../src/core/query/store.js';
import type { LoadedModel } from '../../../src/core/scoring/loadedModel.js';
import type { Scorer } from '../../../src/core/scoring/scorer.js';
import { calibrating, together, withOwnNames, type ScoringModel } from '../../../src/core/scoring/scoringModels.js';
import type { ResponseScore } from '../../../src/core/scoring/scores.js';
import { Session } from '../../../src/core/session.js';
import { Dataset } from '../../../src/core/dataset.js';
import { LineFile } from '../../../src/core/formats/lines.js';
import { schemaNamed } from '../../../src/core/schemas/registry.js';
import { sha256Hex16 } from '../../../src/platform/node/hash.js';
import { memorySource } from '../../support/memory.js';

const model = (name: string, given: Partial<LoadedModel> = {}): ScoringModel => ({
  folder: `/models/${name}`,
  model: { name, hash: name, members: 1, scale: null, attributes: [], calibration: null, choice: { device: 'cpu', adapter: 'CPU', skipped: [] }, ...given },
});

/** A scorer whose models give what their function says of a response; undefined where it fails. */
function scorer(models: Readonly<Record<string, (response: string) => ResponseScore | undefined>>): Scorer {
  return {
    load: () => Promise.reject(new Error('loaded already')),
    score: async (folder, inputs, { onScored, onProgress }) => {
      const failed: { position: number; reason: string }[] = [];
      inputs.forEach(({ response }, position) => {
        const score = models[folder.slice('/models/'.length)]!(response);
        if (score) onScored(position, score);
        else failed.push({ position, reason: 'no number' });
        onProgress(position + 1, inputs.length);
      });
      return { tokens: 10, seconds: 1, cached: 0, computed: inputs.length - failed.length, failed };
    },
  };
}

const store = { load: async () => undefined, update: () => undefined, reload: () => undefined, close: async () => undefined } as unknown as TableStore;
const reward = (...rewards: number[]): ResponseScore => ({ rewards, attributes: [] });

/** A session of pairs, every row read. */
async function opened(rows: readonly object[]): Promise<Session> {
  const file = new LineFile(memorySource(Buffer.from(rows.map((row) => JSON.stringify(row)).join('\n'))));
  const session = new Session(new Dataset([{ rows: file, split: null }], schemaNamed('pair'), sha256Hex16), store);
  for await (const progress of session.read({})) void progress;
  return session;
}

/** The same, of responses that are numbers. */
function ofNumbers(pairs: readonly (readonly [chosen: number, rejected: number])[]): Promise<Session> {
  return opened(pairs.map(([chosen, rejected], i) => ({ prompt: `p${i}`, chosen: String(chosen), rejected: String(rejected) })));
}

describe('several models', () => {
  const pairs = [[3, 1], [2, 6], [5, 4]] as const;

  it('vote each on its own scale: a fixed one, or the population sd of its differences over the file', async () => {
    const session = await ofNumbers(pairs);
    const models = [model('fixed', { members: 2, scale: 4 }), model('free')];
    const told: [number, string][] = [];
    let progress = [0, 0];
    const summary = await session.score(
      scorer({ fixed: (text) => reward(Number(text), 2 * Number(text)), free: (text) => reward(100 - 10 * Number(text)) }),
      models,
      { onRecord: (index, _, { name }) => void told.push([index, name]), onProgress: (done, all) => void (progress = [done, all]) },
    );
    expect(summary).toMatchObject({ tokens: 20, seconds: 2, computed: 12, failed: [] });
    expect(progress).toEqual([12, 12]);
    expect(told).toEqual([[0, 'fixed'], [1, 'fixed'], [2, 'fixed'], [0, 'free'], [1, 'free'], [2, 'free']]);
    // Differences of `free`, chosen minus rejected: its reward falls by 10 a step.
    const differences = [-20, 40, -10];
    const mean = differences.reduce((a, b) => a + b) / 3;
    const sd = Math.sqrt(differences.reduce((sum, d) => sum + (d - mean) ** 2, 0) / 3);
    expect(session.table.voters).toEqual([
      { name: 'fixed 1', scale: 4, member: true },
      { name: 'fixed 2', scale: 4, member: true },
      { name: 'free', scale: expect.closeTo(sd, 10), member: false },
    ]);
    const votes = [2 / 4, 4 / 4, -20 / sd];
    expect(session.table.columns.mean.get(0)).toBeCloseTo(votes.reduce((a, b) => a + b) / 3, 10);
    expect(session.table.columns.models.get(0)).toBe(3);
    expect(ensembleOf(session.table, 0)!.voters.map(({ difference }) => difference)).toEqual(votes.map((vote) => expect.closeTo(vote, 10)));
  });

  it('of which one fails leave its vote out, and say whose it is', async () => {
    const session = await ofNumbers(pairs);
    const models = [model('a', { scale: 1 }), model('b', { scale: 1 })];
    const { failed } = await session.score(scorer({ a: (text) => reward(Number(text)), b: (text) => (text === '6' ? undefined : reward(0)) }), models);
    expect(failed).toEqual([{ position: 3, reason: 'b: no number' }]);
    expect([0, 1, 2].map((index) => session.table.columns.models.get(index))).toEqual([2, 1, 2]);
    expect(session.table.columns.mean.get(1)).toBe(-4);
  });

  it('that predict attributes alone leave the vote to the scores of the file', async () => {
    const session = await opened([{ prompt: 'p', chosen: 'a', rejected: 'b', chosen_reward: 3, rejected_reward: 1 }]);
    const before = session.table.voters;
    const attributes = [{ attribute: 'style', mean: 2.5, sd: 1 }];
    await session.score(scorer({ graded: () => ({ rewards: [], attributes }) }), [model('graded', { members: 0, attributes: ['style'] })]);
    expect(before).toHaveLength(1);
    expect(session.table.voters).toEqual(before);
    expect(session.table.attributes.all.find(({ attribute }) => attribute === 'style')!.predicted[0].get(0)).toBe(2.5);
  });
});

describe('scoringModels', () => {
  it('names two models of one name apart', () => {
    expect(withOwnNames([model('a'), model('b'), model('a'), model('a')]).map(({ model: { name } }) => name)).toEqual(['a', 'b', 'a (2)', 'a (3)']);
  });

  it('takes one attribute of several models for the mean, no surer than they are', () => {
    const graded = (mean: number, sd: number) => ({ rewards: [], attributes: [[{ attribute: 'x', mean, sd }]] });
    const { attributes } = together([model('a', { members: 0 }), model('b', { members: 0 })], [graded(1, 3), graded(2, 4)], 1);
    expect(attributes).toEqual([[{ attribute: 'x', mean: 1.5, sd: expect.closeTo(Math.sqrt(12.5), 12) }]]);
  });

  it('calibrates by the only model that votes', () => {
    const [a, b, c] = [model('a'), model('b', { members: 0 }), model('c')];
    expect(calibrating([b, a])).toBe(a.model);
    expect(calibrating([a, c])).toBeNull();
    expect(calibrating([b])).toBeNull();
  });
});
