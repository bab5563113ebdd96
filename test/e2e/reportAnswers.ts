/** Made-up numbers for the report's page alone. */
import type { DatasetReport } from '../../src/core/report/datasetReport.js';
import type { DatasetView } from '../../src/protocol/views/dataset.js';
import type { ScoringView } from '../../src/protocol/views/scoring.js';
import type { Answers } from './reportPage.js';

/** Records of the hh-rlhf-strength training file. */
export const POINTS = 151_000;

const bars = (count: number) => Array.from({ length: count }, (_, i) => Math.round(1000 * Math.exp(-(((i - count / 2) / (count / 5)) ** 2))));

/** Answers for a file of so many records, each with a mean and an sd. */
export function reportOf(points: number): Answers {
  const labels = { bins: { edges: [-0.5, 0.5, 1.5, 2.5, 3.5, 4.5], steps: true }, counts: bars(5), n: 5000, mean: 2.4, sd: 1.1 };
  const edges = Array.from({ length: 61 }, (_, i) => -3 + i / 10);
  const run = Math.ceil(points / Math.min(50, Math.max(5, points / 200)));
  const slices = Array.from({ length: Math.max(1, Math.ceil(points / run)) || 1 }, (_, i) => ({ from: i * run, to: (i + 1) * run, n: run, mean: 0.5 + Math.sin(i / 8) / 10, error: 0.02 }));
  const many = Math.max(6, Math.min(302, Math.round(points / 500)));
  const bins = Array.from({ length: many }, (_, i) => ({
    count: 500,
    low: -3 + (6 * i) / many,
    high: -3 + (6 * (i + 1)) / many,
    mean: -3 + (6 * (i + 0.5)) / many,
    sd: 0.3 + ((2 * i) / many - 1) ** 2,
    judged: 500,
    agreement: 1 / (1 + Math.exp(2 - (4 * i) / many)),
    interval: [1 / (1 + Math.exp(2.1 - (4 * i) / many)), 1 / (1 + Math.exp(1.9 - (4 * i) / many))] as const,
  }));
  const report: DatasetReport = {
    overview: {
      name: 'strength.jsonl', format: 'jsonl', schema: 'hh-rlhf-strength', rows: points, badRows: 0, records: points, dropped: 0, responses: points * 2, attributes: ['helpfulness'],
      annotators: { min: 0, max: 0, named: false }, voters: Array.from({ length: 10 }, (_, i) => `model ${i + 1}`), scored: points, negative: Math.round(points / 4), undecided: 0, flagged: Math.round(points * 0.26),
      flags: [{ name: 'contested', title: 'Contested', count: Math.round(points * 0.139) }, { name: 'high-variance', title: 'High variance', count: Math.round(points / 10) }],
    },
    attributes: [{ attribute: 'helpfulness', pool: null, column: 'helpfulness', labels, drift: slices, confusion: { counts: Array.from({ length: 5 }, (_, row) => Array.from({ length: 5 }, (__, column) => 200 - 40 * Math.abs(row - column))), n: 3000, agreement: 0.44, error: 0.7 } }],
    preference: { strengths: null, confusion: null },
    mean: { bins: { edges, steps: false }, counts: bars(60), n: points, mean: 0.6, sd: 1 },
    drift: { second: null, mean: slices, flagged: slices },
    picture: { models: 10, records: points, negative: Math.round(points / 4), negativeShare: 0.25, negativeInterval: [0.248, 0.252], judge: 'GPT4', judged: points, agreement: 0.71, agreementInterval: [0.708, 0.712], binSize: 500, bins, reason: null },
    scatter: { columns: 12, rows: 6, x: [-3, 4], y: [0, 2], cells: [[3, 2, 50_000], [4, 2, 101_000]], points },
  };
  const view: DatasetView = {
    name: 'strength.jsonl', format: 'jsonl', damage: null, schema: 'hh-rlhf-strength', confidence: 1, reason: '', attributes: [], rows: points, records: points, responses: points * 2, scored: true,
    badRowCount: 0, complete: true, stopped: false, failed: null, files: 1, attached: [], readOnly: false, decided: 0,
  };
  const scoring: ScoringView = { state: 'off', model: null, device: null, adapter: null, skipped: [], done: 0, total: 0, responsesPerSecond: null, cached: null, fromFile: true, message: null };
  return { ready: { view, scoring, of: 'file:///strength.jsonl' }, report, stats: null, evaluate: null, audit: null, points };
}
