import { labelMargin } from '../../../src/core/agreement/labelMargin.js';
import { record, response } from '../../support/records.js';
import { describe, expect, test } from 'vitest';
import { ensemble } from '../../../src/core/agreement/ensemble.js';
import { sdLimit, sdLimits } from '../../../src/core/flags/bins.js';
import type { Evidence, FileNumbers } from '../../../src/core/flags/flag.js';
import { FLAGS, flagNamed } from '../../../src/core/flags/registry.js';
import { DEFAULT_THRESHOLDS, type Thresholds } from '../../../src/core/flags/thresholds.js';
import { Random } from '../../support/random.js';

const NO_FILE: FileNumbers = { mean: new Float64Array(), sd: new Float64Array() };

function evidence(differences: readonly number[], given: Partial<Evidence> = {}): Evidence {
  return { preferred: 0, other: 1, ensemble: ensemble(differences), voters: 'model', differences, pWrong: null, widest: null, votes: null, labelMargin: null, predictions: [], twins: null, circle: null, defects: null, ...given };
}

function judge(flag: string, of: Evidence, thresholds: Partial<Thresholds> = {}, file = NO_FILE) {
  return flagNamed(flag).judge(file, { ...DEFAULT_THRESHOLDS, ...thresholds })(of);
}

test('names are unique and their order is the list of groups', () => {
  expect(FLAGS.map(({ name }) => name)).toEqual(['contested', 'low-agreement', 'contradiction', 'duplicate', 'label-mismatch', 'ambiguous', 'high-variance', 'degenerate']);
  expect(() => flagNamed('dubious')).toThrow(/contested, low-agreement/);
});

test('members of one model are not called models', () => {
  const found = judge('contested', evidence([-1, -1.1, -0.9], { voters: 'member' }));
  expect(found?.why()).toMatch(/^3 of 3 members of the model prefer B, the label says A/);
});

test('nothing is flagged where nothing is known', () => {
  for (const { name } of FLAGS) expect(judge(name, evidence([]))).toBeNull();
});

describe('contested', () => {
  test('the models clearly prefer the other', () => {
    const found = judge('contested', evidence([-1, -2, -3, 0.5, -2]))!;
    expect(found.values).toMatchObject({ mean: -1.5, models: 5, against: 4 });
    expect(found.why()).toBe('4 of 5 models prefer B, the label says A: difference −1.50 ± 1.18, below zero with certainty 0.97.');
  });

  test('not where the sign is unsure, right, or of one model', () => {
    expect(judge('contested', evidence([-3, 2.5, -1]))).toBeNull();
    expect(judge('contested', evidence([3, 2, 4]))).toBeNull();
    expect(judge('contested', evidence([-5]))).toBeNull();
  });

  test('names the responses that were compared', () => {
    const found = judge('contested', evidence([-1, -1, -1], { preferred: 2, other: 29 }))!;
    expect(found.why()).toBe('3 of 3 models prefer response 30, the label says C: difference −1.00 ± 0.00, below zero with certainty over 0.99.');
  });

  test('its limit is a setting', () => {
    expect(judge('contested', evidence([-3, 1, -1]), { contestedSign: 0.6 })).not.toBeNull();
  });
});

describe('ambiguous', () => {
  test('the mean is near 0', () => {
    expect(judge('ambiguous', evidence([0.3, -0.1]))!.values).toMatchObject({ mean: expect.closeTo(0.1, 12), limit: 0.25 });
    expect(judge('ambiguous', evidence([0.25]))).toBeNull();
  });

  test('a small mean of sure sign is contested, not ambiguous', () => {
    const of = evidence([-0.1, -0.11, -0.1]);
    expect(judge('ambiguous', of)).toBeNull();
    expect(judge('contested', of)).not.toBeNull();
  });

  test('one model can be in doubt', () => {
    expect(judge('ambiguous', evidence([-0.1]))!.why()).toBe('One model sees no clear difference between A and B: −0.10, where 0.25 is the limit.');
  });
});

