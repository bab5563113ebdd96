import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { FIGURES, type MarkStats, type StatsReport } from '../../../src/core/stats/report.js';
import { outside } from '../agreement/fixture.js';
import { sharedFile } from '../../support/shared.js';
import { statsOfFile } from './support.js';

const FILES = ['summeval-M11.jsonl', 'pandalm-testset.json', 'cohere-granular.parquet', 'prometheus-mt-bench.json'];
const ATTRIBUTES = ['helpfulness', 'correctness', 'coherence', 'complexity', 'verbosity'];
const folder = mkdtempSync(join(tmpdir(), 'tiebreak-stats-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The statistics that a case of the fixture is of: `pandalm/preference`, `summeval-M11/expert/fluency`. */
function of({ preference, pools, attributes }: StatsReport, [, ...path]: readonly string[]): MarkStats | null {
  const [a, b] = path as [string, string?];
  return b !== undefined ? pools[a]![b]! : a === 'preference' ? preference : attributes[a]!;
}

describe('public files, opened as users open them, agree as the libraries say', () => {
  for (const name of FILES) test.skipIf(sharedFile(`real/${name}`) === null)(`${name} (needs shared/data)`, async () => {
    const cases = outside.cases.filter((one) => name.startsWith(one.name.split('/')[0]!));
    expect(cases.length).toBeGreaterThan(0);
    const report = await statsOfFile(sharedFile(`real/${name}`)!);
    for (const one of cases) {
      const stats = of(report, one.name.split('/'))!;
      expect(stats.items).toBe(one.rows.split(' ').length);
      expect(stats.ratings).toBe(one.rows.replaceAll(/[ -]/g, '').length);
      for (const figure of FIGURES) {
        const expected = one.expected[figure] ?? null;
        if (expected === null) expect(stats.why[figure], figure).toMatch(/\.$/);
        else expect(Math.abs(stats[figure]! - expected), `${one.name} ${figure}`).toBeLessThanOrEqual(1e-9);
      }
    }
  });
});

describe('HelpSteer2’s rules on 23,652 generated rows', () => {
  const generator = sharedFile('../tools/make_datasets.py');
  const python = spawnSync('python3', ['--version']).status === 0;

  test.skipIf(generator === null || !python)('drop the rows that an independent implementation drops, and every kappa rises (needs make_datasets.py and python3)', async () => {
    const path = join(folder, 'disagreements.jsonl');
    expect(spawnSync('python3', [generator!, 'disagreements', '--rows', '23652', '--out', path]).status).toBe(0);
    const script = join(import.meta.dirname, '../../fixtures/agreement/three_closest.py');
    const { stdout, stderr } = spawnSync('python3', [script, path, `${path}.truth.jsonl`], { encoding: 'utf8' });
    const independent = JSON.parse(stdout || stderr) as { rows: number[]; initial: Record<string, number>; postProcessed: Record<string, number> };
    const { helpsteer2 } = await statsOfFile(path);
    expect(helpsteer2!.dropped.rows).toEqual(independent.rows);
    expect(independent.rows.length).toBeGreaterThan(1000);
    for (const name of ATTRIBUTES) {
      const [before, after] = [helpsteer2!.initial[name]!.kappaQuadratic!, helpsteer2!.postProcessed[name]!.kappaQuadratic!];
      expect(before).toBeCloseTo(independent.initial[name]!, 9);
      expect(after).toBeCloseTo(independent.postProcessed[name]!, 9);
      expect(after).toBeGreaterThan(before);
    }
  });
});
