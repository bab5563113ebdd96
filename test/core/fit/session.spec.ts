import { describe, expect, test } from 'vitest';
import { Dataset } from '../../../src/core/dataset.js';
import { fitSession } from '../../../src/core/fit/fitSession.js';
import type { Embedder } from '../../../src/core/fit/embedder.js';
import { TextRows } from '../../../src/core/fit/textRows.js';
import { LineFile } from '../../../src/core/formats/lines.js';
import type { TableStore } from '../../../src/core/query/store.js';
import { schemaNamed } from '../../../src/core/schemas/registry.js';
import type { LoadedModel } from '../../../src/core/scoring/loadedModel.js';
import type { RecordScores } from '../../../src/core/scoring/scores.js';
import { Session } from '../../../src/core/session.js';
import { sha256Hex16 } from '../../../src/platform/node/hash.js';
import { TURNS } from '../../../src/platform/node/turns.js';
import { memorySource } from '../../support/memory.js';
import { Random } from '../../support/random.js';
import { auroc } from './support.js';

const MODEL: LoadedModel = { name: 'encoder', hash: 'h', members: 2, scale: 1, attributes: [], calibration: null, choice: { device: 'cpu', adapter: 'test', skipped: [] } };

/** Embeds a text as three numbers read out of it, and one that says nothing; a text with `unreadable` fails. */
function embedder(): Embedder & { asked: number } {
  return {
    asked: 0,
    async embed(_, inputs, { onEmbedded, onProgress }) {
      const failed: { position: number; reason: string }[] = [];
      inputs.forEach(({ response }, position) => {
        this.asked++;
        if (response.includes('unreadable')) return void failed.push({ position, reason: 'unreadable' });
        const count = (letter: string) => response.split(letter).length - 1;
        onEmbedded(position, { numbers: Float32Array.of(count('a'), count('b'), count('c'), 7), size: 4 });
      });
      onProgress(inputs.length, inputs.length);
      return { tokens: inputs.length, failed };
    },
  };
}

async function opened(rows: readonly object[], schema: string): Promise<Session> {
  const text = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  const dataset = new Dataset([{ rows: new LineFile(memorySource(Buffer.from(text))), split: null }], schemaNamed(schema), sha256Hex16);
  const session = new Session(dataset, {} as TableStore);
  for await (const progress of session.read()) void progress;
  return session;
}

const random = new Random(8);
const text = () => Array.from({ length: 24 }, () => random.pick(['a', 'b', 'c', 'x'])).join('');
const merit = (response: string) => response.split('a').length - response.split('b').length;

/** Pairs of which the one with more a and fewer b is better; every fifth is flipped. */
const pairs = Array.from({ length: 250 }, (_, i) => {
  let [one, other] = [text(), text()];
  while (merit(one) === merit(other)) other = text();
  if (merit(one) < merit(other) !== (i % 5 === 0)) [one, other] = [other, one];
  // Prompts come twice.
  return { prompt: `Question ${i >> 1}`, chosen: one, rejected: other };
});

const watch = { ...TURNS };

