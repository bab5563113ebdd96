/** What annotators' own votes and marks say of a label, by what other annotators say of the same pair. */
import { openDataset } from '../../../src/platform/node/files/openDataset.js';
import type { LocatedRecord } from '../../../src/core/record.js';
import { logistic } from './logistic.js';

async function recordsOf(path: string): Promise<LocatedRecord[]> {
  const opened = await openDataset(path);
  const found: LocatedRecord[] = [];
  for await (const { records } of opened.dataset.scan()) found.push(...records);
  for (const file of opened.files) await file.close();
  return found;
}

/** Log odds that the next annotator prefers the other response, a net vote for the label. */
export async function votes(path: string) {
  const rows: number[][] = [];
  const wrong: boolean[] = [];
  for (const { preference } of await recordsOf(path)) {
    const all = (preference?.votes ?? []).map(({ strength }) => Math.sign(strength));
    all.forEach((next, place) => {
      const net = all.filter((_, other) => other !== place).reduce((sum, vote) => sum + vote, 0);
      if (next === 0 || net === 0) return;
      rows.push([Math.abs(net)]);
      wrong.push(Math.sign(net) !== next);
    });
  }
  const { coefficients, errors } = logistic(rows, wrong);
  return { vote: coefficients[0]!, error: errors[0]!, votes: rows.length, against: wrong.filter(Boolean).length };
}

/** Log odds that the other half of a pair's annotators orders it the other way: a constant, the margin of the first half in steps, its spread as a share of the scale. */
export async function ratings(path: string, attribute: string) {
  const rows: number[][] = [];
  const wrong: boolean[] = [];
  for (const { responses } of await recordsOf(path)) {
    const rated = responses.flatMap(({ labels }) => {
      const label = labels.find((one) => one.attribute === attribute);
      const marks = label?.ratings.map(({ value }) => value) ?? [];
      return label && marks.length >= 4 ? [{ range: label.max - label.min, one: marks.filter((_, i) => i % 2 === 0), other: marks.filter((_, i) => i % 2 === 1) }] : [];
    });
    rated.forEach((a, i) => rated.slice(i + 1).forEach((b) => {
      const margin = mean(a.one) - mean(b.one);
      const next = mean(a.other) - mean(b.other);
      if (margin === 0 || next === 0) return;
      rows.push([1, (4 * Math.abs(margin)) / a.range, Math.max(width(a.one), width(b.one)) / a.range]);
      wrong.push(Math.sign(margin) !== Math.sign(next));
    }));
  }
  const { coefficients: [constant, margin, spread], errors } = logistic(rows, wrong);
  return { coefficients: { constant: constant!, margin: margin!, spread: spread! }, errors, pairs: rows.length, against: wrong.filter(Boolean).length };
}

function mean(marks: readonly number[]): number {
  return marks.reduce((sum, mark) => sum + mark, 0) / marks.length;
}

function width(marks: readonly number[]): number {
  return Math.max(...marks) - Math.min(...marks);
}
