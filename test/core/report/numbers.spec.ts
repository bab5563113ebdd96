import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { binOf, equalBins, labelBins, roundBins } from '../../../src/core/report/bins.js';
import { confusionOf } from '../../../src/core/report/confusion.js';
import { densityGrid } from '../../../src/core/report/densityGrid.js';
import { drift, sliceEnds } from '../../../src/core/report/drift.js';
import { histogram, labelHistogram } from '../../../src/core/report/histogram.js';
import { ticks } from '../../../src/core/report/html/ticks.js';

interface Expected {
  readonly labels: number[];
  readonly predictions: number[];
  readonly measured: number[];
  readonly sd: number[];
  readonly labelCounts: number[];
  readonly measuredEdges: number[];
  readonly measuredCounts: number[];
  readonly mean: number;
  readonly populationSd: number;
  readonly sliceMeans: number[];
  readonly sliceErrors: number[];
  readonly confusion: number[][];
  readonly agreement: number;
  readonly error: number;
  readonly grid: number[][];
}
/** By numpy, scipy and scikit-learn: see expected.py beside it. */
const expected = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'fixtures', 'report', 'expected.json'), 'utf8')) as Expected;

describe('histograms', () => {
  it('count labels by step and measures by equal bins as numpy does', () => {
    const labels = labelHistogram(expected.labels);
    expect(labels?.bins).toEqual({ edges: [-0.5, 0.5, 1.5, 2.5, 3.5, 4.5], steps: true });
    expect(labels?.counts).toEqual(expected.labelCounts);
    const measured = histogram(expected.measured, 50);
    expect(measured?.bins.edges).toEqual(expected.measuredEdges);
    expect(measured?.counts).toEqual(expected.measuredCounts);
    expect(measured?.mean).toBeCloseTo(expected.mean, 12);
    expect(measured?.sd).toBeCloseTo(expected.populationSd, 12);
  });

  it('leave out what is missing, and say nothing of nothing', () => {
    expect(labelHistogram([NaN, 2, NaN])).toMatchObject({ n: 1, counts: [1], mean: 2, sd: 0 });
    expect(labelHistogram([NaN])).toBeNull();
    expect(labelHistogram([Infinity, 1])).toBeNull();
    expect(histogram([Infinity, NaN], 10)).toBeNull();
    expect(histogram([3, 3, 3], 10)).toMatchObject({ counts: [3], n: 3 });
  });

  it('cut wide or fractional scales into equal bins', () => {
    expect(roundBins(-3.14, 2.9, 60).edges.slice(0, 3)).toEqual([-3.2, -3, -2.8]);
    expect(roundBins(1e15, 1e15 + 0.5, 60).edges.at(-1)).toBe(1e15 + 0.5);
    expect(labelBins(0, 100, true)?.edges).toHaveLength(21);
    expect(labelBins(0, 1, false)?.edges).toHaveLength(21);
    expect(labelBins(1, 5, false)?.steps).toBe(true);
    expect(labelBins(0, 1, true)).toEqual({ edges: [-0.5, 0.5, 1.5], steps: true });
  });

  it('keep every value in a bin where floating-point edges meet', () => {
    const bins = equalBins(0, 0.3, 3);
    expect([0, 0.1, 0.2, 0.3].map((value) => binOf(bins, value))).toEqual([0, 1, 2, 2]);
    expect([-0.01, 0.31, NaN].map((value) => binOf(bins, value))).toEqual([-1, -1, -1]);
    // Neighbouring doubles have no room for ten bins.
    expect(equalBins(1, 1 + Number.EPSILON, 10).edges).toEqual([1, 1 + Number.EPSILON]);
  });
});

describe('drift', () => {
  it('means and standard errors of fifty slices are those of numpy and scipy', () => {
    const slices = drift(500, (index) => [expected.measured[index]!]);
    expect(slices).toHaveLength(50);
    slices?.forEach(({ mean, error, n }, i) => {
      expect(mean).toBeCloseTo(expected.sliceMeans[i]!, 12);
      expect(error).toBeCloseTo(expected.sliceErrors[i]!, 12);
      expect(n).toBe(10);
    });
  });

  it('has fewer slices where there are few records, and none without numbers', () => {
    expect(sliceEnds(3)).toEqual([0, 3]);
    expect(sliceEnds(35)).toEqual([0, 11, 23, 35]);
    expect(sliceEnds(151_000)).toHaveLength(51);
    expect(drift(20, (index) => (index === 0 ? [1, 3, NaN] : []))).toEqual([
      { from: 0, to: 10, n: 2, mean: 2, error: 1 },
      { from: 10, to: 20, n: 0, mean: null, error: null },
    ]);
    expect(drift(10, () => [NaN])).toBeNull();
    expect(drift(0, () => [1])).toBeNull();
  });
});

describe('confusion', () => {
  it('is that of scikit-learn, predictions beyond the scale at its ends', () => {
    const bins = labelHistogram(expected.labels)!.bins;
    const found = confusionOf(bins, expected.labels.map((label, i) => [label, expected.predictions[i]!] as const));
    expect(found?.counts).toEqual(expected.confusion);
    expect(found?.agreement).toBeCloseTo(expected.agreement, 12);
    expect(found?.error).toBeCloseTo(expected.error, 12);
    expect(found?.n).toBe(400);
  });

  it('is null where no pair has both', () => {
    expect(confusionOf(equalBins(0, 1, 2), [[NaN, 1], [1, NaN]])).toBeNull();
  });
});

describe('the density grid', () => {
  it('counts as numpy does', () => {
    const grid = densityGrid(expected.measured, expected.sd, 12, 6)!;
    const counts = Array.from({ length: 6 }, () => new Array<number>(12).fill(0));
    for (const [column, row, points] of grid.cells) counts[row]![column] = points;
    expect(counts).toEqual(expected.grid);
    expect(grid.points).toBe(500);
  });

  it('leaves out what is not finite', () => {
    expect(densityGrid([NaN, 1, Infinity], [1, 2, 3], 4, 4)?.points).toBe(1);
    expect(densityGrid([NaN], [1], 4, 4)).toBeNull();
  });
});

describe('ticks', () => {
  it.each([
    [0, 1, 5, [0, 0.2, 0.4, 0.6, 0.8, 1]],
    [-3.1, 2.9, 6, [-3, -2, -1, 0, 1, 2]],
    [0, 151_000, 5, [0, 50_000, 100_000, 150_000]],
    [0.5, 1, 5, [0.5, 0.6, 0.7, 0.8, 0.9, 1]],
    [2, 2, 5, [2]],
  ])('from %d to %d', (min, max, most, found) => {
    expect(ticks(min, max, most)).toEqual(found);
  });
});
