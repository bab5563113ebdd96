import { afterEach, describe, expect, test } from 'vitest';
import { ownFlags } from '../../../src/core/flags/own/ownFlag.js';
import { DEFAULT_THRESHOLDS } from '../../../src/core/flags/thresholds.js';
import { flagsOf, summaryOf } from '../../../src/core/query/summaries.js';
import { Worklist } from '../../../src/core/query/worklist.js';
import { Dataset } from '../../../src/core/dataset.js';
import { LineFile } from '../../../src/core/formats/lines.js';
import { schemaNamed } from '../../../src/core/schemas/registry.js';
import { Session } from '../../../src/core/session.js';
import { DuckTableStore } from '../../../src/platform/duckdb/tableStore.js';
import { sha256Hex16 } from '../../../src/platform/node/hash.js';
import { memorySource } from '../../support/memory.js';

let open: Session | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

/** Five pairs with one model's rewards; it prefers the other response in 0 and 3, and 3 has a long one. */
async function session(): Promise<Session> {
  const rows = [-2, 1, 2, -3, 0].map((difference, i) => ({
    prompt: `Question ${i}?`,
    chosen: i === 3 ? 'long '.repeat(20) : 'short',
    rejected: 'other',
    chosen_reward: difference,
    rejected_reward: 0,
  }));
  const text = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  const dataset = new Dataset([{ rows: new LineFile(memorySource(Buffer.from(text))), split: null }], schemaNamed('pair'), sha256Hex16);
  open = new Session(dataset, new DuckTableStore({ memory: '256MB', threads: 1 }));
  for await (const progress of open.read()) void progress;
  return open;
}

const judged = (given: unknown) => ({ thresholds: DEFAULT_THRESHOLDS, ownFlags: ownFlags(given) });
const flags = (of: Session, index: number) => summaryOf(of.table, index).flags;

describe('flags of the user’s own', () => {
  test('are conditions over records that see the built-in flags, and those above them', async () => {
    const of = await session();
    await of.judgeBy(judged([
      { name: 'wordy', where: 'length_1 > 50', message: '{length_1} characters against {length_2}.' },
      { name: 'clear', where: "not list_contains(flags, 'ambiguous') and mean > 0" },
      { name: 'wordy and bad', where: "list_contains(flags, 'wordy') and mean < 0 -- both" },
    ]));
    expect([0, 1, 2, 3, 4].map((i) => flags(of, i))).toEqual([[], ['clear'], ['clear'], ['wordy', 'wordy and bad'], ['ambiguous']]);
    expect(of.flagProblems).toEqual([]);
    expect(flagsOf(of.table, 3)[0]).toEqual({ flag: 'wordy', title: 'wordy', why: '100 characters against 5.', values: {} });
    expect(await of.query("select index from records where list_contains(flags, 'clear') order by index")).toEqual([{ index: 1 }, { index: 2 }]);
    const list = new Worklist(of.table, 'flags', null);
    expect(list.groups.map(({ flag, count }) => [flag, count])).toEqual([['ambiguous', 1], ['wordy', 1], ['clear', 2], [null, 1]]);
  });

  test('follow edits, their undoing, and a drop', async () => {
    const of = await session();
    await of.judgeBy(judged([{ name: 'against', where: 'mean < -0.5' }]));
    expect([0, 1, 2, 3, 4].map((i) => flags(of, i).includes('against'))).toEqual([true, false, false, true, false]);
    const edit = await of.edit(0, { kind: 'flip' }, null);
    expect(flags(of, 0)).not.toContain('against');
    await of.apply({ edit, undone: true });
    expect(flags(of, 0)).toContain('against');
    await of.edit(3, { kind: 'drop' }, null);
    expect(flags(of, 3)).toEqual([]);
  });

  test('that cannot be evaluated are told, and the others go on', async () => {
    const of = await session();
    await of.judgeBy(judged([
      { name: 'wrong', where: 'nothing > 3' },
      { name: 'two', where: 'true) or (true' },
      { name: 'files', where: "exists (select 1 from read_csv('/etc/passwd'))" },
      { name: 'all', where: 'true' },
    ]));
    expect(of.flagProblems.map(({ name }) => name)).toEqual(['wrong', 'two', 'files']);
    expect(of.flagProblems[0]!.reason).toMatch(/nothing/);
    expect(flags(of, 1)).toEqual(['all']);
    // Of one record too: what failed of all is not tried again.
    await of.edit(1, { kind: 'flip' }, null);
    expect(flags(of, 1)).toEqual(['all']);
  });

  test('are others when the settings are, as are the limits', async () => {
    const of = await session();
    await of.judgeBy(judged([{ name: 'a', where: 'true' }, { name: 'b', where: 'true' }]));
    await of.judgeBy({ ...judged([{ name: 'c', where: 'mean > 0' }]), thresholds: { ...DEFAULT_THRESHOLDS, ambiguousMean: 5 } });
    expect([0, 1].map((i) => flags(of, i))).toEqual([['ambiguous'], ['ambiguous', 'c']]);
    await of.judgeBy(judged([]));
    expect([0, 1].map((i) => flags(of, i))).toEqual([[], []]);
  });
});
