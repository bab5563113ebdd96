import { expect, test } from 'vitest';
import { AttributeTable } from '../../../src/core/query/columns/attributes.js';
import { predictionSd } from '../../../src/core/query/columns/predicted.js';
import type { Response } from '../../../src/core/record.js';
import { response } from '../../support/records.js';

/** A response that is rated on a scale of its own. */
function rated(value: number, min: number, max: number): Response {
  return { ...response('x'), labels: [{ attribute: 'coherence', pool: null, min, max, ratings: [], consensus: value }] };
}

test('a model speaks on 0-4: its predictions are told on the label’s scale', () => {
  const table = new AttributeTable();
  table.setLabels(0, [rated(5, 1, 5), rated(3, 1, 5)]);
  table.setPredictions(0, [[{ attribute: 'coherence', mean: 1, sd: 0.5 }], []]);
  expect(table.predictions(0)).toEqual([{ attribute: 'coherence', response: 0, label: 5, predicted: 2, sd: 0.5, sds: 6, steps: 3 }]);
  table.setLabels(1, [rated(10, 0, 10)]);
});

test('a scale of ten has five steps too', () => {
  const table = new AttributeTable();
  table.setLabels(0, [rated(10, 0, 10)]);
  table.setPredictions(0, [[{ attribute: 'coherence', mean: 2, sd: 0.5 }]]);
  expect(table.predictions(0)).toEqual([{ attribute: 'coherence', response: 0, label: 10, predicted: 5, sd: 1.25, sds: 4, steps: 2 }]);
});

test('heads that were fitted to the file speak on its own scale', () => {
  const table = new AttributeTable();
  table.setLabels(0, [rated(5, 1, 5)]);
  table.predictedOnFileScale = true;
  table.setPredictions(0, [[{ attribute: 'coherence', mean: 2, sd: 0.5 }]]);
  expect(table.predictions(0)).toEqual([{ attribute: 'coherence', response: 0, label: 5, predicted: 2, sd: 0.5, sds: 6, steps: 3 }]);
  table.clearPredictions();
  expect(table.predictedOnFileScale).toBe(false);
});

test('an error that the model usually makes on this file is no surprise; one beyond it is', () => {
  const table = new AttributeTable();
  // Forty labels that the model puts two steps too low, give or take a little, and one that it puts right.
  const labels = Array.from({ length: 41 }, (_, i) => (i === 40 ? 1 : 3 + (i % 2)));
  labels.forEach((label, index) => {
    table.setLabels(index, [rated(label, 0, 4)]);
    table.setPredictions(index, [[{ attribute: 'coherence', mean: 1.5, sd: 0.5 }]]);
  });
  expect(table.predictions(0)[0]!.sds).toBe(3);
  // Twenty labels are the fewest from which a file speaks.
  void [...table.measureErrors(19)];
  expect(table.predictions(0)[0]!.sds).toBe(3);
  void [...table.measureErrors(41)];
  // Distances: twenty of 1.5, twenty of 2.5, one of 0.5; the median is 1.5.
  expect(table.predictions(0)[0]!.sd).toBeCloseTo(1.4826 * 1.5, 12);
  expect(table.predictions(0)[0]!.sds).toBeCloseTo(1 / 1.4826, 12);
  // What the columns say is what the flag asks.
  const [columns] = table.all;
  expect(predictionSd(columns!, 0, 0, false)).toBe(table.predictions(0)[0]!.sd);
  expect(predictionSd(columns!, 0, 1, false)).toBeNaN();
  table.clearPredictions();
  table.setPredictions(0, [[{ attribute: 'coherence', mean: 1.5, sd: 0.5 }]]);
  expect(table.predictions(0)[0]!.sds).toBe(3);
  expect(predictionSd(columns!, 0, 0, false)).toBe(0.5);
});
