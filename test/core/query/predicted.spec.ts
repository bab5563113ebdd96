import { expect, test } from 'vitest';
import { AttributeTable } from '../../../src/core/query/columns/attributes.js';
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
