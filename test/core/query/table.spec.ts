import { describe, expect, test } from 'vitest';
import { RecordTable } from '../../../src/core/query/table.js';
import { ensembleOf, flagsOf, rewardOf, rowOf, summaryOf } from '../../../src/core/query/summaries.js';
import { DEFAULT_THRESHOLDS } from '../../../src/core/flags/thresholds.js';
import type { LocatedRecord } from '../../../src/core/record.js';
import { Random } from '../../support/random.js';
import { record, response, scored } from '../../support/records.js';

function tableOf(records: readonly LocatedRecord[]): RecordTable {
  const table = new RecordTable();
  records.forEach((one) => table.add(one));
  table.finish();
  return table;
}

/** Responses, scores and all change places, as a flip of chosen and rejected does. */
function swapped(of: LocatedRecord): LocatedRecord {
  return {
    ...of,
    responses: [...of.responses].reverse(),
    scores: of.scores.map(({ model, rewards }) => ({ model, rewards: [...rewards].reverse() })),
  };
}

describe('scores of the file', () => {
  const records = scored([[1, 10], [-1, -30], [3, 20]]);

  test('each model counts on its own scale, the sd of its differences', () => {
    const table = tableOf(records);
    const [a, b] = [Math.sqrt(8 / 3), Math.sqrt(1400 / 3)];
    expect(table.voters).toEqual([{ name: 'm0', scale: expect.closeTo(a, 12) }, { name: 'm1', scale: expect.closeTo(b, 12) }]);
    expect(table.columns.mean.get(0)).toBeCloseTo((1 / a + 10 / b) / 2, 12);
    expect(ensembleOf(table, 1)).toMatchObject({ preferred: 1, other: 2, voters: [{ name: 'm0', difference: expect.closeTo(-1 / a, 12) }, { name: 'm1' }] });
    expect(rewardOf(table, 0, 0)!.mean).toBeCloseTo((1 / a + 10 / b) / 2, 12);
    expect(rewardOf(table, 0, 1)).toEqual({ mean: 0, sd: 0 });
  });

  test('a flip negates the mean and keeps the sd; scales stay', () => {
    const table = tableOf(records);
    const [before, scales] = [ensembleOf(table, 0)!, table.voters];
    table.replace(0, swapped(records[0]!));
    expect(ensembleOf(table, 0)).toMatchObject({ mean: -before.mean, sd: before.sd, z: -before.z! });
    table.finish();
    expect(table.voters).toEqual(scales);
    table.replace(0, records[0]!);
    expect(ensembleOf(table, 0)).toEqual(before);
  });

  test('a chosen value that changes alone flips the mean too', () => {
    const table = tableOf(records);
    const { mean } = ensembleOf(table, 0)!;
    table.replace(0, { ...records[0]!, preference: { chosen: 1, strength: 1, votes: [] } });
    expect(ensembleOf(table, 0)).toMatchObject({ mean: -mean, preferred: 2, other: 1 });
  });

  test('missing rewards leave a model out, missing preferences the mean', () => {
    const table = tableOf([
      record(0, { scores: [{ model: 'a', rewards: [1, 0] }] }),
      record(1, { scores: [{ model: 'b', rewards: [1, null] }, { model: 'a', rewards: [3, 0] }] }),
      record(2, { scores: [{ model: 'a', rewards: [5, 0] }, { model: 'b', rewards: [NaN, 2] }], preference: null }),
      record(3),
    ]);
    expect(table.voters.map(({ name }) => name)).toEqual(['a', 'b']);
    expect([0, 1, 2, 3].map((i) => table.columns.models.get(i))).toEqual([1, 1, 0, 0]);
    expect(summaryOf(table, 0)).toMatchObject({ mean: 1, sd: 0 });
    expect(ensembleOf(table, 0)).toMatchObject({ z: null, pSign: null });
    expect(summaryOf(table, 2)).toMatchObject({ mean: null, sd: null, pWrong: null });
    expect(rewardOf(table, 2, 0)).not.toBeNull();
    expect(ensembleOf(table, 3)).toBeNull();
  });

  test('p_wrong is there wherever a mean is', () => {
    const table = tableOf(records);
    table.finish({ calibration: { slope: 2, intercept: 0 } });
    const { mean, pWrong } = summaryOf(table, 1);
    // One label in five is wrong, as far as is known of a small file.
    expect(pWrong).toBeCloseTo(1 / (1 + 4 * Math.exp(2 * mean!)), 12);
    expect(table.columns.priority.get(1)).toBe(pWrong);
  });
});

