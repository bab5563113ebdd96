import { describe, expect, it } from 'vitest';
import { detectSchema } from '../../../src/core/schemas/detect.js';
import { longRatings } from '../../../src/core/schemas/longRatings.js';
import { guessScale } from '../../../src/core/schemas/scales.js';
import { asLines, lines, read, sampleOf } from '../../support/schemaFiles.js';
import { sharedFile } from '../../support/shared.js';

const granular = sharedFile('real/cohere-granular.parquet');
const errors = sharedFile('train/cohere-errors.parquet');
const groupings = sharedFile('train/cohere-groupings.parquet');
const attributes = (labels: readonly { attribute: string; min: number; max: number }[]) => labels.map(({ attribute, min, max }) => `${attribute} ${min}-${max}`);

describe('long-ratings', () => {
  it.skipIf(granular === null)('cohere-granular: 4,440 ratings of 1,260 responses to 360 tasks, as pandas groups them (needs cohere-granular)', async () => {
    const text = await asLines(granular!);
    expect(detectSchema(sampleOf(text)).schema.name).toBe('long-ratings');
    const { records, dataset } = await read(text, 'long-ratings');
    expect([dataset.rows, dataset.bad.count, records.length]).toEqual([4440, 0, 360]);
    const responses = records.flatMap((record) => record.responses);
    expect(responses.length).toBe(1260);
    const overall = responses.map(({ labels }) => labels.find(({ attribute }) => attribute === 'overall')!);
    expect(overall.reduce((sum, { ratings }) => sum + ratings.length, 0)).toBe(4440);
    expect(overall.reduce((sum, { consensus }) => sum + consensus!, 0)).toBeCloseTo(4277.25, 9);
    expect([4, 1, 8].map((n) => overall.filter(({ ratings }) => ratings.length === n).length)).toEqual([780, 360, 120]);
    expect(attributes(responses[0]!.labels)).toEqual([
      ...['overall', 'confidence', 'style', 'detail', 'clarity', 'creativity', 'useful'].map((name) => `${name} 1-5`),
      ...['contradiction', 'inconsistent', 'factuality', 'relevance', 'formatting', 'refusal', 'repetition', 'scope', 'fluency', 'harmful'].map((name) => `${name} 0-1`),
    ]);
    const [first] = records[0]!.responses;
    expect([first!.model, overall[0]!.ratings.map(({ value }) => value)]).toEqual(['command_6B_v14_20230622', [3, 4, 2, 5, 4, 4, 5, 5]]);
    expect(first!.labels[0]!.ratings.every(({ annotator }) => annotator === null)).toBe(true);
  });

  it.skipIf(errors === null || groupings === null)('cohere-errors and -groupings: 344 tasks, 1,203 responses; length is no attribute (needs cohere-errors, cohere-groupings)', async () => {
    for (const path of [errors!, groupings!]) {
      const { records } = await read(await asLines(path), 'long-ratings');
      expect([records.length, records.reduce((sum, { responses }) => sum + responses.length, 0)]).toEqual([344, 1203]);
    }
    const { records } = await read(await asLines(groupings!), 'long-ratings');
    expect(attributes(records[0]!.responses[0]!.labels)).toEqual(['complexity 1-5', 'assertive 1-5']);
  });

  it('a mark outside the scale makes a broken row; a missing or NaN one is no mark', async () => {
    const rows = Array.from({ length: 300 }, (_, i) => ({ prompt: `p${i % 3}`, response: `r${i % 6}`, rater_id: i, quality: i === 250 ? 9 : i === 7 ? null : (i % 5) + 1 }));
    const text = lines(rows).replace('"rater_id":8,"quality":4', '"rater_id":8,"quality":NaN');
    const { records, dataset } = await read(text, longRatings.fit!(rows.slice(0, 200)));
    expect(dataset.bad.list.map(({ row, reason }) => [row, reason])).toEqual([[250, 'quality is 9, outside the scale 1 to 5']]);
    expect(records.reduce((sum, { responses }) => sum + responses.reduce((n, { labels }) => n + labels[0]!.ratings.length, 0), 0)).toBe(297);
    expect(records[0]!.responses[0]!.labels[0]!.ratings[0]).toEqual({ annotator: '0', value: 1 });
  });

  it('finds attributes that the first row leaves out', () => {
    const rows = [{ prompt: 'p', response: 'r', tone: 3 }, { prompt: 'p', response: 'r', tone: 2, wit: 5 }];
    expect(attributes(longRatings.fit!(rows).record(rows, []).responses[0]!.labels)).toEqual(['tone 1-5', 'wit 1-5']);
  });

  it('a prompt alone groups where an id is each row’s own', async () => {
    const rows = [1, 2, 3, 4].map((id) => ({ sample_id: id, prompt: 'same', response: id % 2 ? 'a' : 'b', score: id }));
    const { records } = await read(lines(rows), 'long-ratings');
    expect(records.map(({ rows: at }) => at)).toEqual([[0, 1, 2, 3]]);
  });

  it('nobody’s mark is changed', () => {
    const rows = [{ prompt: 'p', response: 'r', score: 3 }];
    expect(() => longRatings.fit!(rows).edit(rows, { kind: 'set', response: 1, attribute: 'score', value: 5 }, rows)).toThrow(/nobody’s mark is changed/);
  });

  it.each([[[{}]], [sampleOf('{"__proto__":{"prompt":"p","response":"r","score":1}}')], [[{ prompt: 'p', response: 'r', length: 3, turn_id: 1 }]]])('claims nothing of %j', (sample) => {
    expect(longRatings.detect(sample)).toBeNull();
  });
});

describe('guessScale', () => {
  const many = (values: readonly unknown[]) => Array.from({ length: 200 }, (_, i) => values[i % values.length]);
  it.each<[string, readonly unknown[], readonly [number, number] | null]>([
    ['flags', [0, 1, 0], [0, 1]],
    ['flags never raised', [0, 0], [0, 1]],
    ['1-5, the ends not seen', [2, 3, 3], [1, 5]],
    ['0-4', [0, 4], [0, 4]],
    ['few of 0-2 leave room', [0, 2], [0, 4]],
    ['many of 0-2 do not', many([0, 1, 2]), [0, 2]],
    ['1-7', [1, 6], [1, 7]],
    ['1-10', [1, 9], [1, 10]],
    ['0-10', [0, 7], [0, 10]],
    ['signed', [-2, 3], [-3, 3]],
    ['one wild value among many', [...many([1, 2, 5]), 99], [1, 5]],
    ['one word among many', [...many([1, 2, 5]), 'good'], [1, 5]],
    ['fractions', [1, 2.5], null],
    ['lengths', [10, 231], null],
    ['none', [], null],
  ])('%s', (_, values, scale) => {
    const found = guessScale(values);
    expect(found && [found.min, found.max]).toEqual(scale);
  });
});
