import { describe, expect, test } from 'vitest';
import { compared } from '../../../src/core/agreement/compared.js';
import { consensus, threeClosest } from '../../../src/core/agreement/consensus.js';
import { disagreement } from '../../../src/core/agreement/disagreement.js';
import { goodness, merit } from '../../../src/core/agreement/goodness.js';
import { isSplit, spread } from '../../../src/core/agreement/spread.js';
import { countVotes, majorityShare } from '../../../src/core/agreement/votes.js';
import { widestSpread } from '../../../src/core/agreement/widest.js';
import { wrongProbability } from '../../../src/core/agreement/wrong.js';
import { response } from '../../support/records.js';
import { expected } from './expected.js';

const five = (helpfulness: number, correctness: number, coherence: number, complexity: number, verbosity: number) => ({
  helpfulness,
  correctness,
  coherence,
  complexity,
  verbosity,
});
const votes = (...strengths: number[]) => strengths.map((strength) => ({ annotator: null, strength }));

describe('three closest marks', () => {
  test.each(expected.threeClosest)('$marks -> $near, label $consensus', ({ marks, near, consensus: label }) => {
    expect(threeClosest(marks)).toEqual(near);
    expect(consensus(marks)).toBe(label);
  });

  test('no marks, no label', () => {
    expect(consensus([])).toBeNull();
  });
});

describe('spread', () => {
  test('needs two marks', () => {
    expect(spread([])).toBeNull();
    expect(spread([3])).toBeNull();
    expect(spread([4, 4, 1])).toBe(3);
  });

  test('is a split over half the scale, not at it', () => {
    const split = (...marks: number[]) => isSplit(response('r', { helpfulness: marks }).labels[0]!, 0.5);
    expect(split(4, 2)).toBe(false);
    expect(split(4, 1)).toBe(true);
    expect(split(4)).toBe(false);
  });

  test('the widest is the first of the largest shares of its scale', () => {
    const found = widestSpread([response('a', { helpfulness: [2, 2], coherence: [4, 1, 4] }), response('b', { helpfulness: [0, 3] })]);
    expect(found).toEqual({ attribute: 'coherence', response: 0, marks: [4, 1, 4], spread: 3, range: 4 });
    expect(widestSpread([response('a', { helpfulness: 3 })])).toBeNull();
  });
});

describe('votes', () => {
  test('count by sign', () => {
    expect(countVotes(votes(-3, -1, 2, 0))).toEqual({ first: 2, second: 1, neutral: 1 });
    expect(countVotes([])).toBeNull();
  });

  test('the majority is of all votes, and whole where nobody took the other side', () => {
    expect(majorityShare({ first: 2, second: 1, neutral: 0 })).toBe(2 / 3);
    expect(majorityShare({ first: 4, second: 2, neutral: 0 })).toBe(2 / 3);
    expect(majorityShare({ first: 2, second: 1, neutral: 1 })).toBe(0.5);
    expect(majorityShare({ first: 1, second: 0, neutral: 2 })).toBe(1);
  });

  test('disagreement is the larger of spread and split', () => {
    expect(disagreement(null, null)).toBe(0);
    expect(disagreement({ spread: 3, range: 4 }, null)).toBe(0.75);
    expect(disagreement({ spread: 1, range: 4 }, { first: 2, second: 2, neutral: 0 })).toBe(1);
  });
});

describe('the compared pair', () => {
  test('goodness is the published weighting', () => {
    expect(goodness(response('r', five(4, 3, 4, 2, 1)))).toBeCloseTo(0.65 * 4 + 0.8 * 3 + 0.45 * 4 + 0.55 * 2 - 0.4, 12);
    expect(goodness(response('r', { helpfulness: 4 }))).toBeNull();
  });

  test('goodness decides against helpfulness where all five are there', () => {
    const responses = [response('a', five(4, 1, 1, 1, 4)), response('b', five(3, 4, 4, 2, 1))];
    expect(compared({ responses, preference: null })).toEqual({ preferred: 1, other: 0 });
  });

  test('helpfulness decides where one has not all five, else the first attribute', () => {
    const partly = [response('a', five(2, 4, 4, 4, 0)), response('b', { helpfulness: 3 })];
    expect(merit(partly)).toEqual([2, 3]);
    const other = [response('a', { quality: 5, style: 1 }), response('b', { quality: 2, style: 4 })];
    expect(compared({ responses: other, preference: null })).toEqual({ preferred: 0, other: 1 });
  });

  test('equal labels are a tie, also by different attributes of equal goodness', () => {
    const responses = [response('a', five(4, 0, 0, 0, 0)), response('b', five(0, 2, 0, 2, 1))];
    expect(goodness(responses[0]!)).toBe(2.6);
    expect(compared({ responses: [responses[0]!, responses[0]!], preference: null })).toBeNull();
    expect(compared({ responses: [response('a'), response('b')], preference: null })).toBeNull();
  });

  test('a stated preference stands, a stated tie too', () => {
    const responses = [response('a', { helpfulness: 1 }), response('b', { helpfulness: 4 })];
    expect(compared({ responses, preference: { chosen: 0, strength: -1, votes: [] } })).toEqual({ preferred: 0, other: 1 });
    expect(compared({ responses, preference: { chosen: null, strength: 0, votes: [] } })).toBeNull();
  });

  test('of many the best and the next, a tie of the two best is none', () => {
    const rated = (...marks: number[]) => marks.map((helpfulness, i) => response(String(i), { helpfulness }));
    expect(compared({ responses: rated(1, 4, 3, 3), preference: null })).toEqual({ preferred: 1, other: 2 });
    expect(compared({ responses: rated(1, 4, 4), preference: null })).toBeNull();
    expect(compared({ responses: rated(1, 4, 2), preference: { chosen: 0, strength: null, votes: [] } })).toEqual({ preferred: 0, other: 1 });
    const unrated = [response('a'), response('b'), response('c')];
    expect(compared({ responses: unrated, preference: { chosen: 2, strength: null, votes: [] } })).toEqual({ preferred: 2, other: null });
    expect(compared({ responses: [...rated(1, 4), response('unrated')], preference: null })).toEqual({ preferred: 1, other: 0 });
  });
});

test('the label is as often wrong as right at 0, and surer with the difference', () => {
  const half = { slope: 1, intercept: 0 };
  expect(wrongProbability(0, half)).toBe(0.5);
  expect(wrongProbability(-2, half)).toBeCloseTo(1 / (1 + Math.exp(-2)), 15);
  expect(wrongProbability(1000, half)).toBe(0);
  expect(wrongProbability(-1000, half)).toBe(1);
});