describe('low-agreement', () => {
  const widest = (spread: number, marks: readonly number[]) => ({ attribute: 'helpfulness', response: 0, marks, spread, range: 4 });

  test('marks more than half the scale apart', () => {
    const found = judge('low-agreement', evidence([], { widest: widest(3, [4, 4, 1]) }))!;
    expect(found.why()).toBe('Annotators split on helpfulness of response A: 4, 4, 1 (spread 3, limit 2).');
    expect(found.values).toEqual({ attribute: 'helpfulness', response: 1, marks: '4, 4, 1', spread: 3, limit: 2 });
    expect(judge('low-agreement', evidence([], { widest: widest(2, [4, 2]) }))).toBeNull();
  });

  test('votes on both sides without more than two thirds', () => {
    const found = judge('low-agreement', evidence([], { votes: { first: 2, second: 1, neutral: 0 } }))!;
    expect(found.why()).toBe('Annotators split on the preference: 2 for A, 1 for B.');
    expect(judge('low-agreement', evidence([], { votes: { first: 3, second: 1, neutral: 0 } }))).toBeNull();
    expect(judge('low-agreement', evidence([], { votes: { first: 1, second: 0, neutral: 2 } }))).toBeNull();
  });

  test('both reasons are told', () => {
    const found = judge('low-agreement', evidence([], { widest: widest(4, [0, 4]), votes: { first: 1, second: 1, neutral: 1 } }))!;
    expect(found.why()).toMatch(/^Annotators split on helpfulness .*\. Annotators split on the preference: 1 for A, 1 for B, 1 for a tie\.$/);
  });
});

describe('high-variance', () => {
  const random = new Random(3);
  const mean = Float64Array.from({ length: 200 }, () => random.next() * 4 - 2);
  const sd = Float64Array.from({ length: 200 }, () => random.next());

  test('the limit of a bin leaves a tenth above it', () => {
    const limits = sdLimits({ mean, sd }, 10, 0.1);
    expect(limits.limits).toHaveLength(10);
    const high = [...mean.keys()].filter((i) => sd[i]! > sdLimit(limits, Math.abs(mean[i]!))!);
    expect(high).toHaveLength(20);
  });

  test('small files have fewer bins, and below ten records none', () => {
    expect(sdLimits({ mean: mean.slice(0, 35), sd: sd.slice(0, 35) }, 10, 0.1).limits).toHaveLength(3);
    expect(sdLimit(sdLimits({ mean: mean.slice(0, 9), sd: sd.slice(0, 9) }, 10, 0.1), 1)).toBeNull();
  });

  test('equal sds are no reason, nor are records that do not count', () => {
    const limits = sdLimits({ mean: new Float64Array(30).fill(1), sd: new Float64Array(30).fill(2) }, 10, 0.1);
    expect(2 > sdLimit(limits, 1)!).toBe(false);
    expect(sdLimits({ mean: new Float64Array(30).fill(NaN), sd: new Float64Array(30).fill(NaN) }, 10, 0.1).limits).toEqual([]);
  });

  test('says what is usual', () => {
    const found = judge('high-variance', evidence([3, -3]), {}, { mean, sd })!;
    expect(found.why()).toMatch(/^The 2 models differ by 3\.00 around 0\.00; 90% of records with a similar difference stay within 0\.\d\d\.$/);
    expect(judge('high-variance', evidence([-9]), {}, { mean, sd })).toBeNull();
  });
});