describe('pairs', () => {
  test('flipped labels have the highest p_wrong; members, mean and z are there', async () => {
    const session = await opened(pairs, 'pair');
    const { model, fit, responses, computed } = await fitSession(session, embedder(), '', MODEL, new TextRows(sha256Hex16), watch);
    expect(model).toMatchObject({ name: 'encoder+fit', members: 10 });
    expect({ responses, computed }).toEqual({ responses: 500, computed: 500 });
    expect(fit.pairs).toMatchObject({ count: 250, prompts: 125 });
    const { columns } = session.table;
    const all = pairs.map((_, index) => index);
    expect(auroc(all.map((index) => columns.pWrong.get(index)), all.map((index) => index % 5 === 0))).toBeGreaterThan(0.9);
    for (const index of all) {
      const mean = columns.mean.get(index);
      expect(columns.models.get(index)).toBe(10);
      expect(columns.sd.get(index)).toBeGreaterThan(0);
      expect(Math.sign(columns.pSign.get(index) - 0.5)).toBe(-Math.sign(mean));
    }
  });

  test('a flip that is not saved is fitted to, and nothing is embedded twice', async () => {
    const session = await opened(pairs, 'pair');
    const encoder = embedder();
    const texts = new TextRows(sha256Hex16);
    await fitSession(session, encoder, '', MODEL, texts, watch);
    const asked = encoder.asked;
    const before = Array.from({ length: 250 }, (_, index) => session.table.columns.mean.get(index));
    for (let index = 0; index < 250; index += 5) await session.edit(index, { kind: 'flip' }, null);
    const { cached, computed, fit } = await fitSession(session, encoder, '', MODEL, texts, watch);
    expect(encoder.asked).toBe(asked);
    expect({ cached, computed }).toEqual({ cached: 500, computed: 0 });
    expect(fit.pairs!.accuracy).toBeGreaterThan(0.95);
    for (let index = 0; index < 250; index += 5) {
      if (before[index]! < -0.5) expect(session.table.columns.mean.get(index)).toBeGreaterThan(0);
    }
  });

  test('a flip while the heads are fitted leaves every score with its text', async () => {
    const session = await opened(pairs, 'pair');
    const plain = await opened(pairs, 'pair');
    await fitSession(plain, embedder(), '', MODEL, new TextRows(sha256Hex16), watch);
    let pauses = 0;
    let clock = 0;
    // Every step takes so long that the others have their turn: two turns are for reading, all but the last for fitting.
    const slow = { now: () => (clock += 1000), pause: async () => void (++pauses === 20 && (await session.edit(3, { kind: 'flip' }, null))) };
    await fitSession(session, embedder(), '', MODEL, new TextRows(sha256Hex16), slow);
    expect(pauses).toBeGreaterThan(40);
    const [was, is] = [plain.table.columns.mean.get(3), session.table.columns.mean.get(3)];
    expect(Math.sign(is)).toBe(-Math.sign(was));
  });

  test('a response that cannot be embedded has no score, a dropped record teaches nothing', async () => {
    const rows = pairs.map((row, i) => (i === 7 ? { ...row, rejected: 'unreadable' } : row));
    const session = await opened(rows, 'pair');
    await session.edit(9, { kind: 'drop' }, null);
    const heard = new Map<number, RecordScores>();
    const { failed, fit } = await fitSession(session, embedder(), '', MODEL, new TextRows(sha256Hex16), { ...watch, onRecord: (index, scores) => void heard.set(index, scores) });
    expect(failed).toEqual([{ position: 15, reason: 'unreadable' }]);
    expect(fit.pairs!.count).toBe(248);
    expect(heard.get(7)!.rewards.every(([first, second]) => first !== null && second === null)).toBe(true);
    expect(session.table.columns.mean.get(7)).toBeNaN();
    expect(heard.size).toBe(250);
  });

  test('an abort ends it with the signal\'s reason', async () => {
    const session = await opened(pairs, 'pair');
    const ending = new AbortController();
    const pause = async () => ending.abort(new Error('enough'));
    await expect(fitSession(session, embedder(), '', MODEL, new TextRows(sha256Hex16), { ...watch, pause, signal: ending.signal })).rejects.toThrow('enough');
  });

  test('too few labelled prompts are an error that counts them', async () => {
    const session = await opened(pairs.slice(0, 30), 'pair');
    await expect(fitSession(session, embedder(), '', MODEL, new TextRows(sha256Hex16), watch)).rejects.toThrow('15 prompts have a response that is labelled better');
  });
});

test('ratings: attributes are predicted on their scale, and the better rated responses are pairs', async () => {
  const rated = Array.from({ length: 400 }, (_, i) => {
    const response = text();
    const helpfulness = Math.max(0, Math.min(4, 2 + merit(response)));
    return { prompt: `Question ${i >> 1}`, response, helpfulness, correctness: helpfulness, coherence: 4, complexity: (i * 7) % 5, verbosity: 2 };
  });
  const session = await opened(rated, 'helpsteer2');
  const heard: RecordScores[] = [];
  const { fit, model } = await fitSession(session, embedder(), '', MODEL, new TextRows(sha256Hex16), { ...watch, onRecord: (_, scores) => void heard.push(scores) });
  // What never varies cannot be learned.
  expect(model.attributes).toEqual(['helpfulness', 'correctness', 'complexity']);
  const named = Object.fromEntries(fit.attributes.map((each) => [each.attribute, each]));
  expect(named['helpfulness']!.correlation).toBeGreaterThan(0.85);
  expect(Math.abs(named['complexity']!.correlation!)).toBeLessThan(0.25);
  expect(named['complexity']!.sd).toBeCloseTo(Math.SQRT2, 0);
  // Complexity, which is chance here, has a part in which response is better.
  expect(fit.pairs!.accuracy).toBeGreaterThan(0.75);
  for (const { attributes } of heard) for (const list of attributes) for (const { mean } of list) expect(mean >= 0 && mean <= 4).toBe(true);
  expect(session.table.attributes.all.find(({ attribute }) => attribute === 'helpfulness')!.predicted[0].get(0)).toBeCloseTo(heard[0]!.attributes[0]![0]!.mean, 5);
});

test('hostile texts: lone surrogates, huge words, keys of objects', async () => {
  const rows = pairs.map((row, i) => (i < 40 ? { ...row, prompt: ['__proto__', '\ud800', 'constructor'][i % 3]!, chosen: `${row.chosen}\udfff`, rejected: i === 5 ? 'q'.repeat(200_000) : row.rejected } : row));
  const session = await opened(rows, 'pair');
  await fitSession(session, embedder(), '', MODEL, new TextRows(sha256Hex16), watch);
  for (let index = 0; index < 250; index++) expect(Number.isFinite(session.table.columns.pWrong.get(index))).toBe(true);
});