describe("a model's scores", () => {
  const VOTERS = [{ name: 'x', scale: 2 }, { name: 'y', scale: 4 }];
  const predicted = (helpfulness: number) => [{ attribute: 'helpfulness', mean: helpfulness, sd: 0.5 }];
  const scores = { rewards: [[4, 0], [4, 0]], attributes: [predicted(3.5), predicted(1.5)] };

  function scoredTable(): RecordTable {
    const table = tableOf([record(0), record(1)]);
    table.setVoters(VOTERS);
    table.setScores(0, scores);
    return table;
  }

  test('have fixed scales and count at once', () => {
    const table = scoredTable();
    expect(ensembleOf(table, 0)).toMatchObject({ mean: 1.5, sd: 0.5, voters: [{ name: 'x', difference: 2 }, { name: 'y', difference: 1 }] });
    expect(rowOf(table, 0)).toMatchObject({ pred_helpfulness_1: 3.5, pred_sd_helpfulness_1: 0.5, pred_helpfulness_2: 1.5, label_helpfulness_1: null });
    expect(ensembleOf(table, 1)).toBeNull();
  });

  test('follow their texts when responses change places', () => {
    const table = scoredTable();
    table.replace(0, swapped(record(0)));
    expect(ensembleOf(table, 0)).toMatchObject({ mean: -1.5, sd: 0.5 });
    expect(rowOf(table, 0)).toMatchObject({ pred_helpfulness_1: 1.5, pred_helpfulness_2: 3.5, reward_1: 0, reward_2: 1.5 });
    table.replace(0, record(0));
    expect(ensembleOf(table, 0)).toMatchObject({ mean: 1.5 });
  });

  test('do not belong to a text that is new', () => {
    const table = scoredTable();
    table.replace(0, record(0, { responses: [response('first'), response('another')] }));
    expect(ensembleOf(table, 0)).toBeNull();
    expect(rowOf(table, 0)).toMatchObject({ reward_1: 1.5, reward_2: null, pred_helpfulness_2: null });
  });

  test('stand in the place of the file’s own, until they are taken away', () => {
    const table = tableOf(scored([[1], [2], [3]]));
    const own = ensembleOf(table, 0);
    table.setVoters([{ name: 'x', scale: 1 }]);
    table.setScores(0, { rewards: [[-7, 0]], attributes: [[], []] });
    table.finish();
    expect(ensembleOf(table, 0)).toMatchObject({ mean: -7 });
    expect(ensembleOf(table, 1)).toBeNull();
    table.setVoters([]);
    table.finish();
    expect(ensembleOf(table, 0)).toEqual(own);
  });

  test('without a fixed scale wait for the whole file', () => {
    const table = tableOf([record(0), record(1)]);
    table.setVoters([{ name: 'x', scale: NaN }]);
    [6, 2].forEach((reward, index) => table.setScores(index, { rewards: [[reward, 0]], attributes: [] }));
    expect(ensembleOf(table, 0)).toBeNull();
    table.finish();
    expect(table.voters).toEqual([{ name: 'x', scale: 2 }]);
    expect(ensembleOf(table, 0)).toMatchObject({ mean: 3 });
  });
});