describe('contradiction', () => {
  test('a step or more against the stated choice, said with the number', () => {
    const found = judge('contradiction', evidence([], { preferred: 0, labelMargin: { better: 1, by: 2 } }))!;
    expect(found.values).toEqual({ preferred: 1, better: 2, by: 2 });
    expect(found.why()).toBe('The preference says A, but the labels put B 2 above it.');
    expect(judge('contradiction', evidence([], { labelMargin: { better: 1, by: 0.95 } }))).toBeNull();
    expect(judge('contradiction', evidence([], { labelMargin: { better: 1, by: -2 } }))).toBeNull();
  });

  test('the margin is of goodness or helpfulness, whichever contradicts more, and only where a choice is stated', () => {
    const rated = (helpfulness: number) => response('x', { helpfulness });
    expect(labelMargin(record(0, { responses: [rated(1), rated(3)] }))).toEqual({ better: 1, by: 2 });
    expect(labelMargin(record(0, { responses: [rated(1), rated(3)], preference: { chosen: 1, strength: 2, votes: [] } }))).toEqual({ better: 0, by: -2 });
    expect(labelMargin(record(0, { responses: [rated(1), rated(3)], preference: null }))).toBeNull();
    const full = (helpfulness: number, correctness: number) => response('x', { helpfulness, correctness, coherence: 2, complexity: 2, verbosity: 2 });
    const by = (...responses: ReturnType<typeof full>[]) => labelMargin(record(0, { responses }))?.by;
    // .65 x 1 + .8 x 4 of goodness against 1 of helpfulness; 3 of helpfulness against .65 x 3 - .8 x 2.
    expect(by(full(1, 0), full(2, 4))).toBeCloseTo(3.85, 12);
    expect(by(full(1, 4), full(4, 2))).toBe(3);
    expect(by(full(3, 4), full(1, 2))).toBeCloseTo(-2, 12);
  });
});

describe('contradiction by a circle', () => {
  test('names the records, in their order', () => {
    const found = judge('contradiction', evidence([], { circle: { length: 3, records: () => [4, 9, 2] } }))!;
    expect(found.values).toEqual({ circle: 3 });
    expect(found.why()).toBe('The preferences of 3 records with this prompt go in a circle, each over the next: 4, 9, 2. They cannot all be right.');
  });

  test('beside labels that contradict it, both are told', () => {
    const found = judge('contradiction', evidence([], { labelMargin: { better: 1, by: 2 }, circle: { length: 3, records: () => [] } }))!;
    expect(found.why()).toBe('The preference says A, but the labels put B 2 above it. The preferences among this prompt’s responses go in a circle: they cannot all be right.');
  });
});

describe('label-mismatch', () => {
  const prediction = (label: number, predicted: number, sd: number) => {
    const distance = Math.abs(label - predicted);
    return { attribute: 'helpfulness', response: 1, label, predicted, sd, sds: distance / sd, steps: distance };
  };

  test('needs both: more than two sds, and a step and a half', () => {
    expect(judge('label-mismatch', evidence([], { predictions: [prediction(4, 2.4, 0.7)] }))).not.toBeNull();
    expect(judge('label-mismatch', evidence([], { predictions: [prediction(4, 2.4, 0.8)] }))).toBeNull();
    expect(judge('label-mismatch', evidence([], { predictions: [prediction(4, 2.6, 0.3)] }))).toBeNull();
    expect(judge('label-mismatch', evidence([], { predictions: [prediction(4, 2.6, 0.3)] }), { mismatchSteps: 1 })).not.toBeNull();
  });

  test('tells the farthest in its own error', () => {
    const found = judge('label-mismatch', evidence([], { predictions: [prediction(4, 1, 1), prediction(0, 3.05, 0.5)] }))!;
    expect(found.why()).toBe('Response B is labelled 0 on helpfulness, but the model predicts 3.0 ± 0.5: 6.1 times its usual error away.');
    expect(found.values).toMatchObject({ attribute: 'helpfulness', response: 2, label: 0, predicted: 3.05, sd: 0.5 });
  });
});

test('duplicate tells where, and how many', () => {
  expect(judge('duplicate', evidence([], { twins: { count: 1, against: 1, first: 7 } }))!.why()).toBe('Record 7 has the same prompt and the same responses, with another label.');
  expect(judge('duplicate', evidence([], { twins: { count: 4, against: 3, first: 7 } }))!.why()).toBe(
    '4 other records have the same prompt and the same responses, 3 of them with another label; the first is record 7.',
  );
});

test('degenerate tells everything that is wrong', () => {
  const found = judge('degenerate', evidence([], { defects: { empty: 1, identical: [0, 2], cutOff: 3, refusals: true } }))!;
  expect(found.why()).toBe('Response B is empty. Responses A and C are the same. Response D seems to stop in the middle. All responses decline to answer.');
  expect(found.values).toEqual({ empty: 2, identical: '1, 3', cut_off: 4, refusals: 1 });
});
