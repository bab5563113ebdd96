import { describe, expect, it } from 'vitest';
import { Gathered } from '../../../src/core/stats/gathered.js';
import { statsReport } from '../../../src/core/stats/stats.js';
import type { StatsReport } from '../../../src/core/stats/report.js';
import type { Section, Table } from '../../../src/core/report/blocks.js';
import { agreementSection } from '../../../src/core/report/sections/agreement.js';
import { auditSection } from '../../../src/core/report/sections/audit.js';
import { estimates } from '../../../src/core/audit/result.js';
import { fixed, percent } from '../../../src/core/report/text.js';
import { Random } from '../../support/random.js';
import { reported } from './reported.js';

function tableOf(section: Section | null, id: string): Table {
  const found = section?.blocks.find((block) => block.kind === 'table' && block.id === id);
  if (found?.kind !== 'table') throw new Error(`no table ${id}`);
  return found;
}

async function statsOf(rows: readonly unknown[], schema: string): Promise<StatsReport> {
  const { session } = await reported(rows, schema);
  const gathered = new Gathered(schema);
  for (let index = 0; index < session.table.count; index++) gathered.add(await session.dataset.record(index));
  const steps = statsReport(gathered, session.table, { draws: 50, seed: 1 });
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

describe('the agreement section', () => {
  it('shows each figure under its name, with its interval, and HelpSteer2’s rules side by side', async () => {
    const random = new Random(4);
    const marks = () => Array.from({ length: 3 }, () => random.below(5));
    const rows = Array.from({ length: 60 }, (_, i) => ({ prompt: `p${i >> 1}`, response: `r${i}`, helpfulness: marks(), correctness: marks(), coherence: [4, 4, 4], complexity: marks(), verbosity: marks() }));
    const stats = await statsOf(rows, 'helpsteer2-disagreements');
    const section = agreementSection(stats);
    const table = tableOf(section, 'agreement');
    const { helpfulness, coherence } = stats.attributes;
    const cell = (attribute: string, column: string) => table.rows.find(([name]) => name?.text === attribute)?.[table.columns.findIndex(({ label }) => label === column)];
    expect(cell('helpfulness', 'Exact')?.text).toBe(percent(helpfulness!.exact));
    expect(cell('helpfulness', 'Weighted kappa')?.text).toBe(fixed(helpfulness!.kappaQuadratic));
    expect(cell('helpfulness', 'AC2')?.title).toMatch(/^95% interval −?\d\.\d{3} – \d\.\d{3}$/);
    // All marks alike: undefined, with its reason, and neither 0 nor 1.
    expect(coherence?.kappaQuadratic).toBeNull();
    expect(cell('coherence', 'Weighted kappa')).toEqual({ text: '–', title: coherence?.why.kappaQuadratic });
    const rules = tableOf(section, 'helpsteer2');
    expect(rules.rows[0]?.slice(1, 3).map(({ text }) => text)).toEqual([fixed(stats.helpsteer2!.initial['helpfulness']!.kappaQuadratic), fixed(stats.helpsteer2!.postProcessed['helpfulness']!.kappaQuadratic)]);
    expect(rules.note).toContain(`${stats.helpsteer2!.dropped.records.length} of 30 records`);
  });

  it('is missing where nothing is marked or labelled', async () => {
    expect(agreementSection(await statsOf([{ prompt: 'p', chosen: 'a', rejected: 'b' }], 'pair'))).toBeNull();
  });
});

describe('the audit section', () => {
  const stratum = { flagged: true, size: 100, sampled: 10, answered: 10, wrong: 4 };

  it('tells the estimate with its interval', () => {
    const found = estimates([stratum, { ...stratum, flagged: false, size: 900, wrong: 1 }] as never);
    const section = auditSection({ ...found, started: '2026-01-01T00:00:00Z', ended: null, consistency: { same: 11, of: 12, interval: [0.64, 0.99] } });
    const texts = section?.blocks[0]?.kind === 'figures' ? section.blocks[0].figures.map(({ label, text }) => `${label} ${text}`) : [];
    expect(texts).toContain(`Estimated wrong labels ${percent(found.share!.estimate)}`);
    expect(texts).toContain('Answered so far 20 of 20');
    expect(texts).toContain('You agreed with yourself 11 of 12');
  });

  it('is missing before the first answer', () => {
    expect(auditSection(null)).toBeNull();
    expect(auditSection({ ...estimates([{ ...stratum, answered: 0, wrong: 0 }] as never), started: '2026-01-01T00:00:00Z', ended: null, consistency: null })).toBeNull();
  });
});
