import { beforeAll, describe, expect, it } from 'vitest';
import type { Block, Cell, Section } from '../../../src/core/report/blocks.js';
import { chartTable } from '../../../src/core/report/chartTable.js';
import type { DatasetReport } from '../../../src/core/report/datasetReport.js';
import { scatterOf } from '../../../src/core/report/scatter.js';
import { sectionsOf } from '../../../src/core/report/sections/all.js';
import { scatterTable } from '../../../src/core/report/sections/scatter.js';
import type { Session } from '../../../src/core/session.js';
import { Random } from '../../support/random.js';
import { reported } from './reported.js';

/** Pairs with votes of two models, strengths, and one attribute whose name SQL must quote. */
function rows(count: number): readonly unknown[] {
  const random = new Random(11);
  return Array.from({ length: count }, (_, i) => {
    const mean = random.next() * 4 - 1.5;
    return {
      chosen: [`Human: question ${i}`, `answer ${i}`],
      rejected: [`Human: question ${i}`, `other ${i}`],
      'chosen score list': [mean + random.next(), mean - random.next()],
      'rejected score list': [0, 0],
      'GPT4 label': random.below(3) - 1,
      'mean preference difference': mean,
      'std preference difference': 0.5,
    };
  });
}

/** Every number that a click filters by: what is said of it, and how many records or responses that is. */
function clickable(sections: readonly Section[]): { readonly what: string; readonly cell: Cell; readonly counted: number }[] {
  const whole = (text: string) => Number(text.replaceAll(',', ''));
  return sections.flatMap(({ blocks }) => blocks.flatMap((block: Block) => {
    if (block.kind === 'figures') return block.figures.flatMap((cell) => (cell.where && /^[\d,]+$/.test(cell.text) ? [{ what: cell.label, cell, counted: whole(cell.text) }] : []));
    if (block.kind === 'note') return [];
    const { id, rows: all } = block.kind === 'chart' ? chartTable(block) : block;
    return all.flatMap((row) => row.flatMap((cell, i) => {
      const number = i === 0 ? row[1]! : cell;
      return cell.where && /^[\d,]+$/.test(number.text) ? [{ what: `${id}: ${row[0]!.text}, ${i}`, cell, counted: whole(number.text) }] : [];
    }));
  }));
}

describe('what a click filters by', () => {
  let session: Session;
  let report: DatasetReport;
  beforeAll(async () => {
    ({ session, report } = await reported(rows(400), 'hh-rlhf-strength'));
  });

  it('is as many records as the report counts', async () => {
    const sections = sectionsOf({ report, stats: null, evaluate: null, audit: null });
    const found = clickable(sections);
    expect(found.length).toBeGreaterThan(40);
    for (const { what, cell, counted } of found) expect([what, (await session.where(cell.where!)).length]).toEqual([what, counted]);
  });

  it('covers the file where it should: slices, bins, cells of the scatter', async () => {
    const sections = sectionsOf({ report, stats: null, evaluate: null, audit: null });
    const table = scatterTable(report.scatter!);
    let sum = 0;
    for (const cell of table.rows.flat()) {
      if (!cell.where) continue;
      const found = (await session.where(cell.where)).length;
      expect(found).toBe(Number(cell.text));
      sum += found;
    }
    expect(sum).toBe(400);
    for (const id of ['drift-mean', 'mean', 'sd-by-mean']) {
      const chart = sections.flatMap(({ blocks }) => blocks).find((block) => block.kind === 'chart' && block.id === id);
      if (chart?.kind !== 'chart') throw new Error(`no chart ${id}`);
      let all = 0;
      for (const where of chart.where!) if (where !== null) all += (await session.where(where)).length;
      expect([id, all]).toEqual([id, 400]);
    }
  });

  it('the scatter has every record with two voters', () => {
    const { index, mean, sd } = scatterOf(session.table);
    expect(index.length).toBe(400);
    expect(mean[7]).toBeCloseTo(session.table.columns.mean.get(7), 6);
    expect(sd[7]).toBeCloseTo(session.table.columns.sd.get(7), 6);
  });
});

describe('ratings', () => {
  it('filter by label, also under names that SQL must quote', async () => {
    const random = new Random(5);
    const mark = () => random.below(5);
    const text = Array.from({ length: 60 }, (_, i) => ({ prompt: `p${Math.floor(i / 2)}`, response: `r${i}`, helpfulness: mark(), correctness: mark(), coherence: mark(), complexity: mark(), verbosity: mark() }));
    const { session, report } = await reported(text, 'helpsteer2');
    expect(report.attributes.map(({ attribute }) => attribute)).toEqual(['helpfulness', 'correctness', 'coherence', 'complexity', 'verbosity']);
    expect(report.attributes[0]?.labels.n).toBe(60);
    const labels = sectionsOf({ report, stats: null, evaluate: null, audit: null }).find(({ id }) => id === 'labels')!;
    const chart = labels.blocks.find((block) => block.kind === 'chart' && block.id === 'label-helpfulness');
    if (chart?.kind !== 'chart') throw new Error('no chart of helpfulness');
    for (const [place, where] of chart.where!.entries()) {
      if (where === null) continue;
      const found = await session.query(`SELECT label_helpfulness_1 AS a, label_helpfulness_2 AS b FROM records WHERE ${where}`);
      expect(found.every(({ a, b }) => a === chart.places[place] || b === chart.places[place])).toBe(true);
      expect(found.reduce((sum, { a, b }) => sum + Number(a === chart.places[place]) + Number(b === chart.places[place]), 0)).toBe(chart.series[0]!.values[place]);
    }
  });
});