describe('labels', () => {
  const rated = record(0, {
    preference: null,
    responses: [response('aa', { helpfulness: [4, 4, 1], style: 2 }, 'gpt'), response('bbb', { helpfulness: [3, 3, 3] })],
  });

  test('have their columns, of responses 1 and 2', () => {
    expect(rowOf(tableOf([rated]), 0)).toMatchObject({
      n_responses: 2,
      preference: null,
      spread_helpfulness_1: 3,
      raters_helpfulness_1: 3,
      label_style_1: 2,
      raters_style_1: null,
      spread_helpfulness_2: 0,
      length_1: 2,
      length_2: 3,
      model_1: 'gpt',
      model_2: null,
      flags: ['low-agreement'],
      priority: 0.75,
      p_wrong: null,
    });
  });

  test('the reason names the response, the marks and the limit', () => {
    const table = tableOf([rated]);
    expect(flagsOf(table, 0)).toMatchObject([{ flag: 'low-agreement', why: 'Annotators split on helpfulness of response A: 4, 4, 1 (spread 3, limit 2).' }]);
    table.finish({ thresholds: { ...DEFAULT_THRESHOLDS, spreadShare: 0.75 } });
    expect(flagsOf(table, 0)).toEqual([]);
    expect(summaryOf(table, 0).flags).toEqual([]);
  });

  test('an attribute that is gone leaves nothing behind', () => {
    const table = tableOf([rated]);
    table.replace(0, { ...rated, responses: [response('aa'), response('bbb')] });
    expect(rowOf(table, 0)).toMatchObject({ spread_helpfulness_1: null, label_style_1: null, flags: [] });
  });

  test('names that differ in SQL by nothing are told apart', () => {
    const table = tableOf([record(0, { responses: [response('a', { 'Fact: ness': 1, fact_ness: 2, '!': 3 }), response('b')] })]);
    expect(rowOf(table, 0)).toMatchObject({ label_fact_ness_1: 1, label_fact_ness_2_1: 2, label_attribute_1: 3 });
  });
});

test('a dropped record has no flags and is in no bin', () => {
  const table = tableOf(scored([[-1, -2], [1, 2], [1, 2]]));
  expect(summaryOf(table, 0).flags).toEqual(['contested']);
  table.replace(0, { ...scored([[-1, -2]])[0]!, dropped: true });
  expect(summaryOf(table, 0)).toMatchObject({ flags: [], dropped: true });
  expect(flagsOf(table, 0)).toEqual([]);
});

test('records come in order', () => {
  expect(() => new RecordTable().add(record(1))).toThrow(RangeError);
});

test('a list shows the last question on one line', () => {
  const prompt = [{ role: 'user', text: 'Old' }, { role: 'assistant', text: 'Yes' }, { role: 'user', text: `  New\n\n${'x'.repeat(117)}😀y` }];
  expect(summaryOf(tableOf([record(0, { prompt })]), 0).title).toBe(`New ${'x'.repeat(116)}`);
  expect(summaryOf(tableOf([record(0, { prompt: [] })]), 0).title).toBe('');
});

test('two rated responses with five attributes take under 400 bytes', () => {
  const random = new Random(1);
  const names = ['helpfulness', 'correctness', 'coherence', 'complexity', 'verbosity'];
  const marks = () => Object.fromEntries(names.map((name) => [name, [0, 0, 0].map(() => random.below(5))]));
  const table = new RecordTable();
  for (let i = 0; i < 5000; i++) {
    const prompt = [{ role: 'user', text: `Question ${i} ${'word '.repeat(random.below(60))}` }];
    table.add(record(i, { prompt, responses: [response('a', marks(), 'gpt'), response('b', marks(), 'mistral')], preference: null }));
  }
  table.setVoters([{ name: 'x', scale: 1 }]);
  const attributes = names.map((attribute) => ({ attribute, mean: 2.2, sd: 0.7 }));
  for (let i = 0; i < 5000; i++) table.setScores(i, { rewards: [[random.next(), random.next()]], attributes: [attributes, attributes] });
  table.finish();
  expect(table.bytes / 5000).toBeLessThan(400);
});
